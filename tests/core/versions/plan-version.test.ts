import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment, AssignmentState } from '../../../src/core/assignments/assignment.ts';
import { isOpen } from '../../../src/core/assignments/transitions.ts';
import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import type { Deadline } from '../../../src/core/deadlines/deadline.ts';
import { measureDiscipline } from '../../../src/core/discipline/measure-discipline.ts';
import { compareVersions } from '../../../src/core/versions/differences.ts';
import {
  type CorrectedPoint,
  type PublishedPoint,
  planVersion,
} from '../../../src/core/versions/plan-version.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { aPoint, corrected, dueOn, monthlyOn, namedOnes, published } from './points.ts';

const planned = (before: readonly PublishedPoint[], after: readonly CorrectedPoint[]) =>
  planVersion(compareVersions(before, after), 2, '2026-09-10', russianCalendar);

const NEW_TEXT = 'Провести проверку школьных автобусов, гаражей и представить отчёт.';

describe('a point that has not changed', () => {
  it('goes on in the new version as it was, whatever its state', () => {
    const states: readonly AssignmentState[] = ['new', 'reported', 'returned', 'accepted', 'withdrawn'];
    for (const state of states) {
      const was = published({}, { state, due: '2026-12-31', escalation: 1 });
      const plan = planned([was], [corrected({ label: '1.2' })]);
      expect(plan).toEqual({
        untouched: was.assignments.map((one) => ({ ...one, documentId: 2, decisionId: 2 })),
        changed: [],
        withdrawn: [],
        created: [],
      });
    }
  });
});

describe('a text that has changed', () => {
  it.each<readonly [AssignmentState, AssignmentState | null]>([
    ['new', 'new'],
    ['acknowledged', 'new'],
    ['in_work', 'new'],
    ['returned', 'new'],
    ['reported', 'reported'],
    ['accepted', null],
    ['withdrawn', null],
  ])('makes %s %s', (state, expected) => {
    const { changed, untouched } = planned([published({}, { state })], [corrected({ text: NEW_TEXT })]);
    expect(changed.map(({ is }) => is.state)).toEqual(expected === null ? [] : [expected]);
    expect(untouched).toHaveLength(expected === null ? 1 : 0);
    const [change] = changed;
    if (change === undefined) return;
    expect(change.in).toEqual({ text: true, deadline: false, addressees: false });
    expect(change.is).toMatchObject({ id: 1, documentId: 2, decisionId: 2, remindedThrough: '2026-09-10' });
  });

  it('takes up again what was accepted, if the reviewer wishes so', () => {
    const was = published({}, { state: 'accepted' });
    const { changed } = planned([was], [corrected({ text: NEW_TEXT, reopens: true })]);
    expect(changed).toMatchObject([{ reopened: true, is: { state: 'new' } }]);
    const moved = planned([was], [corrected({ deadline: dueOn('2026-11-01'), reopens: true })]);
    expect(moved.changed).toEqual([]);
  });

  it('leaves the date the controller has set for one organization', () => {
    const was = published({}, { due: '2026-10-20' });
    const { changed } = planned([was], [corrected({ text: NEW_TEXT })]);
    expect(changed[0]?.is.due).toBe('2026-10-20');
  });
});

