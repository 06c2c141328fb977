import { afterAll, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { editionOf } from '../../src/app/plan-document.ts';
import type { Store } from '../../src/app/ports.ts';
import { entryKey } from '../../src/core/addressees/index.ts';
import { alikeDoubts, doubtKey } from '../../src/core/review/alike-doubts.ts';
import { type Action, encodeAction } from '../../src/messages/actions.ts';
import { CARD_SHEETS } from '../../src/messages/card.ts';
import { SCREENS } from '../../src/messages/greeting.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import {
  pressForged,
  protocolText,
  publishProtocol,
  sendDocument,
  TO,
  textsSince,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const SECRET = 'Вскрыть конверты с заданиями';
const KINDS = [
  'stranger',
  'other organization',
  'observer',
  'executor',
  'controller',
  // Of a group that answers for the organization.
  'former member',
] as const;
type Kind = (typeof KINDS)[number];
const OUTSIDERS: readonly Kind[] = ['stranger', 'other organization'];
/** A card that was opened from the first page of «Мои поручения». */
const ORIGIN = { list: 1, page: 0, updateId: 0 };

/** Whoever presses a button that was never theirs: old, forwarded or made up. */
describe('a forged button', () => {
  let bot: BotUnderTest;
  let people: Record<Kind, number>;
  let group: number;
  let recorded: MockInstance<Store['audit']['append']>;
  let documentId: number;
  let draftId: number;
  let draftPoint: { decisionId: number; revision: number };
  let undatedId: number;
  let pageUploadId: number;
  let undatedSeen: number;
  let pair: { decisionId: number; revision: number; nextId: number; nextRevision: number };
  let versionId: number;
  let executorId: number;
  let observerId: number;
  let open: number;
  let reported: number;
  let reportId: number;
  /** Words of the executor's that wait for a choice, and what the executor gathers for a report. */
  let evidence: number;
  let gathered: { draftId: number; itemId: number };
  let requestId: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    recorded = vi.spyOn(bot.store.audit, 'append');
    people = {
      stranger: bot.person('Некто'),
      'other organization': await bot.join('Роман', 'ZCOKO'),
      observer: await bot.join('Денис', 'ZOIRO', { role: 'observer' }),
      executor: await bot.join('Нина', 'ZOIRO'),
      controller: await bot.join('Вера', null),
      'former member': bot.person('Бывшая'),
    };
    for (const userId of Object.values(people)) bot.sandbox.world.start(userId);
    await bot.settle();
    const subscribed = await bot.store.subscriptions.ofOrganizations(['ZOIRO']);
    executorId = subscribed.find(({ role }) => role === 'executor')?.id ?? 0;
    observerId = subscribed.find(({ role }) => role === 'observer')?.id ?? 0;
    const { world } = bot.sandbox;
    const members = [people.executor, people['former member']];
    group = world.createGroup({ title: 'Институт', members, username: 'institute' }).chatId;
    await bot.joinAgain(people.executor, 'ZOIRO', { chat: group });
    world.leaveGroup(people['former member'], group);
  });
  const chatOf = (kind: Kind): number => (kind === 'former member' ? group : people[kind]);
  const press = (kind: Kind, action: Action) =>
    pressForged(bot, people[kind], encodeAction(action), chatOf(kind));
  afterAll(() => bot.stop());

  let number = 0;
  /** Fresh documents, a report, a request, something gathered: what the actions are about. */
  const prepare = async () => {
    number += 1;
    const point = (text: string) => ({ to: TO.institute, text, term: 'до 25.09.2026' });
    const points = [point(`${SECRET} первые.`), point(`${SECRET} вторые.`)];
    const document = await publishProtocol(bot, people.controller, points, `${number}`);
    documentId = document.id;
    const [one, two] = await bot.store.assignments.ofDocument(documentId);
    [open, reported] = [one?.id ?? 0, two?.id ?? 0];
    const asked = await bot.store.extensions.create({
      assignmentId: open,
      personId: (await bot.store.people.findByTelegramUser(people.executor))?.id ?? 0,
      chatId: people.executor,
      was: '2026-09-25',
      wanted: '2026-10-30',
      reason: SECRET,
      forOrganizationCode: null,
      createdAt: bot.clock.now(),
    });
    requestId = asked?.id ?? 0;
    await pressForged(bot, people.executor, encodeAction({ kind: 'report_done', assignmentId: reported }));
    await bot.settle();
    reportId = (await bot.store.reports.latestOf(reported))?.id ?? 0;
    // What is gathered, then the question asked before it.
    for (let times = 0; times < 2; times += 1) bot.sandbox.world.say(people.executor, '/cancel');
    bot.sandbox.world.say(people.executor, 'Выполнено');
    await bot.settle();
    const offered = bot.sandbox.world.history(people.executor).findLast(({ buttons }) => buttons.length > 0);
    evidence = Number(offered?.buttons[0]?.[0]?.callback_data?.split(':')[2]);
    await pressForged(bot, people.executor, encodeAction({ kind: 'attach_report', assignmentId: open }));
    bot.sandbox.world.say(people.executor, `${SECRET}: половина`);
    await bot.settle();
    const person = await bot.store.people.findByTelegramUser(people.executor);
    const draft = await bot.store.reportDrafts.gatheringOf(people.executor, person?.id ?? 0);
    const [item] = await bot.store.reportDrafts.items(draft?.id ?? 0);
    gathered = { draftId: draft?.id ?? 0, itemId: item?.id ?? 0 };
    expect(gathered.itemId).toBeGreaterThan(0);
    await sendDocument(
      bot,
      people.controller,
      protocolText([point(`${SECRET} третьи.`)], `${number}-черновик`),
    );
    const drafts = await bot.store.counts();
    draftId = documentId + 1;
    expect(drafts.documents.draft).toBeGreaterThan(0);
    expect(await bot.store.documents.find(draftId)).toMatchObject({ state: 'draft' });
    const [drafted] = await bot.store.documents.decisions(draftId);
    draftPoint = { decisionId: drafted?.id ?? 0, revision: drafted?.revision ?? 0 };
    const controllerPerson = await bot.store.people.findByTelegramUser(people.controller);
    const page = await bot.store.uploads.open(
      {
        chatId: people.controller,
        personId: controllerPerson?.id ?? 0,
        group: null,
        // Nobody but this test reads it.
        readyAt: new Date(8e12),
        at: bot.clock.now(),
      },
      { updateId: 900_000 + number, messageId: 1, file: null, text: '2. Ещё одно дело.' },
    );
    pageUploadId = page.id;
    await bot.store.uploads.begin(page.id, new Date(8e12));
    await bot.store.uploads.end(page.id, 'done', bot.clock.now());
    const undated = ['четвёртые', 'пятые'].map((which) => ({
      ...point(`${SECRET} ${which}.`),
      term: 'не указан',
    }));
    await sendDocument(bot, people.controller, protocolText(undated, `${number}-без-срока`));
    undatedId = draftId + 1;
    const doubted = await bot.store.documents.decisions(undatedId);
    const [first, next] = doubted;
    pair = {
      decisionId: first?.id ?? 0,
      revision: first?.revision ?? 0,
      nextId: next?.id ?? 0,
      nextRevision: next?.revision ?? 0,
    };
    undatedSeen = alikeDoubts(doubted, doubtKey('no_deadline'))?.seen ?? 0;
    const corrected = [points[0]!, { ...points[1]!, term: 'до 28.09.2026' }];
    await sendDocument(bot, people.controller, protocolText(corrected, `${number}`));
    versionId = undatedId + 1;
  };
  const seenPoint = () => ({ id: draftPoint.decisionId, revision: draftPoint.revision });

  /** Everything a press might change. */
  const state = async () => ({
    counts: await bot.store.counts(),
    assignments: await bot.store.assignments.ofDocument(documentId),
    report: await bot.store.reports.latestOf(reported),
    extension: await bot.store.extensions.find(requestId),
    audit: [await bot.store.audit.ofAssignment(open), await bot.store.audit.ofAssignment(reported)],
    draft: await bot.store.documents.find(draftId),
    // Where its list stands in the chat is no matter.
    gathered: { ...(await bot.store.reportDrafts.find(gathered.draftId)), messageId: null },
    items: await bot.store.reportDrafts.items(gathered.draftId),
    waiting: { ...(await bot.store.reportDrafts.find(evidence)), messageId: null },
    points: await bot.store.documents.decisions(draftId),
    undated: await bot.store.documents.decisions(undatedId),
    version: await bot.store.documents.find(versionId),
    page: (await bot.store.uploads.find(pageUploadId))?.pageOfId,
    organization: await bot.store.organizations.find('ZOIRO'),
    subscriptions: await bot.store.subscriptions.ofOrganizations(['ZOIRO', 'ZCOKO']),
    absences: await bot.store.absences.ofOrganizations(),
    reminders: await bot.store.reminderSettings.of('ZOIRO'),
    controllers: await bot.store.controllers.all(),
  });

  const actions = (): readonly (readonly [Action, readonly Kind[]])[] => [
    [{ kind: 'publish', documentId: draftId }, []],
    [{ kind: 'publish_now', documentId: draftId, edition: editionOf([seenPoint()], null) }, ['controller']],
    [{ kind: 'publish_now', documentId: draftId, edition: 1 }, []],
    [{ kind: 'alike_doubts', documentId: draftId, doubtKey: doubtKey('no_deadline') }, []],
    [
      { kind: 'confirm_alike', documentId: undatedId, doubtKey: doubtKey('no_deadline'), seen: undatedSeen },
      ['controller'],
    ],
    [
      { kind: 'default_alike', documentId: undatedId, doubtKey: doubtKey('no_deadline'), seen: undatedSeen },
      ['controller'],
    ],
    [{ kind: 'confirm_alike', documentId: undatedId, doubtKey: doubtKey('no_deadline'), seen: 1 }, []],
    [{ kind: 'confirm_warnings', documentId: draftId }, ['controller']],
    [{ kind: 'confirm_point', ...draftPoint }, ['controller']],
    [{ kind: 'drop_point', ...draftPoint }, ['controller']],
    [{ kind: 'restore_point', ...draftPoint }, ['controller']],
    [{ kind: 'default_deadline', ...draftPoint }, ['controller']],
    [{ kind: 'set_deadline', ...draftPoint, updateId: evidence }, []],
    // Asks for words; changes nothing by itself.
    [{ kind: 'ask_deadline', ...draftPoint }, ['controller']],
    [{ kind: 'show_point', decisionId: draftPoint.decisionId }, []],
    [{ kind: 'ask_page', documentId: draftId }, []],
    // Not of one act.
    [{ kind: 'replace_draft', documentId: undatedId, earlierId: draftId }, []],
    [{ kind: 'join_page', uploadId: pageUploadId, documentId: draftId }, ['controller']],
    // No page has brought it; one that was added is moved in pages.test.ts.
    [{ kind: 'place_page', decisionId: draftPoint.decisionId, page: 0 }, []],
    [{ kind: 'move_page', decisionId: draftPoint.decisionId, afterId: 0 }, []],
    [{ kind: 'more_of_point', decisionId: draftPoint.decisionId }, []],
    [{ kind: 'set_addressee', ...draftPoint, place: 0, entryKey: entryKey('ZCOKO') }, ['controller']],
    [{ kind: 'remove_addressee', ...draftPoint, place: 0 }, ['controller']],
    [{ kind: 'lead_addressee', ...draftPoint, place: 0 }, ['controller']],
    [{ kind: 'addressees', decisionId: draftPoint.decisionId }, []],
    [{ kind: 'choose_addressee', ...draftPoint, place: 0, page: 0 }, []],
    [{ kind: 'find_addressee', ...draftPoint, place: 0 }, ['controller']],
    [{ kind: 'pick_organizations', ...draftPoint, place: 0, page: 0 }, []],
    [
      { kind: 'toggle_organization', ...draftPoint, place: 0, page: 0, entryKey: entryKey('ZCOKO') },
      ['controller'],
    ],
    [{ kind: 'pick_municipalities', ...draftPoint, place: 0, page: 0 }, []],
    [{ kind: 'pick_everybody', ...draftPoint, place: 0 }, ['controller']],
    [{ kind: 'clear_picked', ...draftPoint, place: 0 }, ['controller']],
    // Ask for words; change nothing by themselves.
    [{ kind: 'ask_picked', ...draftPoint, place: 0 }, ['controller']],
    [{ kind: 'ask_group_name', ...draftPoint, place: 0 }, ['controller']],
    [{ kind: 'require_file', ...draftPoint }, ['controller']],
    [{ kind: 'waive_file', ...draftPoint }, ['controller']],
    [{ kind: 'ask_text', ...draftPoint }, ['controller']],
    [{ kind: 'ask_new_point', documentId: draftId }, ['controller']],
    // Asks where, or shows; changes nothing by itself.
    [{ kind: 'ask_split', ...draftPoint }, ['controller']],
    [{ kind: 'ask_merge', ...draftPoint }, []],
    [{ kind: 'split_point', ...draftPoint, offset: 12 }, ['controller']],
    [{ kind: 'split_point', ...draftPoint, offset: 0 }, []],
    [{ kind: 'split_point', ...draftPoint, offset: 2 ** 31 - 1 }, []],
    [{ kind: 'merge_points', ...pair, deadlineOf: 1 }, ['controller']],
    [{ kind: 'merge_points', ...pair, nextRevision: 9, deadlineOf: 0 }, []],
    [{ kind: 'undo_reshape', ...draftPoint }, []],
    [{ kind: 'review_doubts', documentId: draftId, page: 0 }, []],
    [{ kind: 'version_yes', documentId: versionId }, ['controller']],
    [{ kind: 'version_no', documentId: versionId }, ['controller']],
    [{ kind: 'show_changes', documentId: versionId, page: 0 }, []],
    [{ kind: 'reopen_accepted', ...draftPoint }, ['controller']],
    [{ kind: 'keep_accepted', ...draftPoint }, ['controller']],
    [{ kind: 'discard', documentId: draftId }, ['controller']],
    [{ kind: 'discard_now', documentId: draftId }, ['controller']],
    [{ kind: 'acknowledge', assignmentId: open }, ['executor']],
    [{ kind: 'acknowledge_document', documentId }, ['executor']],
    [{ kind: 'report_done', assignmentId: open }, ['executor']],
    [{ kind: 'report_with', assignmentId: open, draftId: evidence }, ['executor']],
    [{ kind: 'report_all', draftId: evidence }, ['executor']],
    [{ kind: 'interim_with', assignmentId: open, draftId: evidence }, ['executor']],
    // Says of «Выполнено» that it is no wish for time; changes nothing.
    [{ kind: 'answer_about', assignmentId: open, draftId: evidence }, []],
    [{ kind: 'extend_with', assignmentId: open, draftId: evidence }, []],
    [{ kind: 'attach_report', assignmentId: open }, ['executor']],
    [{ kind: 'attach_with', assignmentId: open, draftId: evidence }, ['executor']],
    // About another assignment already.
    [{ kind: 'attach_with', assignmentId: reported, draftId: gathered.draftId }, []],
    // With one assignment open there is nothing to choose: the report is gathered for it.
    [{ kind: 'choose_attach', draftId: evidence }, ['executor']],
    [{ kind: 'turn_attach_with', draftId: evidence, page: 0 }, ['executor']],
    // «Выполнено» is no wish for time.
    [{ kind: 'confirm_extension', assignmentId: open, draftId: evidence }, []],
    [{ kind: 'reword_extension', assignmentId: open, draftId: evidence }, ['executor']],
    [{ kind: 'send_draft', draftId: gathered.draftId }, ['executor']],
    [{ kind: 'send_interim', draftId: gathered.draftId }, ['executor']],
    [{ kind: 'remove_gathered', ...gathered }, ['executor']],
    [{ kind: 'cancel_gathered', draftId: gathered.draftId }, ['executor']],
    [{ kind: 'resume_gathered', draftId: gathered.draftId }, ['executor']],
    [{ kind: 'attach_of', documentId }, []],
    [{ kind: 'turn_attach_of', documentId, page: 0 }, []],
    [{ kind: 'attach_any' }, []],
    [{ kind: 'turn_attach', page: 0 }, []],
    [{ kind: 'choose_with', draftId: evidence }, []],
    [{ kind: 'turn_about', draftId: evidence, page: 0 }, []],
    [{ kind: 'turn_extend', draftId: evidence, page: 0 }, []],
    [{ kind: 'accept', reportId }, ['controller']],
    [{ kind: 'accept_whole', reportId, decisionId: 1, parts: 0 }, ['controller']],
    [{ kind: 'accept_changed', reportId, decisionId: 1 }, ['controller']],
    [{ kind: 'supplement_report', assignmentId: reported }, ['executor']],
    // What is still in hand takes no supplement: a report is begun instead, which is gathered already.
    [{ kind: 'supplement_report', assignmentId: open }, []],
    [{ kind: 'done_changed', assignmentId: open, decisionId: 1 }, ['executor']],
    [{ kind: 'send_changed', draftId: gathered.draftId, assignmentId: open, decisionId: 1 }, ['executor']],
    // Changes nothing by itself: it asks for a comment.
    [{ kind: 'return', reportId }, ['controller']],
    // It is not accepted; that of an accepted one is tried in reporting.test.ts.
    [{ kind: 'take_back_acceptance', reportId }, []],
    [{ kind: 'open_reports_on_review' }, []],
    [{ kind: 'reports_on_review', page: 0 }, []],
    [{ kind: 'drafts', page: 0 }, []],
    [{ kind: 'organizations', page: 0 }, []],
    [{ kind: 'unconnected_organizations', page: 0 }, []],
    // Sends the report once more: a row of the outbox.
    [{ kind: 'next_report' }, ['controller']],
    [{ kind: 'review', documentId: draftId, page: 0 }, []],
    [{ kind: 'show_draft', documentId: draftId }, []],
    [{ kind: 'broadcast_status', documentId }, []],
    [{ kind: 'choose_done', documentId }, []],
    [{ kind: 'turn_done', documentId, page: 9 }, []],
    [{ kind: 'choose_any' }, []],
    [{ kind: 'turn_any', page: 0 }, []],
    [{ kind: 'turn_with', draftId: evidence, page: 0 }, []],
    [{ kind: 'details', assignmentId: open }, []],
    [{ kind: 'open_tasks' }, []],
    [{ kind: 'tasks', page: 3 }, []],
    [{ kind: 'upcoming', page: 0 }, []],
    [{ kind: 'all_tasks', list: 7, page: 0 }, []],
    [{ kind: 'all_tasks', list: 99, page: 9 }, []],
    [{ kind: 'on_review', page: 0 }, []],
    // Asks for words; changes nothing by itself.
    [{ kind: 'search' }, []],
    [{ kind: 'found', updateId: evidence, page: 0 }, []],
    [{ kind: 'card', assignmentId: open, sheet: 0, part: 0, list: 5, page: 0, updateId: evidence }, []],
    [{ kind: 'accepted_tasks', page: 9 }, []],
    ...CARD_SHEETS.map(
      (_, sheet) => [{ kind: 'card', assignmentId: open, sheet, part: 0, ...ORIGIN }, []] as const,
    ),
    [{ kind: 'card', assignmentId: reported, sheet: 77, part: 9, list: 88, page: 9, updateId: evidence }, []],
    [{ kind: 'acknowledge_card', assignmentId: open, ...ORIGIN }, ['executor']],
    [{ kind: 'open_overdue' }, []],
    [{ kind: 'open_execution' }, []],
    // Nobody is late.
    [{ kind: 'remind_late', assignmentId: open }, []],
    [{ kind: 'ask_remind_all', page: 0 }, []],
    [{ kind: 'remind_all_late' }, []],
    [{ kind: 'execution', page: 0 }, []],
    [{ kind: 'overdue', page: 0 }, []],
    [{ kind: 'withdraw_extension', requestId }, ['executor']],
    [{ kind: 'grant_extension', requestId }, ['controller']],
    [{ kind: 'grant_until', requestId, day: 20_261_015 }, ['controller']],
    [{ kind: 'grant_until', requestId, day: 20_260_231 }, []],
    [{ kind: 'grant_until', requestId, day: 1 }, []],
    [{ kind: 'grant_whole', requestId }, ['controller']],
    // These ask for words first.
    [{ kind: 'ask_extension', assignmentId: open }, []],
    [{ kind: 'grant_other', requestId }, []],
    [{ kind: 'refuse_extension', requestId }, []],
    ...SCREENS.map((_, screen) => [{ kind: 'open_screen', screen }, []] as const),
    [{ kind: 'open_screen', screen: 99 }, []],
    [{ kind: 'open_settings' }, []],
    [{ kind: 'settings_of', subscriptionId: executorId }, []],
    [{ kind: 'ask_digest_time', subscriptionId: executorId }, []],
    [{ kind: 'set_digest_time', subscriptionId: executorId, minutes: 600 }, ['executor']],
    [{ kind: 'set_digest_time', subscriptionId: observerId, minutes: 600 }, []],
    [{ kind: 'set_digest_time', subscriptionId: executorId, minutes: 1320 }, []],
    [{ kind: 'ask_steps', subscriptionId: executorId }, []],
    [{ kind: 'locked_step', subscriptionId: executorId }, []],
    [{ kind: 'set_steps', subscriptionId: executorId, preset: 1 }, ['executor']],
    [{ kind: 'set_steps', subscriptionId: observerId, preset: 1 }, []],
    [{ kind: 'set_steps', subscriptionId: executorId, preset: 99 }, []],
    [{ kind: 'put_step', subscriptionId: executorId, days: 10 }, ['executor']],
    [{ kind: 'put_step', subscriptionId: executorId, days: 99 }, []],
    [{ kind: 'take_step', subscriptionId: executorId, days: 7 }, ['executor']],
    [{ kind: 'ask_quiet', subscriptionId: executorId }, []],
    [{ kind: 'set_quiet', subscriptionId: executorId, from: 20, until: 8 }, ['executor']],
    [{ kind: 'set_quiet', subscriptionId: observerId, from: 20, until: 8 }, []],
    [{ kind: 'set_quiet', subscriptionId: executorId, from: 3, until: 99 }, []],
    // The digest at nine would fall into them.
    [{ kind: 'set_quiet', subscriptionId: executorId, from: 21, until: 10 }, []],
    [{ kind: 'usual_quiet', subscriptionId: observerId }, []],
    [{ kind: 'ask_absence', subscriptionId: executorId }, []],
    // Asks for words; changes nothing by itself.
    [{ kind: 'ask_absence_day', subscriptionId: executorId }, []],
    [{ kind: 'absence_until', subscriptionId: observerId, from: 0, day: 20260910, page: 0 }, []],
    // Nobody else answers: a link, and the absence waits for whoever opens it.
    [{ kind: 'absence_until', subscriptionId: executorId, from: 0, day: 20260910, page: 0 }, ['executor']],
    // Without a deputy: the organization's group answers as well.
    [{ kind: 'absence_with', subscriptionId: executorId, from: 0, day: 20260910, otherId: 0 }, ['executor']],
    [{ kind: 'absence_with', subscriptionId: observerId, from: 0, day: 20260910, otherId: 0 }, []],
    [{ kind: 'absence_with', subscriptionId: executorId, from: 0, day: 20260910, otherId: observerId }, []],
    [{ kind: 'absence_with', subscriptionId: executorId, from: 0, day: 20260910, otherId: executorId }, []],
    [{ kind: 'absence_with', subscriptionId: executorId, from: 0, day: 20269999, otherId: 0 }, []],
    [{ kind: 'absence_invite', subscriptionId: executorId, from: 0, day: 20260910 }, ['executor']],
    [{ kind: 'absence_invite', subscriptionId: observerId, from: 0, day: 20260910 }, []],
    [{ kind: 'end_absence', subscriptionId: executorId }, ['executor']],
    // The same for later.
    [{ kind: 'absence_invite', subscriptionId: executorId, from: 20260907, day: 20260910 }, ['executor']],
    [{ kind: 'absence_invite', subscriptionId: observerId, from: 20260907, day: 20260910 }, []],
    [{ kind: 'absence_until', subscriptionId: executorId, from: 20260911, day: 20260910, page: 0 }, []],
    [{ kind: 'absence_with', subscriptionId: executorId, from: 20269999, day: 20260910, otherId: 0 }, []],
    [{ kind: 'end_absence', subscriptionId: executorId }, ['executor']],
    [{ kind: 'end_absence', subscriptionId: observerId }, []],
    [{ kind: 'people', subscriptionId: executorId, page: 0 }, []],
    [{ kind: 'invite_deputy', subscriptionId: executorId }, ['executor']],
    [{ kind: 'invite_deputy', subscriptionId: observerId }, []],
    [{ kind: 'invite_observer', subscriptionId: executorId }, ['executor']],
    [{ kind: 'hand_over', subscriptionId: executorId }, ['executor']],
    [{ kind: 'hand_over', subscriptionId: observerId }, []],
    [{ kind: 'ask_remove_person', subscriptionId: executorId, otherId: observerId }, []],
    [{ kind: 'remove_person', subscriptionId: executorId, otherId: observerId }, ['executor']],
    [{ kind: 'remove_person', subscriptionId: observerId, otherId: executorId }, []],
    // Nobody takes themselves out this way.
    [{ kind: 'remove_person', subscriptionId: executorId, otherId: executorId }, []],
    // There is no topic to choose here.
    [{ kind: 'write_here', subscriptionId: executorId }, []],
    [{ kind: 'ask_leave', subscriptionId: executorId }, []],
    [{ kind: 'leave', subscriptionId: executorId }, ['executor']],
    // The last controller stays.
    [{ kind: 'forget_me' }, ['other organization', 'observer', 'executor']],
    // Of one's own chat only: nothing of what is watched here.
    [{ kind: 'open_calendar_feed' }, []],
    [{ kind: 'close_calendar_feed' }, []],
    [{ kind: 'dismiss' }, []],
  ];

  /** What the audit was told last of somebody refused. */
  const lastRefusal = () => recorded.mock.calls.findLast(([{ action }]) => action === 'refused')?.[0];

  describe('changes nothing', () => {
    beforeAll(prepare);

    it.each(KINDS)('that %s may not change, and shows outsiders nothing of a point', async (kind) => {
      const isOutsider = OUTSIDERS.includes(kind);
      const before = await state();
      const after = bot.sandbox.world.mark();
      const denied = actions().filter(([, allowed]) => !allowed.includes(kind));
      for (const [action] of denied) {
        const { text } = await press(kind, action);
        if (isOutsider) expect(text, action.kind).not.toContain(SECRET);
        if (kind === 'stranger') expect(text, action.kind).toContain('Здравствуйте!');
      }
      await bot.settle();
      expect(await state()).toEqual(before);
      if (isOutsider) {
        const shown = textsSince(bot, people[kind], after).join('\n');
        expect(shown).not.toContain(SECRET);
        expect(shown).not.toContain('ЗОИРО');
      }
    });

    it('of a former member is answered to them alone, and recorded', async () => {
      const action = { kind: 'report_done', assignmentId: open } as const;
      const after = bot.sandbox.world.mark();
      expect(await press('former member', action)).toMatchObject({ text: REPLIES.notMember, alert: true });
      await bot.settle();
      expect(lastRefusal()).toMatchObject({
        chatId: group,
        details: { pressed: encodeAction(action), reason: 'notMember' },
      });
      expect(textsSince(bot, group, after)).toEqual(['Подделка']);
      expect(await bot.store.people.findByTelegramUser(people['former member'])).toBeNull();
    });

    it.each([
      ['stranger', { kind: 'accept', reportId: 1 }, 'stranger'],
      ['other organization', { kind: 'details', assignmentId: 1 }, 'notYours'],
      ['executor', { kind: 'accept', reportId: 1 }, 'notController'],
    ] as const)('is recorded, of strangers without a number: %s', async (kind, action, reason) => {
      await press(kind, action);
      await bot.settle();
      const known = kind === 'stranger' ? null : people[kind];
      expect(lastRefusal()).toMatchObject({ chatId: known, details: { reason } });
    });

    it('is taken for an old one where its numbers cannot be', async () => {
      const attempts = [
        'done:999999999999999',
        'pub:2147483648',
        'acc:99999999999',
        'nonsense',
        'done:-1',
        'done:1:2',
      ];
      for (const data of attempts) {
        expect((await pressForged(bot, people.controller, data)).text, data).toBe(REPLIES.oldButton);
      }
      const missing = await pressForged(bot, people.executor, 'done:2147483647');
      expect(missing.text).toBe(REPLIES.notYours);
      expect(bot.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  describe('works for whom it is meant', () => {
    beforeEach(prepare);

    // What is about different things is pressed one after the other: to prepare takes longer than to press.
    it.each<{ readonly wanted: readonly Action['kind'][] }>([
      { wanted: ['acknowledge', 'publish_now', 'grant_extension', 'confirm_alike', 'accept', 'version_no'] },
      { wanted: ['acknowledge_document', 'split_point', 'grant_until', 'default_alike', 'accept_changed'] },
      { wanted: ['acknowledge_card', 'discard', 'grant_whole', 'merge_points', 'set_digest_time'] },
      { wanted: ['report_done', 'discard_now', 'set_steps'] },
      { wanted: ['report_with', 'join_page', 'set_quiet'] },
      { wanted: ['interim_with', 'drop_point', 'withdraw_extension'] },
      { wanted: ['send_draft', 'require_file'] },
      { wanted: ['send_interim', 'reopen_accepted'] },
      { wanted: ['remove_gathered', 'default_deadline'] },
      { wanted: ['cancel_gathered', 'set_addressee'] },
      { wanted: ['done_changed', 'remove_addressee'] },
      { wanted: ['send_changed'] },
      { wanted: ['supplement_report', 'absence_invite'] },
    ])('$wanted', async ({ wanted }) => {
      for (const one of wanted) {
        const [action, [kind] = []] = actions().find(([{ kind: of }]) => of === one) ?? [];
        if (action === undefined || kind === undefined) throw new Error(`nobody may ${one}`);
        const before = await state();
        await pressForged(bot, people[kind], encodeAction(action));
        await bot.settle();
        expect(await state(), one).not.toEqual(before);
      }
    });
  });
});
