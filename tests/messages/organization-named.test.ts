import { describe, expect, test } from 'vitest';
import type { DeliveryContent } from '../../src/app/ports.ts';
import * as absence from '../../src/messages/absence.ts';
import * as answers from '../../src/messages/answers.ts';
import { broadcastMessages, catchUpMessages } from '../../src/messages/broadcast.ts';
import { calendarEvent } from '../../src/messages/calendar-event.ts';
import { assignmentCard } from '../../src/messages/card.ts';
import { historySheet, textSheet } from '../../src/messages/card-sheets.ts';
import * as delegation from '../../src/messages/delegation.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import * as extension from '../../src/messages/extension.ts';
import * as extensionDecision from '../../src/messages/extension-decision.ts';
import * as gathering from '../../src/messages/gathering.ts';
import * as handDown from '../../src/messages/hand-down.ts';
import { lateFile } from '../../src/messages/late-files.ts';
import type { OutgoingMessage } from '../../src/messages/message.ts';
import { newVersionMessages } from '../../src/messages/new-version.ts';
import { escalationMessages } from '../../src/messages/overview.ts';
import { pageOf } from '../../src/messages/pages.ts';
import * as people from '../../src/messages/people.ts';
import type { PointFacts } from '../../src/messages/point.ts';
import * as report from '../../src/messages/report.ts';
import * as reportChoice from '../../src/messages/report-choice.ts';
import * as reportToDecide from '../../src/messages/report-to-decide.ts';
import { gatheredReport, rollUpScreen } from '../../src/messages/schools.ts';
import * as settings from '../../src/messages/settings.ts';
import type { MessagePart } from '../../src/messages/split.ts';
import * as storeys from '../../src/messages/storey-news.ts';
import { taskList } from '../../src/messages/task-list.ts';
import { foundList } from '../../src/messages/task-search.ts';
import { topicLost } from '../../src/messages/topics.ts';
import { withOrganization } from '../../src/messages/whose.ts';
import { messageFaults, textOf } from '../support/message-faults.ts';
import { aCard, aDocument, anEvent, aPoint, TUESDAY } from './facts.ts';

const NAME = 'Гимназия № 1';
const OTHER = 'Детский сад «Сказка»';
const point = aPoint({ organizationName: NAME, through: 'Приреченский район' });
const both = [point, aPoint({ organizationName: OTHER, assignmentId: 18, label: '3.1' })];
const day = TUESDAY;
const DEADLINE = { kind: 'date', start: null, due: '2026-10-15', printed: null } as const;
const request = {
  id: 5,
  was: '2026-10-15',
  wanted: '2026-11-15',
  reason: 'Ждём подписи',
  outcome: 'granted',
  due: '2026-11-15',
  comment: null,
} as const;
const own = { subscriptionId: 3, organizationName: NAME };
const person = {
  subscriptionId: 4,
  name: 'Олег',
  role: 'executor',
  group: false,
  own: false,
  awayUntil: null,
} as const;
const away = {
  organizationName: NAME,
  person: 'Нина',
  deputy: 'Олег',
  period: { from: '2026-09-21', until: '2026-10-01' },
} as const;
const gathered = {
  draftId: 9,
  point,
  items: [{ id: 1, kind: 'text', text: 'Половина' }],
  supplement: false,
  change: null,
} as const;
const rollUp = { total: 2, done: 1, reported: 0, overdue: 0, below: 'schools' } as const;
const offer = { point, candidates: [], due: '2026-10-01', already: 0 } as const;
const messages = (parts: readonly MessagePart[]) => parts.map(({ message }) => message);
const received = {
  reportId: 1,
  point,
  interim: false,
  text: 'Выполнено',
  files: 0,
  personName: 'Нина',
  reportedOn: '2026-09-15',
  day,
} as const;
const changed = {
  kind: 'changed',
  point,
  in: { text: true, deadline: false, addressees: false },
  was: { question: null, label: '2.5', text: 'Обновить паспорт.', deadline: DEADLINE },
  reopened: false,
} as const;