describe('a deadline that has moved', () => {
  it('moves the assignment, and escalation begins anew', () => {
    const was = published(
      {},
      {
        state: 'acknowledged',
        escalation: 2,
        remindedThrough: '2026-09-05',
        acknowledgeRemindedOn: '2026-09-04',
      },
    );
    const { changed } = planned(
      [was],
      [corrected({ deadline: dueOn('2026-11-01', { kind: 'month', start: '2026-10-01' }) })],
    );
    expect(changed).toMatchObject([
      {
        is: {
          state: 'new',
          deadlineKind: 'month',
          start: '2026-10-01',
          due: '2026-11-01',
          escalation: 0,
          remindedThrough: '2026-09-10',
          publishedOn: '2026-09-10',
          acknowledgeRemindedOn: null,
        },
        in: { text: false, deadline: true, addressees: false },
      },
    ]);
  });

  it('leaves the date for which something was accepted', () => {
    const was = published({}, { state: 'accepted' });
    const { untouched } = planned([was], [corrected({ deadline: dueOn('2026-09-15') })]);
    expect(untouched).toMatchObject([{ state: 'accepted', due: '2026-10-01' }]);
  });

  it('moves with a report that waits', () => {
    const was = published({}, { state: 'reported' });
    const { changed } = planned([was], [corrected({ deadline: dueOn('2026-09-15') })]);
    expect(changed).toMatchObject([{ is: { state: 'reported', due: '2026-09-15' } }]);
  });

  it('is no news for whom the controller had set the same date', () => {
    const was = published({}, { due: '2026-11-01' });
    const { untouched, changed } = planned([was], [corrected({ deadline: dueOn('2026-11-01') })]);
    expect([untouched.length, changed.length]).toEqual([1, 0]);
  });

  it('moves what reached an organization that the group has lost since', () => {
    const was = published({}, [{ organizationCode: 'gone' }]);
    const { changed } = planned([was], [corrected({ deadline: dueOn('2026-11-01') })]);
    expect(changed).toMatchObject([{ is: { organizationCode: 'gone', due: '2026-11-01', executor: true } }]);
  });

  it('never takes the ledger back', () => {
    const was = published({}, { remindedThrough: '2026-09-12' });
    const { changed } = planned([was], [corrected({ deadline: dueOn('2026-11-01') })]);
    expect(changed[0]?.is.remindedThrough).toBe('2026-09-12');
  });
});

describe('addressees that have changed', () => {
  const two = { addressees: namedOnes('prirechensk', 'kamenka') };

  it('withdraw what is open of those who are no more, and begin with those who are new', () => {
    const was = published(two, { state: 'acknowledged' });
    const plan = planned([was], [corrected({ addressees: namedOnes('prirechensk', 'verhniy-log') })]);
    expect(plan.untouched).toMatchObject([
      { organizationCode: 'prirechensk', decisionId: 2, state: 'acknowledged' },
    ]);
    expect(plan.withdrawn).toMatchObject([
      { assignment: { organizationCode: 'kamenka', decisionId: 1 }, because: 'addressee_removed' },
    ]);
    expect(plan.created).toMatchObject([
      { organizationCode: 'verhniy-log', decisionId: 2, executor: false, due: '2026-10-01' },
    ]);
    expect(plan.changed).toEqual([]);
  });

  it('leave what was accepted with the version before', () => {
    const was = published(two, [{ state: 'accepted', organizationCode: 'kamenka' }]);
    const plan = planned([was], [corrected()]);
    expect([plan.withdrawn, plan.untouched]).toEqual([[], []]);
  });

  it('tell who answers for the whole now, and who no more', () => {
    const plan = planned([published(two)], [corrected({ addressees: namedOnes('kamenka', 'prirechensk') })]);
    expect(plan.changed.map(({ is }) => [is.organizationCode, is.executor])).toEqual([
      ['prirechensk', false],
      ['kamenka', true],
    ]);
  });

  it('are given directly what a municipality had handed down to them and taken back', () => {
    const was = published({ addressees: namedOnes('kamenka') }, [
      { organizationCode: 'kamenka' },
      { id: 2, parentId: 1, organizationCode: 'verhniy-log', state: 'withdrawn' },
    ]);
    const plan = planned([was], [corrected({ addressees: namedOnes('kamenka', 'verhniy-log') })]);
    expect(plan.created).toMatchObject([{ organizationCode: 'verhniy-log', decisionId: 2 }]);
  });

  it('do not bring back what was withdrawn for one organization alone', () => {
    const was = published({ addressees: namedOnes('kamenka') }, { state: 'withdrawn' });
    const plan = planned([was], [corrected({ addressees: namedOnes('prirechensk', 'kamenka') })]);
    expect(plan.created.map(({ organizationCode }) => organizationCode)).toEqual(['prirechensk']);
    expect(plan.untouched).toMatchObject([
      { organizationCode: 'kamenka', state: 'withdrawn', decisionId: 2 },
    ]);
  });
});

