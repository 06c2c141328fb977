import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryKey } from '../../src/core/addressees/index.ts';
import { type Action, encodeAction } from '../../src/messages/actions.ts';
import { pressForged, publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const SECRET = 'Вскрыть конверты с заданиями';
const KINDS = [
  'stranger',
  'other municipality',
  'other school',
  'observer of the municipality',
  'school',
  'municipality',
  'controller',
] as const;
type Kind = (typeof KINDS)[number];
type StoreyKind = Extract<
  Action['kind'],
  | 'open_schools'
  | 'schools'
  | 'school_reports'
  | 'show_report'
  | 'hand_down'
  | 'hand_down_preview'
  | 'choose_schools'
  | 'put_school'
  | 'take_school'
  | 'put_all_schools'
  | 'take_all_schools'
  | 'ask_hand_down_due'
  | 'hand_down_now'
  | 'choose_recall'
  | 'ask_recall'
  | 'recall'
  | 'ask_recall_all'
  | 'recall_all'
  | 'open_roll_up'
  | 'roll_up'
  | 'direct_roll_up'
  | 'remind_rest'
  | 'gather_report'
  | 'send_gathered'
  | 'add_to_gathered'
  | 'delegate'
  | 'turn_colleagues'
  | 'delegate_to'
  | 'take_back'
  | 'invite_colleague'
  | 'accept'
  | 'return'
>;

/** Buttons about schools, their reports and colleagues, pressed by whom they were never meant for. */
describe('a forged button between the storeys', () => {
  let bot: BotUnderTest;
  let people: Record<Kind, number>;
  let colleague: number;
  /** Of the municipality: one handed down to the first school with a report that waits, one not handed down. */
  let above: number;
  let fresh: number;
  let child: number;
  let decisionId: number;
  let reportId: number;
  let acceptedAbove: number;
  /** Of another school, with nothing reported. */
  let inHand: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    people = {
      stranger: bot.person('Некто'),
      'other municipality': await bot.join('Роман', 'kamenka'),
      'other school': await bot.join('Инна', 'sch-kamenka'),
      'observer of the municipality': await bot.join('Денис', 'prirechye', { role: 'observer' }),
      school: await bot.join('Ирина', 'sch-zarechye'),
      municipality: await bot.join('Пётр', 'prirechye'),
      controller: await bot.join('Вера', null),
    };
    const other = await bot.join('Ольга', 'prirechye');
    await bot.join('Сергей', 'sch-prirechensk-1');
    colleague = (await bot.store.people.findByTelegramUser(other))?.id ?? 0;
    bot.sandbox.world.start(people.stranger);
    await handSomeDown();
  });
  afterAll(() => bot.stop());

  const press = async (kind: Kind, action: Action): Promise<string> => {
    const { text } = await pressForged(bot, people[kind], encodeAction(action));
    await bot.settle();
    return text;
  };

  const handSomeDown = async (): Promise<void> => {
    const points = ['первые', 'вторые', 'третьи'].map((text) => ({
      to: TO.municipalities,
      text: `${SECRET} ${text}.`,
      term: 'до 25.09.2026',
    }));
    const document = await publishProtocol(bot, people.controller, points);
    const own = (await bot.store.assignments.ofDocument(document.id)).filter(
      ({ organizationCode }) => organizationCode === 'prirechye',
    );
    [above = 0, fresh = 0, acceptedAbove = 0] = own.map(({ id }) => id);
    decisionId = own[0]?.decisionId ?? 0;
    for (const assignmentId of [above, acceptedAbove]) {
      await press('municipality', { kind: 'hand_down', assignmentId });
      await press('municipality', { kind: 'hand_down_now', assignmentId });
    }
    child = await childOf(above);
    const done = await childOf(acceptedAbove);
    inHand = await childOf(acceptedAbove, 'sch-prirechensk-1');
    for (const assignmentId of [child, done]) await press('school', { kind: 'report_done', assignmentId });
    reportId = (await bot.store.reports.latestOf(child))?.id ?? 0;
    const accepted = await bot.store.reports.latestOf(done);
    await press('municipality', { kind: 'accept', reportId: accepted?.id ?? 0 });
    await press('municipality', { kind: 'delegate_to', assignmentId: above, personId: colleague });
  };

  const childOf = async (parentId: number, code = 'sch-zarechye'): Promise<number> => {
    const children = await bot.store.assignments.childrenOf([parentId]);
    return children.find(({ organizationCode }) => organizationCode === code)?.id ?? 0;
  };

  /** Everything a press might change. */
  const state = async () => ({
    counts: await bot.store.counts(),
    assignments: await bot.store.assignments.ofDecisions([decisionId]),
    children: await bot.store.assignments.childrenOf([above, fresh, acceptedAbove]),
    report: await bot.store.reports.find(reportId),
    delegations: await bot.store.delegations.of([above, fresh, child]),
    audit: await Promise.all(
      [above, fresh, child, acceptedAbove].map((id) => bot.store.audit.ofAssignment(id)),
    ),
  });

  /** Who changes something by each action; nobody by one that only shows. */
  const actions = (): {
    readonly [K in StoreyKind]: readonly [Extract<Action, { readonly kind: K }>, readonly Kind[]];
  } => ({
    open_schools: [{ kind: 'open_schools' }, []],
    schools: [{ kind: 'schools', page: 0 }, []],
    school_reports: [{ kind: 'school_reports', page: 0 }, []],
    // Sends the report once more: a row of the outbox.
    show_report: [{ kind: 'show_report', reportId }, ['municipality']],
    hand_down: [{ kind: 'hand_down', assignmentId: fresh }, []],
    hand_down_preview: [{ kind: 'hand_down_preview', assignmentId: fresh }, []],
    choose_schools: [{ kind: 'choose_schools', assignmentId: fresh, page: 0 }, []],
    put_school: [
      { kind: 'put_school', assignmentId: fresh, entryKey: entryKey('sch-zarechye'), page: 0 },
      [],
    ],
    take_school: [
      { kind: 'take_school', assignmentId: fresh, entryKey: entryKey('sch-zarechye'), page: 0 },
      [],
    ],
    put_all_schools: [{ kind: 'put_all_schools', assignmentId: fresh, page: 0 }, []],
    take_all_schools: [{ kind: 'take_all_schools', assignmentId: fresh, page: 0 }, []],
    // Asks for words; changes nothing by itself.
    ask_hand_down_due: [{ kind: 'ask_hand_down_due', assignmentId: fresh }, ['municipality']],
    hand_down_now: [{ kind: 'hand_down_now', assignmentId: fresh }, ['municipality']],
    choose_recall: [{ kind: 'choose_recall', assignmentId: above, page: 0 }, []],
    ask_recall: [{ kind: 'ask_recall', assignmentId: inHand }, []],
    recall: [{ kind: 'recall', assignmentId: inHand }, ['municipality']],
    ask_recall_all: [{ kind: 'ask_recall_all', assignmentId: above }, []],
    recall_all: [{ kind: 'recall_all', assignmentId: above, seen: 3 }, ['municipality']],
    open_roll_up: [{ kind: 'open_roll_up', assignmentId: above }, []],
    roll_up: [{ kind: 'roll_up', assignmentId: above, page: 0 }, []],
    direct_roll_up: [{ kind: 'direct_roll_up', decisionId, occurrence: 0, page: 0 }, []],
    remind_rest: [{ kind: 'remind_rest', assignmentId: above }, ['municipality']],
    gather_report: [{ kind: 'gather_report', assignmentId: acceptedAbove }, []],
    send_gathered: [{ kind: 'send_gathered', assignmentId: acceptedAbove }, ['municipality']],
    add_to_gathered: [{ kind: 'add_to_gathered', assignmentId: acceptedAbove }, ['municipality']],
    delegate: [{ kind: 'delegate', assignmentId: above }, []],
    turn_colleagues: [{ kind: 'turn_colleagues', assignmentId: above, page: 0 }, []],
    delegate_to: [{ kind: 'delegate_to', assignmentId: fresh, personId: colleague }, ['municipality']],
    take_back: [{ kind: 'take_back', assignmentId: above }, ['municipality']],
    invite_colleague: [{ kind: 'invite_colleague', assignmentId: above }, ['municipality']],
    accept: [{ kind: 'accept', reportId }, ['municipality']],
    // Changes nothing by itself: it asks for a comment.
    return: [{ kind: 'return', reportId }, ['municipality']],
  });

  it.each(KINDS)('changes nothing that a person may not change: %s', async (kind) => {
    const before = await state();
    for (const [action, allowed] of Object.values(actions())) {
      if (!allowed.includes(kind)) await press(kind, action);
    }
    expect(await state()).toEqual(before);
  });

  it.each(['stranger', 'other municipality', 'other school'] as const)(
    'shows nothing of a point to %s',
    async (kind) => {
      const after = bot.sandbox.world.mark();
      for (const [action] of Object.values(actions())) {
        // What their own municipality or school has been given of the same document is theirs to see.
        if (action.kind === 'open_schools' || action.kind === 'schools') continue;
        expect(await press(kind, action), action.kind).not.toContain(SECRET);
      }
      expect(textsSince(bot, people[kind], after).join('\n')).not.toContain(SECRET);
    },
  );

  it.each([
    'show_report',
    'hand_down_now',
    'remind_rest',
    'recall',
    'recall_all',
    'send_gathered',
    'delegate_to',
    'take_back',
    'invite_colleague',
    'accept',
  ] as const)('works for whom it is meant: %s', async (wanted) => {
    const [action, [kind]] = actions()[wanted];
    if (kind === undefined) throw new Error(`nobody may ${wanted}`);
    // What was chosen by presses before is proposed anew.
    if (wanted === 'hand_down_now') await press(kind, { kind: 'hand_down', assignmentId: fresh });
    const before = await state();
    await press(kind, action);
    expect(await state()).not.toEqual(before);
  });
});
