import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideReport } from '../../src/app/decide-report.ts';
import type { Actor } from '../../src/app/deps.ts';
import { handDownChosen } from '../../src/app/hand-down.ts';
import { moveAssignment } from '../../src/app/move-assignment.ts';
import { moveDue } from '../../src/app/move-due.ts';
import { loadMorningFacts } from '../../src/app/plan-morning.ts';
import { reportAssignment } from '../../src/app/report-assignment.ts';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { isOpen } from '../../src/core/assignments/transitions.ts';
import { addDays } from '../../src/core/calendar/calendar-date.ts';
import { planMorning } from '../../src/core/reminders/plan-morning.ts';
import { publishProtocol, TO, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const TODAY = '2026-09-03';
const PUBLISHED = `${TODAY}T10:00:00+03:00`;
const CHILDREN = ['sch-zarechye', 'sch-prirechensk-1', 'sch-prirechensk-2'] as const;

/** Whose assignment: the district's own, or one of its schools'. */
const anyTarget = fc.constantFrom<'above' | 0 | 1 | 2>('above', 0, 1, 2);
const anyHappening = fc.oneof(
  fc.record({ kind: fc.constant('report' as const), target: anyTarget }),
  fc.record({ kind: fc.constantFrom('accept' as const, 'return' as const), target: anyTarget }),
  fc.record({ kind: fc.constant('move' as const), days: fc.integer({ min: -20, max: 40 }) }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const) }) },
);

/** Anything happens in any order to a point that was handed down; what must hold always holds. */
describe('the promise of two storeys', () => {
  let bot: BotUnderTest;
  let controller: number;
  let officer: number;
  let updateId = 800_000_000;
  let documents = 0;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: PUBLISHED });
    controller = await bot.join('Вера', null);
    officer = await bot.join('Пётр', 'prirechye');
    for (const code of CHILDREN) await bot.join(code, code);
  });
  afterAll(() => bot.stop());

  const actorOf = async (telegramUserId: number): Promise<Actor> => {
    const person = await bot.store.people.findByTelegramUser(telegramUserId);
    updateId += 1;
    return {
      personId: person?.id ?? 0,
      telegramUserId,
      chatId: telegramUserId,
      topicId: null,
      messageId: null,
      updateId,
    };
  };
  const chatOf = async (code: string): Promise<number> =>
    (await bot.store.subscriptions.ofOrganizations([code]))[0]?.chatId ?? 0;

  it('holds: nothing below closes what is above, and nothing is left open or reminded of below a closed one', async () => {
    bot.ring(false);
    await fc.assert(
      fc.asyncProperty(fc.array(anyHappening, { minLength: 3, maxLength: 12 }), async (happenings) => {
        bot.clock.set(PUBLISHED);
        documents += 1;
        const point = { to: TO.municipalities, text: 'Проверить подвоз.', term: 'до 25.09.2026' };
        const document = await publishProtocol(bot, controller, [point], String(documents));
        const [parent] = (await bot.store.assignments.ofDocument(document.id)).filter(
          ({ organizationCode }) => organizationCode === 'prirechye',
        );
        if (parent === undefined) throw new Error('nothing was published');
        await handDownChosen(bot.deps, await actorOf(officer), parent.id);
        const family = async (): Promise<{ above: Assignment; below: readonly Assignment[] }> => {
          const above = await bot.store.assignments.find(parent.id);
          if (above === null) throw new Error('the assignment above is gone');
          return { above, below: await bot.store.assignments.childrenOf([parent.id]) };
        };
        const targetOf = async (target: 'above' | 0 | 1 | 2): Promise<Assignment> => {
          const { above, below } = await family();
          const code = target === 'above' ? 'prirechye' : CHILDREN[target];
          return target === 'above' ? above : (below.find((one) => one.organizationCode === code) ?? above);
        };
        for (const happening of happenings) {
          const before = await family();
          switch (happening.kind) {
            case 'report': {
              const { id: assignmentId, organizationCode } = await targetOf(happening.target);
              const actor = await actorOf(await chatOf(organizationCode));
              await reportAssignment(bot.deps, { actor, assignmentId, text: 'Сделано', files: [] });
              break;
            }
            case 'accept':
            case 'return': {
              const { id, parentId } = await targetOf(happening.target);
              const report = await bot.store.reports.latestOf(id);
              const actor = await actorOf(parentId === null ? controller : officer);
              const outcome = happening.kind === 'accept' ? 'accepted' : 'returned';
              await decideReport(bot.deps, {
                actor,
                reportId: report?.id ?? 0,
                outcome,
                comment: 'Так',
                closesWith: 99,
              });
              break;
            }
            case 'move': {
              const actor = await actorOf(controller);
              const due = addDays('2026-09-25', happening.days);
              await bot.store.transaction((records) =>
                moveDue(
                  records,
                  { assignment: before.above, due, role: 'controller', actor, at: bot.clock.now() },
                  bot.deps.calendar,
                ),
              );
              break;
            }
            case 'withdraw': {
              const actor = await actorOf(controller);
              const move = {
                assignment: before.above,
                action: 'withdraw',
                role: 'controller',
                actor,
              } as const;
              await bot.store.transaction((records) =>
                moveAssignment(records, { ...move, at: bot.clock.now() }),
              );
              break;
            }
          }
          const now = await family();
          const toAbove =
            happening.kind === 'withdraw' || ('target' in happening && happening.target === 'above');
          // What happens below never moves what is above.
          if (!toAbove) expect(now.above.state).toBe(before.above.state);
          if (!isOpen(now.above.state)) expect(now.below.filter(({ state }) => isOpen(state))).toEqual([]);
          for (const child of now.below) {
            if (isOpen(child.state)) expect(isWithin(child, now.above)).toBe(true);
            // Reports of a closed school are answered.
            const report = await bot.store.reports.latestOf(child.id);
            if (child.state === 'accepted') expect(report?.outcome).toBe('accepted');
          }
          const facts = await loadMorningFacts(bot.deps, bot.store, new Date('2026-12-01T12:00:00+03:00'));
          const told = new Set(planMorning(facts).reminded);
          const closed = [now.above, ...now.below].filter(({ state }) => !isOpen(state));
          expect(closed.filter(({ id }) => told.has(id))).toEqual([]);
        }
        await withdrawEverything(bot);
      }),
      { numRuns: 12 },
    );
  });

  /** A school's last day lies not after the one above, unless that one was moved into the past. */
  const isWithin = (child: Assignment, above: Assignment): boolean =>
    child.due === null || above.due === null || above.due < TODAY || child.due <= above.due;
});
