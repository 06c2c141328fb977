import { addDays, type CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf, moscowInstant } from '../core/calendar/moscow-time.ts';
import { workingDayOnOrAfter } from '../core/calendar/production-calendar.ts';
import { policyWith } from '../core/reminders/own-reminders.ts';
import { sendingTime } from '../core/reminders/policy.ts';
import { findAbsences } from './absences.ts';
import { beginPlanned } from './begin-planned.ts';
import { type AbsenceOccasion, changeAbsences, endOne, tell } from './change-absences.ts';
import type { Deps } from './deps.ts';
import type { Records } from './ports.ts';

type TurnDeps = Pick<Deps, 'store' | 'clock' | 'bell' | 'calendar' | 'reminderPolicy'>;

/**
 * What a new day means for absences: ends those whose last day is over, and those nobody stands in for any more because
 * a chat refuses, and begins those whose first day is there. Whoever is back is told on the morning of their first
 * working day, with what is open.
 */
export async function turnAbsences(deps: TurnDeps): Promise<{ readonly told: number }> {
  const at = deps.clock.now();
  const today = moscowDateOf(at);
  const codes = new Set(
    (await deps.store.absences.ofOrganizations()).map(({ organizationCode }) => organizationCode),
  );
  let told = 0;
  for (const organizationCode of codes) {
    const rows = await deps.store.transaction(async (records) => {
      const occasion = { organizationCode, today, at, actor: null };
      const over = await endOver(deps, records, occasion);
      const broken = await changeAbsences(records, occasion, async () => undefined);
      return [...over, ...broken.rows, ...(await beginPlanned(records, occasion))];
    });
    told += rows.length;
    await deps.bell.deliveriesWaiting(rows);
  }
  return { told };
}

async function endOver(
  deps: TurnDeps,
  records: Records,
  occasion: AbsenceOccasion,
): Promise<readonly number[]> {
  const { organizationCode, today, at } = occasion;
  const found = (await findAbsences(records, [organizationCode], today)).get(organizationCode);
  const rows: number[] = [];
  const taken = [...(found?.begun ?? []), ...(found?.waiting ?? []), ...(found?.planned ?? [])];
  for (const absence of taken) {
    if (absence.until >= today || !(await endOne(records, absence, 'day_over', occasion))) continue;
    // Who never was away is not back.
    if (absence.waiting || absence.startsOn !== null) continue;
    const there = (id: number | null) => found?.subscriptions.find((one) => one.id === id);
    const absent = there(absence.subscriptionId);
    if (absent === undefined) continue;
    const deputy = there(absence.deputyId);
    const morning = await firstMorning(deps, records, organizationCode, addDays(absence.until, 1));
    const notBefore = morning > at ? morning : at;
    const news = { absence, absent, deputy, notBefore } as const;
    rows.push(...(await tell(records, occasion, { ...news, change: 'returned', to: absent })));
    if (deputy !== undefined) {
      rows.push(...(await tell(records, occasion, { ...news, change: 'over', to: deputy })));
    }
  }
  return rows;
}

/** When the organization's digest goes out on the first working day from a day on. */
async function firstMorning(
  deps: TurnDeps,
  records: Records,
  organizationCode: string,
  from: CalendarDate,
): Promise<Date> {
  const organization = await records.organizations.find(organizationCode);
  const own = await records.reminderSettings.of(organizationCode);
  const time = sendingTime(policyWith(deps.reminderPolicy, own), organization?.reminderTime ?? null);
  return moscowInstant(workingDayOnOrAfter(deps.calendar, from), time);
}