describe('what was handed down', () => {
  const handed = (below: Partial<Assignment> = {}) =>
    published({}, [{}, { id: 2, parentId: 1, organizationCode: 'school', due: '2026-09-25', ...below }]);

  it.each<[string, CalendarDate | null, Deadline, CalendarDate | null]>([
    ['later, at the old distance', '2026-09-25', dueOn('2026-10-08'), '2026-10-02'],
    ['earlier, at the old distance', '2026-09-25', dueOn('2026-09-20'), '2026-09-15'],
    ['never later than the one above', '2026-10-01', dueOn('2026-09-20'), '2026-09-20'],
    ['not into the past', '2026-09-12', dueOn('2026-09-15'), '2026-09-10'],
    ['nowhere, where the one above has no day any more', '2026-09-25', dueOn(null, { kind: 'none' }), null],
  ])('has its day moved with the one above: %s', (_name, due, deadline, followed) => {
    const { changed, untouched } = planned([handed({ due, escalation: 1 })], [corrected({ deadline })]);
    const child = [...changed.map(({ is }) => is), ...untouched].find(({ id }) => id === 2);
    expect(child).toMatchObject({ due: followed ?? due, escalation: followed === null ? 1 : 0 });
    const change = changed.find(({ is }) => is.id === 2);
    expect(change?.in.deadline ?? false).toBe(followed !== null);
  });

  it('is told of a new text, and keeps its own day where the one above keeps its own', () => {
    const { changed } = planned([handed()], [corrected({ text: NEW_TEXT })]);
    expect(changed.map(({ is, in: parts }) => [is.organizationCode, is.due, parts.deadline])).toEqual([
      ['prirechensk', '2026-10-01', false],
      ['school', '2026-09-25', false],
    ]);
    // The controller has moved the one above before; the new version changes nothing for it.
    const before = published({}, [{ due: '2026-10-08' }, { id: 2, parentId: 1, organizationCode: 'school' }]);
    const { untouched } = planned([before], [corrected({ deadline: dueOn('2026-10-08') })]);
    expect(untouched).toHaveLength(2);
  });

  it('gets a day once the one above has one', () => {
    const undated = dueOn(null, { kind: 'standing' });
    const was = published({ deadline: undated }, [
      {},
      { id: 2, parentId: 1, organizationCode: 'school', due: null, deadlineKind: 'standing' },
    ]);
    const { changed } = planned([was], [corrected({ deadline: dueOn('2026-10-09') })]);
    expect(changed.map(({ is }) => [is.deadlineKind, is.due])).toEqual([
      ['date', '2026-10-09'],
      ['date', '2026-10-06'],
    ]);
  });

  it('stays while the one above stays, whoever else leaves', () => {
    const was = published({ addressees: namedOnes('prirechensk', 'kamenka') }, [
      { organizationCode: 'prirechensk' },
      { organizationCode: 'kamenka', executor: false },
      { parentId: 1, organizationCode: 'school' },
    ]);
    const plan = planned([was], [corrected()]);
    expect(plan.withdrawn.map(({ assignment }) => assignment.organizationCode)).toEqual(['kamenka']);
    expect(plan.untouched.map(({ organizationCode }) => organizationCode)).toEqual(['prirechensk', 'school']);
  });

  it('goes when what is above it goes', () => {
    const elsewhere = planned([handed()], [corrected({ addressees: namedOnes('kamenka') })]);
    expect(elsewhere.withdrawn.map(({ assignment }) => assignment.organizationCode)).toEqual([
      'prirechensk',
      'school',
    ]);
    const removed = planned([handed({ state: 'accepted' })], []);
    expect(removed.withdrawn.map(({ assignment }) => assignment.organizationCode)).toEqual(['prirechensk']);
  });

  it('is not taken up again with what is above it', () => {
    const was = published({}, [
      { state: 'accepted' },
      { id: 2, parentId: 1, organizationCode: 'school', state: 'accepted' },
    ]);
    const { changed } = planned([was], [corrected({ text: NEW_TEXT, reopens: true })]);
    expect(changed.map(({ is }) => is.organizationCode)).toEqual(['prirechensk']);
  });
});

