import { type MorningPlan, planMorning } from '../../src/core/reminders/plan-morning.ts';
import { morningOf } from '../material/morning.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, plainRow } from '../results.ts';
import type { Section } from '../section.ts';

const ASSIGNMENTS = 100_000;
const ORGANIZATIONS = 600;

/** A morning of a whole region, beside one look at the due date of each of its assignments. */
export const digests: Section = {
  name: 'digests',
  async measure() {
    const facts = morningOf({ assignments: ASSIGNMENTS, organizations: ORGANIZATIONS });
    const { assignments, today } = facts;
    let plan: MorningPlan = planMorning(facts);
    let overdue = 0;
    const { planned, compared } = await measureInTurns(
      {
        planned: perSecond(() => {
          plan = planMorning(facts);
          return assignments.length;
        }),
        compared: perSecond(() => {
          overdue = 0;
          for (const { due } of assignments) if (due !== null && due < today) overdue += 1;
          return assignments.length;
        }, 50),
      },
      { measured: 9, warmUp: 3 },
    );
    if (plan.digests.length === 0 || overdue === 0) throw new Error('the morning has nothing to remind of');
    const mornings = planned.median / assignments.length;
    return [
      measuredRow({ name: 'assignments planned', unit: 'assignments/s', better: 'more' }, planned, {
        name: 'compare dates',
        sample: compared,
      }),
      plainRow({
        name: `digests planned (${plan.digests.length} a morning)`,
        value: plan.digests.length * mornings,
        unit: 'digests/s',
        better: 'more',
        spread: planned.spread,
      }),
      plainRow({
        name: `a morning of ${ORGANIZATIONS} organizations`,
        value: 1000 / mornings,
        unit: 'ms',
        better: 'less',
        spread: planned.spread,
      }),
    ];
  },
};