/** Every kind of message that comes by itself; a new kind does not compile until it stands here. */
const DELIVERIES: {
  readonly [K in DeliveryContent['kind']]: readonly OutgoingMessage[] | 'for controllers' | 'as before';
} = {
  broadcast: messages(broadcastMessages(aDocument(), [point], day, { silent: false })),
  new_version: messages(newVersionMessages(aDocument(), [changed], day, { silent: false })),
  broadcast_status: 'for controllers',
  // An earlier message in its place.
  renewed: 'as before',
  catch_up: messages(catchUpMessages([point], day)),
  digest: messages(digestMessages(NAME, [{ point, section: 'soon' }], 1, day)),
  escalation: messages(escalationMessages([point], 1, day)),
  report_received: [
    reportToDecide.reportReceived(received),
    reportToDecide.reportReceived({ ...received, interim: true }),
  ],
  report_outcome: [
    report.reportOutcome(point, 'accepted', null, day),
    report.reportOutcome(point, 'returned', 'Нет подписи', day),
  ],
  acceptance_taken_back: [report.acceptanceTakenBack(point)],
  report_file: [reportToDecide.furtherFile(point, 'акт.pdf')],
  late_file: [lateFile({ name: 'акт.pdf', isLost: false }, { kind: 'gathering', facts: gathered })],
  gathering_paused: [gathering.gatheringPaused(gathered)],
  summary: 'for controllers',
  handed_down: messages(storeys.handedDownMessages([point], day)),
  closed_with: messages([
    ...storeys.closedWithMessages([point], 'accept'),
    ...storeys.closedWithMessages([point], 'withdraw'),
  ]),
  recalled: messages(storeys.recalledMessages([point])),
  deadline_followed: messages(storeys.deadlineFollowedMessages([point], {}, day)),
  nudge: messages(storeys.nudgeMessages([point], day)),
  delegated: [storeys.delegatedMessage(point, 'Нина', day), storeys.takenBackMessage(point)],
  delegate_reported: [storeys.delegateReportedMessage(point, 'Нина', 'Выполнено')],
  extension_asked: [
    extensionDecision.extensionToDecide(
      {
        point,
        request: { ...request, outcome: null },
        personName: 'Нина',
        limit: null,
        byController: true,
      },
      day,
    ),
  ],
  extension_decided: [extensionDecision.extensionDecided(point, request, 0, day)],
  people_changed: (['left', 'joined', 'removed', 'handed_over', 'received', 'unrepresented'] as const).map(
    (change) => people.peopleChanged(change, NAME, 'gym', 'Олег'),
  ),
  topic_lost: [topicLost([NAME])],
  absence: [
    absence.absenceBegun(away),
    absence.absencePlanned(away),
    absence.absenceCalledOff(away),
    absence.absenceUnattended(away),
    absence.standInOver(away, 'over'),
    absence.onlyAbsentLeft(away, 'gym'),
    ...messages(absence.welcomeBackMessages(away, { open: [point], reportsWaiting: 0 }, day)),
    ...messages(absence.absenceBroken(away, { open: [point], reportsWaiting: 0 }, day)),
  ],
};

/** What is said to somebody's press or words about a point or an organization. */
const ANSWERS: Readonly<Record<string, readonly OutgoingMessage[]>> = {
  'a card and its sheets': [
    assignmentCard(aCard({ point }), day),
    textSheet(aCard({ point }), 0),
    historySheet(aCard({ point }), [anEvent()], 0),
  ],
  'a choice': [
    reportChoice.chooseDone([point], { kind: 'all', purpose: 'done' }, 0, day),
    reportChoice.chooseDone([point], { kind: 'draft', draftId: 9, purpose: 'about' }, 0, day),
  ],
  'a question whether it is done': [
    reportChoice.confirmDone(point, 9, day),
    answers.confirmAll([point], 9),
    ...(['in_part', 'not_done', 'needs_time', 'unclear'] as const).map((matter) =>
      answers.openMatter(matter, point, 9, day),
    ),
  ],
  'a report': [
    report.reportTaken({ point, files: 0, interim: false, supplement: false, to: null }),
    report.reportTaken({ point, files: 2, interim: true, supplement: false, to: 'Район', by: 'Нина' }),
    report.reportTaken({ point, files: 1, interim: false, supplement: true, to: null }),
    answers.reportedAll([{ point, to: null }], []),
    answers.wishPassedOn(point, null),
  ],
  'a report that is gathered': [
    gathering.gatheringList(gathered, day),
    gathering.gatheringList({ ...gathered, items: [] }, day, { inGroup: true }),
    gathering.gatheringCancelled(gathered),
  ],
  'a request for time': [
    extension.askExtension(point, null, day),
    extension.extensionAsked(point, { ...request, outcome: null }, { name: null, limit: null }, day),
  ],
  delegation: [
    delegation.chooseColleague(point, [], 0),
    delegation.delegated(point, 'Нина'),
    delegation.colleagueInvited(point, NAME, 'https://t.me/srok_bot?start=1', '2026-10-01'),
  ],
  'handing down': [
    handDown.handDownPreview(offer, day),
    handDown.handDownChoice(offer, 0),
    handDown.askHandDownDue(point, day),
    handDown.handedDown(point, { organizations: 2, due: null, unconnected: 0 }),
  ],
  'those below': [
    rollUpScreen(
      {
        point,
        kind: 'own',
        decisionId: 1,
        occurrence: 0,
        rollUp,
        schools: [],
        may: { remind: 0, handDown: 0, gather: false, recall: true, back: true },
      },
      0,
      day,
    ),
    gatheredReport(point, { text: 'Всё', files: [], rollUp }),
  ],
  settings: [
    settings.organizationSettings({
      ...own,
      role: 'executor',
      digestTime: '09:00',
      people: [person],
      several: true,
      topic: 'here',
      group: false,
      absence: null,
      stepsBeforeDays: [7, 1],
      quietFrom: '21:00',
      quietUntil: '08:00',
      standsInFor: [],
    }),
    settings.chooseDigestTime({ ...own, digestTime: '09:00' }, () => true),
    people.peopleList(own, [person], 0),
    people.confirmRemoval(own, person),
    people.confirmLeaving({ ...own, role: 'executor', last: true, standsInFor: [] }),
    people.hasLeft(NAME),
    people.ownInvitation('deputy', NAME, 'https://t.me/srok_bot?start=1', '2026-10-01'),
    absence.chooseAbsenceDay(own, day.today),
    absence.askAbsenceDay(own),
  ],
};