describe('points that came and went', () => {
  it('are created and withdrawn; what was accepted stays where it was', () => {
    const gone = { label: '2', text: 'Закупить учебники для пятых классов.' };
    const was = published(gone, [{ state: 'in_work' }, { state: 'accepted', organizationCode: 'kamenka' }]);
    const plan = planned([was], [corrected()]);
    expect(plan.withdrawn).toMatchObject([
      { assignment: { organizationCode: 'prirechensk', decisionId: 1 }, because: 'point_removed' },
    ]);
    expect(plan.created).toMatchObject([{ organizationCode: 'prirechensk', decisionId: 2 }]);
    expect([plan.untouched, plan.changed]).toEqual([[], []]);
  });
});

describe('a deadline by a rule', () => {
  const monthly = { deadline: monthlyOn(5, '2026-09-05') };
  const occurrence = (
    number: number,
    due: Assignment['due'],
    state: AssignmentState,
  ): Partial<Assignment> => ({
    occurrence: number,
    due,
    state,
    organizationCode: 'prirechensk',
  });

  it('moves the occurrence to come; past ones keep their dates', () => {
    const was = published(monthly, [
      occurrence(1, '2026-08-05', 'accepted'),
      occurrence(2, '2026-09-05', 'in_work'),
      occurrence(3, '2026-10-05', 'new'),
    ]);
    const plan = planned([was], [corrected({ deadline: monthlyOn(20, '2026-09-20') })]);
    expect(plan.untouched.map(({ occurrence: number, due }) => [number, due])).toEqual([
      [1, '2026-08-05'],
      [2, '2026-09-05'],
    ]);
    expect(plan.changed).toMatchObject([
      { is: { occurrence: 3, due: '2026-09-20', deadlineKind: 'recurring' } },
    ]);
    expect(plan.created).toEqual([]);
  });

  it('in the place of a date goes on with what is open, or begins beside what is accepted', () => {
    const open = planned([published()], [corrected(monthly)]);
    expect(open.changed).toMatchObject([
      { is: { occurrence: 0, deadlineKind: 'recurring', due: '2026-10-05' } },
    ]);
    expect(open.created).toEqual([]);
    const closed = planned([published({}, { state: 'accepted' })], [corrected(monthly)]);
    expect(closed.created).toMatchObject([{ occurrence: 1, deadlineKind: 'recurring', due: '2026-10-05' }]);
  });

  it('gives way to a date: the occurrence to come gets it, or a new assignment where all are accepted', () => {
    const open = planned([published(monthly, occurrence(2, '2026-10-05', 'new'))], [corrected()]);
    expect(open.changed).toMatchObject([{ is: { occurrence: 2, deadlineKind: 'date', due: '2026-10-01' } }]);
    expect(open.created).toEqual([]);
    const closed = planned([published(monthly, occurrence(2, '2026-10-05', 'accepted'))], [corrected()]);
    expect(closed.created).toMatchObject([{ occurrence: 3, deadlineKind: 'date', due: '2026-10-01' }]);
    const ended = planned([published(monthly, occurrence(2, '2026-10-05', 'withdrawn'))], [corrected()]);
    expect(ended.created).toEqual([]);
  });

  it('does not take up accepted occurrences again', () => {
    const was = published(monthly, [
      occurrence(1, '2026-08-05', 'accepted'),
      occurrence(2, '2026-10-05', 'new'),
    ]);
    const { changed } = planned([was], [corrected({ ...monthly, text: NEW_TEXT, reopens: true })]);
    expect(changed.map(({ is }) => is.occurrence)).toEqual([2]);
  });
});

