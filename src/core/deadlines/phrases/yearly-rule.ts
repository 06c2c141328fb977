import type { CalendarDate } from '../../calendar/calendar-date.ts';
import type { Warning } from '../../warning.ts';
import { doubt } from '../doubts.ts';
import { yearlyRule } from '../recurrence.ts';
import type { Frequency, Rule } from './frequency.ts';
import type { YearlyDays } from './yearly-days.ts';

/** A rule, and from when. */
export interface DatedRule extends Rule {
  /** The first date printed with its year, null where no year is printed. */
  readonly from: CalendarDate | null;
}

/** How far apart the months of a rhythm are. */
export const MONTHS_BETWEEN = { month: 1, quarter: 3, half: 6 } as const;

/** The yearly rule of the days; one day with a shorter frequency is repeated at that distance. */
export function yearlyRuleOf(yearly: YearlyDays, frequency: Frequency): DatedRule {
  const { days, from, rule } = yearly;
  const [only] = days;
  const unit = frequency.unit;
  if (rule !== null) return { rrule: rule, warnings: [], from };
  const warnings = vaguenessOf(yearly);
  if (
    days.length !== 1 ||
    only === undefined ||
    (unit !== 'month' && unit !== 'quarter' && unit !== 'half')
  ) {
    const until = yearly.until === null ? '' : `;UNTIL=${yearly.until.replaceAll('-', '')}`;
    // «один раз в три года с 29 сентября по 4 октября»
    const isEveryFew = unit === 'year' && frequency.interval > 1;
    const every = yearlyRule(days);
    const rrule = isEveryFew
      ? every.replace('FREQ=YEARLY;', `FREQ=YEARLY;INTERVAL=${frequency.interval};`)
      : every;
    if (isEveryFew) warnings.push(doubt.approximate('С какого года повторять, проверьте: взят ближайший.'));
    return { rrule: `${rrule}${until}`, warnings, from };
  }
  if (unit === 'month') return { rrule: `FREQ=MONTHLY;BYMONTHDAY=${only.day}`, warnings, from };
  warnings.push(doubt.approximate('Месяцы повторения отсчитаны от первого.'));
  const step = MONTHS_BETWEEN[unit];
  const months = Array.from({ length: 12 / step }, (_, index) => ((only.month - 1 + index * step) % 12) + 1);
  return { rrule: yearlyRule(months.map((month) => ({ month, day: only.day }))), warnings, from };
}

/** «весной и осенью»: which days those are is not said. */
function vaguenessOf({ stretches }: YearlyDays): Warning[] {
  const spans = stretches.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const why = spans.find(({ grain, approximate }) => grain === 'season' && approximate !== null)?.approximate;
  return why === undefined || why === null ? [] : [doubt.approximate(why)];
}

/** The same where no frequency is printed: a year that is named by another or by an event leaves a doubt. */
export function ruleOfNamedYear(yearly: YearlyDays, frequency: Frequency): DatedRule {
  const named = yearlyRuleOf(yearly, frequency);
  if (yearly.reported !== 'named') return named;
  const why = doubt.approximate('Год назван не числом: срок понят как ежегодный.');
  return { ...named, warnings: [...named.warnings, why] };
}