describe('a chat that speaks for two organizations', () => {
  const kinds = [
    ...Object.entries(DELIVERIES).flatMap(([kind, said]) =>
      typeof said === 'string' ? [] : [[kind, said] as const],
    ),
    ...Object.entries(ANSWERS),
  ];

  test.each(kinds)('is told for which, once: %s', (_, said) => {
    expect(said.length).toBeGreaterThan(0);
    for (const message of said) {
      const shown = withOrganization(message);
      expect(textOf(shown)).toContain(NAME);
      expect(messageFaults(shown)).toEqual([]);
      // Either the message names it itself, or it is put on top where the chat needs it: never both.
      expect(textOf(message).includes(NAME), textOf(message)).toBe(message.organization === undefined);
    }
  });

  const lists: readonly (readonly [string, (points: readonly PointFacts[]) => readonly OutgoingMessage[]])[] =
    [
      ['a broadcast', (all) => messages(broadcastMessages(aDocument(), all, day, { silent: false }))],
      ['what is open', (all) => messages(catchUpMessages(all, day))],
      [
        'a new version',
        (all) =>
          messages(
            newVersionMessages(
              aDocument(),
              all.map((one) => ({ kind: 'added', point: one })),
              day,
              { silent: false },
            ),
          ),
      ],
      ['points from above', (all) => messages(storeys.handedDownMessages(all, day))],
      ['a reminder from above', (all) => messages(storeys.nudgeMessages(all, day))],
      ['moved deadlines', (all) => messages(storeys.deadlineFollowedMessages(all, {}, day))],
      ['points closed', (all) => messages(storeys.closedWithMessages(all, 'accept'))],
      ['lateness below', (all) => messages(escalationMessages(all, 1, day))],
      ['a choice', (all) => [reportChoice.chooseDone(all, { kind: 'all', purpose: 'done' }, 0, day)]],
      ['several named points', (all) => [answers.confirmAll(all, 9)]],
      [
        'several reports',
        (all) => [
          answers.reportedAll(
            all.map((one) => ({ point: one, to: null })),
            [],
          ),
        ],
      ],
      [
        'a list',
        (all) => [
          taskList(
            {
              filter: 'open',
              counts: { open: 2, upcoming: 0, on_review: 0, accepted: 0 },
              page: pageOf(all, 0),
              severalOrganizations: true,
              topic: null,
            },
            day,
          ),
        ],
      ],
      [
        'what was found',
        (all) => [
          foundList(
            {
              updateId: 1,
              words: 'паспорт',
              total: 2,
              page: pageOf(all, 0),
              unmarked: false,
              severalOrganizations: true,
            },
            day,
          ),
        ],
      ],
    ];
  test.each(lists)('is told of each point whose it is: %s', (_, word) => {
    for (const message of word(both)) {
      expect(message.organization).toBeUndefined();
      expect(textOf(message)).toContain(NAME);
      expect(textOf(message)).toContain(OTHER);
    }
  });

  test('finds the organization in the calendar', () => {
    expect(calendarEvent(point, day, { organization: true })?.description).toContain(NAME);
    expect(calendarEvent(point, day, { organization: false })?.description).not.toContain(NAME);
  });

  test('reads a name of any length in what Telegram takes', () => {
    const long = aPoint({
      organizationName: `Школа ${'имени героя '.repeat(40)}`,
      text: 'Слово '.repeat(900),
    });
    for (const { message } of broadcastMessages(aDocument(), [long, long], day, { silent: false })) {
      expect(messageFaults(withOrganization(message))).toEqual([]);
      expect(textOf(withOrganization(message))).toContain('🏢 Школа имени героя');
    }
  });
});