describe('whatever a new version changes', () => {
  const codes = fc.uniqueArray(fc.constantFrom('prirechensk', 'verhniy-log', 'kamenka'), { minLength: 1 });
  const part = fc.record({
    label: fc.constantFrom('1', '2', '3'),
    text: fc.constantFrom(
      aPoint().text,
      NEW_TEXT,
      'Закупить учебники для пятых классов.',
      'Сверить списки детей.',
    ),
    to: codes,
    deadline: fc.constantFrom(
      dueOn('2026-10-01'),
      dueOn('2026-11-01'),
      monthlyOn(5, '2026-09-05'),
      dueOn(null, { kind: 'none' }),
    ),
    state: fc.constantFrom<AssignmentState>(
      'new',
      'acknowledged',
      'in_work',
      'reported',
      'returned',
      'accepted',
      'withdrawn',
    ),
    reopens: fc.boolean(),
  });
  const worlds = fc
    .tuple(fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 5 }))
    .map(([olds, news]) => ({
      before: olds.map(({ label, text, to, deadline, state }, index) => {
        const point = published({ label, text, addressees: namedOnes(...to), deadline }, { state });
        const numbered = point.assignments.map((one, at) => ({
          ...one,
          id: index * 10 + at,
          decisionId: index,
        }));
        return { ...point, decisionId: index, assignments: numbered, reached: numbered };
      }),
      after: news.map(({ label, text, to, deadline, reopens }, index) => ({
        ...corrected({ label, text, addressees: namedOnes(...to), deadline, reopens }),
        decisionId: 100 + index,
      })),
    }));

  it('every assignment goes one way, nothing open is left behind, and nobody has a point twice', () => {
    fc.assert(
      fc.property(worlds, ({ before, after }) => {
        const plan = planned(before, after);
        const moved = [...plan.untouched, ...plan.changed.map(({ is }) => is)];
        const all = before.flatMap(({ assignments }) => assignments);
        const ids = [...moved.map(({ id }) => id), ...plan.withdrawn.map(({ assignment }) => assignment.id)];
        expect(new Set(ids).size).toBe(ids.length);
        for (const one of all) expect(ids.includes(one.id) || !isOpen(one.state)).toBe(true);
        const keys = [...moved, ...plan.created].map(
          ({ decisionId, organizationCode, occurrence }) => `${decisionId} ${organizationCode} ${occurrence}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
        for (const { decisionId, documentId } of moved)
          expect([decisionId >= 100, documentId]).toEqual([true, 2]);
        for (const { was, is, reopened } of plan.changed) {
          expect(reopened ? was.state === 'accepted' : isOpen(was.state)).toBe(true);
          expect(isOpen(is.state)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an assignment that moved counts once in the discipline, by the date that holds now', () => {
    const assignment = anAssignment({ ...published().assignments[0], state: 'reported' });
    const plan = planned(
      [published({}, { state: 'reported' })],
      [corrected({ deadline: dueOn('2026-09-20') })],
    );
    const facts = plan.changed.map(({ is }) => ({ assignment: is, reportedOn: '2026-09-18' as const }));
    const year = { from: '2026-01-01', through: '2026-12-31' } as const;
    expect(assignment.id).toBe(facts[0]?.assignment.id);
    expect(measureDiscipline(facts, year, '2026-12-31')).toMatchObject({ inTime: 1, denominator: 1 });
    const october = { from: '2026-10-01', through: '2026-10-31' } as const;
    expect(measureDiscipline(facts, october, '2026-12-31')).toMatchObject({ denominator: 0, share: null });
  });
});
