import { describe, expect, test } from 'vitest';
import { MOST_ITEMS } from '../../src/app/give-to-draft.ts';
import { alikeDoubts, doubtKey } from '../../src/core/review/alike-doubts.ts';
import type { WarningCode } from '../../src/core/warning.ts';
import {
  absenceBegun,
  absenceBroken,
  absenceCalledOff,
  absencePlanned,
  absenceUnattended,
  askAbsenceDay,
  chooseAbsenceDay,
  chooseDeputy,
  deputyAwaited,
  onlyAbsentLeft,
  standInBegan,
  standInOver,
  underStandIn,
  welcomeBackMessages,
} from '../../src/messages/absence.ts';
import {
  addresseeCandidates,
  addresseeList,
  addresseeNotFound,
  addresseesFound,
  askAddressee,
} from '../../src/messages/addressee-choice.ts';
import { confirmAll, openMatter, reportedAll, wishPassedOn } from '../../src/messages/answers.ts';
import {
  broadcastMessages,
  broadcastStatus,
  catchUpMessages,
  published,
} from '../../src/messages/broadcast.ts';
import { assignmentCard } from '../../src/messages/card.ts';
import { concernedSheet, historySheet, sourceSheet, textSheet } from '../../src/messages/card-sheets.ts';
import { chooseColleague, colleagueInvited, delegated } from '../../src/messages/delegation.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import {
  alreadyPublished,
  askDiscarding,
  askReplacingDraft,
  type DraftFacts,
  draftDiscarded,
  draftReplaced,
  draftSummary,
  nothingFound,
} from '../../src/messages/draft.ts';
import { draftList } from '../../src/messages/draft-list.ts';
import {
  askPage,
  askWhetherFirst,
  askWhetherPage,
  pageAdded,
  pageIsAnother,
  pageIsRead,
  pageMoved,
  pagePlaces,
} from '../../src/messages/draft-page.ts';
import { askExtension, extensionAsked } from '../../src/messages/extension.ts';
import {
  askOtherDay,
  askRefusalReason,
  extensionAfterLimit,
  extensionClosed,
  extensionDecided,
  extensionToDecide,
} from '../../src/messages/extension-decision.ts';
import { gatheredText } from '../../src/messages/gathered-report.ts';
import {
  type GatheredFacts,
  gatheringCancelled,
  gatheringList,
  gatheringMoved,
  gatheringPaused,
} from '../../src/messages/gathering.ts';
import {
  alreadySubscribed,
  help,
  invitationAccepted,
  invitationMade,
  welcomeBack,
} from '../../src/messages/greeting.ts';
import { askHandDownDue, handDownChoice, handDownPreview, handedDown } from '../../src/messages/hand-down.ts';
import { cutText, visibleLength } from '../../src/messages/html.ts';
import { fileTooBig, lateFile, lateFileAwaited } from '../../src/messages/late-files.ts';
import type { OutgoingMessage } from '../../src/messages/message.ts';
import { newVersionMessages, type VersionNews } from '../../src/messages/new-version.ts';
import { organizationList, organizationsFound } from '../../src/messages/organization-list.ts';
import {
  askGroupName,
  askPicked,
  groupSaved,
  nobodyPicked,
  pickingMunicipalities,
  pickingPage,
} from '../../src/messages/organization-picking.ts';
import { overdueOverview } from '../../src/messages/overdue.ts';
import { departmentSummary, escalationMessages, executionOverview } from '../../src/messages/overview.ts';
import { pageOf } from '../../src/messages/pages.ts';
import { type PointFacts, pointBlock } from '../../src/messages/point.ts';
import type { PointChange } from '../../src/messages/point-change.ts';
import {
  askDeadline,
  askNewPoint,
  askText,
  confirmDeadline,
  deadlineUnclear,
} from '../../src/messages/point-questions.ts';
import { askMerge, askSplit, cutNotFound } from '../../src/messages/point-reshape.ts';
import { confirmRecall, recallChoice, recalled } from '../../src/messages/recall.ts';
import { chooseQuietHours, chooseSteps } from '../../src/messages/reminder-settings.ts';
import { acceptanceTakenBack, reportOutcome, reportTaken } from '../../src/messages/report.ts';
import { chooseDone, confirmChanged, confirmDone } from '../../src/messages/report-choice.ts';
import {
  askAcceptingParts,
  askReturnComment,
  furtherFile,
  reportDecided,
  reportReceived,
  reportText,
} from '../../src/messages/report-to-decide.ts';
import { pointChanged, reviewPage } from '../../src/messages/review.ts';
import { alikePage, askPublishing, documentDoubts } from '../../src/messages/review-steps.ts';
import { gatheredReport, rollUpScreen, schoolList } from '../../src/messages/schools.ts';
import { organizationSettings } from '../../src/messages/settings.ts';
import {
  closedWithMessages,
  deadlineFollowedMessages,
  delegatedMessage,
  delegateReportedMessage,
  handedDownMessages,
  nudgeMessages,
  recalledMessages,
  takenBackMessage,
} from '../../src/messages/storey-news.ts';
import { taskList } from '../../src/messages/task-list.ts';
import { foundList } from '../../src/messages/task-search.ts';
import { differencePage } from '../../src/messages/version-difference.ts';
import { askVersionPublishing, versionPublished } from '../../src/messages/version-draft.ts';
import type { DraftDifference, VersionFacts } from '../../src/messages/version-facts.ts';
import { reportsOnReview, schoolReports } from '../../src/messages/waiting-reports.ts';
import { withOrganization } from '../../src/messages/whose.ts';
import { messageFaults } from '../support/message-faults.ts';
import { organization } from '../support/stored-facts.ts';
import { aCard, aDeadline, aDocument, aDraftPoint, anEvent, aPoint, TUESDAY } from './facts.ts';

/** What a damaged or malicious document may bring into any field. */
const WORDS: readonly (readonly [string, string])[] = [
  ['markup, quotes and emoji', '<b>Срочно</b> & «всем» "сегодня" 🧾 <a href="tg://x">тут</a>'],
  ['ten kilobytes of markup', '<b>жирно</b> & «всё» 🧾 '.repeat(400)],
  ['ten kilobytes without a space', 'Ж'.repeat(10_000)],
  ['nothing but ampersands', '&'.repeat(10_000)],
  ['nothing but emoji', '👩‍👩‍👧'.repeat(1_500)],
  ['ten kilobytes of lines', 'пункт\n'.repeat(2_000)],
];

const COUNT = 200;

/** Every field of a point that comes from outside says the same; a date far back makes the longest deadline line. */
function hostilePoints(words: string): readonly PointFacts[] {
  const document = aDocument({ kind: 'collegium_decision', title: words, number: words });
  return Array.from({ length: COUNT }, (_, index) =>
    aPoint({
      assignmentId: 2 ** 31 - 1 - index,
      question: words,
      label: words,
      text: words,
      kind: 'recurring',
      start: '2022-04-01',
      due: '2022-12-31',
      printed: words,
      organizationName: `${index} ${words}`,
      executor: false,
      requiresFile: true,
      document,
    }),
  );
}

function hostileCard(words: string, point: PointFacts) {
  const names = Array.from({ length: COUNT }, () => words);
  return aCard({
    point: { ...point, state: 'returned' },
    questionTitle: words,
    deadlineNotes: [
      { kind: 'inherited', from: words },
      { kind: 'event', trigger: words },
      { kind: 'day_off', due: '2022-12-31', working: '2022-12-30' },
      { kind: 'repeats', next: '2023-12-31' },
    ],
    concerned: { executors: names, coExecutors: names },
    acknowledgements: names.map((name) => ({ name, at: new Date('2022-09-01T08:00:00Z') })),
    comment: words,
  });
}

/** As much as a report takes, of every kind. */
function hostileGathering(words: string): GatheredFacts {
  const kinds = ['text', 'file', 'fetching', 'lost'] as const;
  const items = Array.from({ length: MOST_ITEMS }, (_, index) => ({
    id: 2 ** 31 - 1 - index,
    kind: kinds[index % kinds.length] ?? 'text',
    text: words,
    name: words,
    size: 20 * 1024 * 1024,
  }));
  const [point = aPoint()] = hostilePoints(words);
  return { draftId: 2 ** 31 - 1, point, items, supplement: false, change: hostileChange(words) };
}

function hostileChange(words: string): PointChange {
  return {
    in: { text: true, deadline: true, addressees: true },
    was: {
      question: words,
      label: words,
      text: `было ${words}`,
      deadline: { kind: 'unparseable', start: null, due: null, printed: words },
    },
    on: '2026-09-05',
    decisionId: 2 ** 31 - 1,
  };
}

function hostileDraft(words: string): DraftFacts {
  const code: WarningCode = 'unparseable_phrase';
  const point = aDraftPoint({
    question: words,
    label: words,
    text: words,
    addressees: Array.from({ length: 30 }, (_, index) => ({
      text: `${index} ${words}`,
      code: 'OTHER',
      executor: false,
    })),
    deadline: aDeadline({
      text: words,
      kind: 'recurring',
      due: '2022-12-31',
      start: '2022-04-01',
      inherited: true,
    }),
    warnings: Array.from({ length: 500 }, () => ({ code, message: words })),
    quotation: words,
    confirmedDoubts: Array.from({ length: 500 }, () => ({ code, message: words })),
    confirmedBy: words,
    organizations: Array.from({ length: 50 }, () => words),
    late: true,
  });
  return {
    document: aDocument({ title: words, number: words }),
    points: Array.from({ length: COUNT }, () => point),
    warnings: Array.from({ length: 500 }, () => ({ code, message: words })),
    annexes: Array.from({ length: 100 }, () => ({ title: words, rows: 58 })),
    organizationsReached: 50,
    unconnected: 50,
    assignments: 10_000,
    version: null,
    edition: 2 ** 31 - 1,
  };
}

/** A new version in which everything has changed, into these words and out of them. */
function hostileVersion(words: string, answer: VersionFacts['answer']): VersionFacts {
  const other = {
    question: words,
    label: `1 ${words}`,
    text: `было ${words}`,
    deadline: aDeadline({ text: words }),
  };
  const point = { ...other, label: `2 ${words}`, text: `${words} стало` };
  const names = Array.from({ length: 60 }, () => words);
  const parts = { text: true, deadline: true, addressees: true };
  const follows = { accepted: 10_000, reported: 500, told: names };
  const differences: readonly DraftDifference[] = [
    {
      kind: 'changed',
      was: other,
      is: point,
      in: parts,
      decisionId: 2 ** 31 - 1,
      revision: 2 ** 31 - 1,
      reopens: true,
      joining: names,
      leaving: names,
      ...follows,
    },
    { kind: 'added', is: point, decisionId: 2 ** 31 - 1, ...follows },
    { kind: 'removed', was: other, ...follows },
  ];
  return {
    answer,
    previous: aDocument({ title: words, number: words }),
    previousPublishedOn: '2026-09-03',
    outdated: true,
    differences: Array.from({ length: 20 }, () => differences).flat(),
    unchanged: 10_000,
    organizations: 50,
    reopened: 10_000,
    reshaping: { reshaped: 10_000, notReshaped: Array.from({ length: 20 }, () => other) },
  };
}

/** Every message there is, made of these words. */
const MESSAGES: Readonly<Record<string, (words: string) => readonly OutgoingMessage[]>> = {
  broadcastMessages: (words) =>
    broadcastMessages(aDocument({ title: words, number: words }), hostilePoints(words), TUESDAY, {
      silent: true,
    }).map(({ message }) => message),
  'broadcastMessages of one point': (words) =>
    broadcastMessages(aDocument({ title: words, number: words }), hostilePoints(words).slice(0, 1), TUESDAY, {
      silent: false,
    }).map(({ message }) => message),
  catchUpMessages: (words) => catchUpMessages(hostilePoints(words), TUESDAY).map(({ message }) => message),
  broadcastStatus: (words) => [
    broadcastStatus(aDocument({ number: words }), {
      assignments: 400,
      organizations: 200,
      delivered: [words],
      waiting: [words],
      notReached: Array.from({ length: COUNT }, () => words),
      toAcknowledge: 200,
      acknowledged: 3,
      notAcknowledged: Array.from({ length: COUNT }, () => words),
      versions: Array.from({ length: 60 }, () => '2026-09-03' as const),
    }),
  ],
  published: (words) => [
    published(aDocument({ number: words }), { assignments: 12, organizations: 5, unassigned: 2 }),
  ],
  digestMessages: (words) =>
    digestMessages(
      words,
      hostilePoints(words).map((point) => ({ point, section: 'soon' })),
      500,
      TUESDAY,
    ).map(({ message }) => message),
  draftSummary: (words) => [draftSummary(hostileDraft(words))],
  'a new version, for the reviewer': (words) => {
    const document = aDocument({ title: words, number: words });
    const version = hostileVersion(words, 'certain');
    return [
      ...(['certain', 'unsure', 'confirmed', 'denied'] as const).map((answer) =>
        draftSummary({ ...hostileDraft(words), version: hostileVersion(words, answer) }),
      ),
      ...[0, 1, 2].map((page) => differencePage(document, version, page, TUESDAY.calendar)),
      askVersionPublishing(document, version, 2 ** 31 - 1),
      versionPublished(document, { changes: 10_000, organizations: 50 }),
    ];
  },
  'pages of a draft': (words) => {
    const document = aDocument({ title: words, number: words });
    const points = hostileDraft(words).points;
    const page = { document, points: 10_000, uploadId: 2 ** 31 - 1 };
    return [
      askPage(document),
      askWhetherPage(page, { ...document, id: 2 ** 31 - 1 }),
      askWhetherFirst(document, page),
      pageIsRead(document),
      pageIsAnother(document),
      ...(['after', 'unclear'] as const).map((place) =>
        pageAdded(document, {
          added: points,
          continued: points,
          kept: points,
          place,
          after: points[0] ?? null,
          others: 10_000,
        }),
      ),
      pagePlaces({ document, points, others: points, after: points[0] ?? null }, 1),
      pageMoved({ document, points, others: points, after: points[0] ?? null }),
      askDiscarding(document, 10_000),
      askReplacingDraft(document, { ...document, id: 2 ** 31 - 1 }, 10_000),
      draftReplaced(document, { carried: 10_000, reshaped: 10_000, notReshaped: points }),
    ];
  },
  newVersionMessages: (words) => {
    const deadline = { kind: 'date', start: null, due: '2026-10-01', printed: words } as const;
    const was = { question: words, label: `1 ${words}`, text: `было ${words}`, deadline };
    const parts = { text: true, deadline: true, addressees: true };
    const news = hostilePoints(words).flatMap((point): readonly VersionNews[] => [
      { kind: 'changed', point: { ...point, text: `${words} стало` }, in: parts, was, reopened: true },
      { kind: 'added', point },
      { kind: 'point_removed', point, reportTo: words },
      { kind: 'changed', point, in: parts, was, reopened: false, reportTo: words, followed: 9000 },
    ]);
    const document = aDocument({ title: words, number: words });
    return newVersionMessages(document, news, TUESDAY, { silent: true }).map(({ message }) => message);
  },
  'questions about a deadline': (words) => {
    const { points, warnings } = hostileDraft(words);
    return points
      .slice(0, 1)
      .flatMap((point) => [
        askDeadline(point),
        askText(point),
        askNewPoint(aDocument({ title: words, number: words })),
        deadlineUnclear(words, warnings),
        confirmDeadline(
          point,
          { words, deadline: point.deadline, warnings, updateId: 10 ** 10, today: '2026-09-15' },
          TUESDAY.calendar,
        ),
        pointChanged(point.id, words, false),
      ]);
  },
  'questions about addressees': (words) => {
    const [point = aDraftPoint()] = hostileDraft(words).points;
    const entries = Array.from({ length: COUNT }, (_, index) =>
      organization(`${index} ${words}`, { name: words, shortName: words, kind: 'group' }),
    );
    const addressees = entries.map(({ name }) => ({
      name,
      executor: false,
      organizations: 0,
      pickable: true,
      firstPicked: 2 ** 31 - 1,
      candidates: entries.map((entry) => ({ entry, score: 1 })),
    }));
    const placeOf = () => words;
    const choosable = { point, entries, candidates: [], placeOf };
    return [
      addresseeList({ ...point, placeOf, addressees }),
      addresseeList({ ...point, placeOf, addressees: addressees.slice(0, 5) }),
      addresseeCandidates(choosable, 2 ** 31 - 1, 1),
      addresseesFound(choosable, 2 ** 31 - 1),
      askAddressee(point),
      addresseeNotFound(words),
    ];
  },
  'organizations to mark': (words) => {
    const [point = aDraftPoint()] = hostileDraft(words).points;
    const organizations = Array.from({ length: COUNT }, (_, index) =>
      organization(`${index} ${words}`, { name: words, shortName: words }),
    );
    const addressee = { text: words };
    const picked = organizations.map(({ code }) => code);
    const municipalities = picked.map((name, first) => ({ name, first, organizations: 1, picked: 1 }));
    const facts = {
      point,
      place: 2 ** 31 - 1,
      addressee,
      organizations,
      picked,
      municipalities,
      ofGroup: true,
      placeOf: () => words,
    };
    const several = picked.map((name) => ({ words: name, codes: picked }));
    return [
      pickingPage(facts, 1, { unknown: picked, several }),
      pickingMunicipalities(facts, 1),
      askPicked(point),
      nobodyPicked(facts, { unknown: picked, several }),
      askGroupName(point),
      groupSaved(point.id, words, COUNT),
    ];
  },
  'questions about splitting and merging': (words) => {
    const [point = aDraftPoint()] = hostileDraft(words).points;
    const places = Array.from({ length: 11 }, (_, index) => (index + 1) * 300).filter(
      (at) => !/^[\uDC00-\uDFFF]/.test(point.text.slice(at)),
    );
    return [
      askSplit(point, places),
      askSplit(point, []),
      cutNotFound(words),
      askMerge(point, point, TUESDAY.calendar),
    ].concat(
      askMerge(
        point,
        { ...point, deadline: aDeadline({ kind: 'none', due: null, text: words }) },
        TUESDAY.calendar,
      ),
    );
  },
  'steps to publishing': (words) => {
    const draft = hostileDraft(words);
    const [doubt] = draft.warnings;
    const alike = doubt === undefined ? null : alikeDoubts(draft.points, doubtKey(doubt.code));
    return [
      documentDoubts(draft),
      askPublishing(draft),
      askPublishing({ ...draft, assignments: 0 }),
      ...(alike === null ? [] : [alikePage(draft, alike, TUESDAY.calendar)]),
    ];
  },
  reviewPage: (words) =>
    [0, 5, COUNT - 1].map((index) =>
      reviewPage(hostileDraft(words), { index, through: 'doubts' }, TUESDAY.calendar),
    ),
  nothingFound: (words) => [
    nothingFound(
      words,
      Array.from({ length: 500 }, () => words),
    ),
  ],
  alreadyPublished: (words) => [alreadyPublished(aDocument({ number: words }), '2026-09-01')],
  draftDiscarded: (words) => [draftDiscarded(aDocument({ number: words }))],
  chooseDone: (words) =>
    [0, 3, 24].flatMap((page) => [
      chooseDone(
        hostilePoints(words),
        { kind: 'draft', draftId: 2 ** 31 - 1, purpose: 'extend' },
        page,
        TUESDAY,
        { missing: [words, words], kept: [{ id: 1, kind: 'text', text: words }] },
      ),
      chooseDone(
        hostilePoints(words),
        { kind: 'document', documentId: 2 ** 31 - 1, purpose: 'attach' },
        page,
        TUESDAY,
      ),
    ]),
  confirmDone: (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .map((point) => confirmDone(point, 10 ** 10, TUESDAY)),
  reportTaken: (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .map((point) => reportTaken({ point, files: 3, interim: true, supplement: false, to: words })),
  reportReceived: (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .flatMap((point) => {
        const received = {
          reportId: 2 ** 31 - 1,
          point,
          text: words,
          files: 12,
          personName: words,
          reportedOn: '2026-09-14',
          change: hostileChange(words),
          supplements: Array.from({ length: 9 }, () => ({ on: '2026-09-14' as const, text: words })),
          day: TUESDAY,
        } as const;
        return [
          askAcceptingParts(received, Array(400).fill(words), 2 ** 31 - 1),
          reportReceived({ ...received, interim: true }),
          reportReceived({ ...received, interim: false }),
          reportReceived({ ...received, interim: true, supplementTo: received }),
          reportReceived({ ...received, interim: false, point: { ...point, state: 'withdrawn' } }),
        ];
      }),
  'requests for more time': (words) => {
    const request = {
      id: 2 ** 31 - 1,
      was: '2026-09-25',
      wanted: '2026-11-15',
      reason: words,
      outcome: null,
      due: null,
      comment: words,
    } as const;
    const limits = (['above', 'whole'] as const).map(
      (of) => ({ of, due: '2026-10-01', organizationName: words, assignmentId: 2 ** 31 - 1 }) as const,
    );
    return hostilePoints(words)
      .slice(0, 1)
      .flatMap((point) => [
        ...[null, ...limits].flatMap((limit) => [
          askExtension(point, limit, TUESDAY),
          extensionAsked(point, request, { name: words, limit }, TUESDAY),
          ...[true, false].map((byController) =>
            extensionToDecide({ point, request, personName: words, limit, byController }, TUESDAY),
          ),
        ]),
        ...(['granted', 'refused', 'overtaken', 'withdrawn'] as const).flatMap((outcome) => [
          extensionClosed(point, { ...request, outcome, due: '2026-10-01' }, TUESDAY),
          extensionDecided(point, { ...request, outcome, due: '2026-10-01' }, 9000, TUESDAY),
        ]),
        ...limits.map((limit) => extensionAfterLimit('2026-11-15', limit, true)),
        askOtherDay(point, request, TUESDAY),
        askRefusalReason(point),
      ]);
  },
  'what has changed since': (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .flatMap((point) => [
        confirmChanged(point, hostileChange(words), null, TUESDAY),
        confirmChanged(point, hostileChange(words), 2 ** 31 - 1, TUESDAY),
      ]),
  reportOutcome: (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .flatMap((point) => [
        reportOutcome(point, 'returned', words, TUESDAY),
        reportOutcome(point, 'accepted', null, TUESDAY),
      ]),
  'the rest of a report': (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .flatMap((point) => [furtherFile(point, words), ...reportText(words)]),
  'what is gathered': (words) => {
    const facts = hostileGathering(words);
    return [
      gatheringList(facts, TUESDAY, {
        aside: facts,
        saidDone: true,
      }),
      gatheringList({ ...facts, items: [] }, TUESDAY, { inGroup: true }),
      gatheringCancelled(facts),
      gatheringPaused(facts),
      gatheringMoved(),
      lateFileAwaited(words),
      fileTooBig(),
      ...[true, false].flatMap((isLost) => [
        lateFile({ name: words, isLost }, { kind: 'gathering', facts }),
        lateFile({ name: words, isLost }, { kind: 'choice', draftId: 2 ** 31 - 1 }),
        lateFile({ name: words, isLost }, { kind: 'sent' }),
      ]),
    ];
  },
  'answers in own words': (words) => {
    const points = hostilePoints(words);
    return [
      ...points
        .slice(0, 1)
        .flatMap((point) => [
          ...(['in_part', 'not_done', 'needs_time', 'unclear'] as const).map((matter) =>
            openMatter(matter, point, 2 ** 31 - 1, TUESDAY),
          ),
          wishPassedOn(point, words),
        ]),
      confirmAll(points, 2 ** 31 - 1),
      reportedAll(
        points.map((point) => ({ point, to: words })),
        points,
      ),
      reportedAll([], []),
    ];
  },
  reportDecided: (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .map((point) =>
        reportDecided({ reportId: 2 ** 31 - 1, point, outcome: 'returned', comment: words, waiting: 9000 }),
      ),
  acceptanceTakenBack: (words) => hostilePoints(words).slice(0, 1).map(acceptanceTakenBack),
  askReturnComment: (words) => hostilePoints(words).slice(0, 1).map(askReturnComment),
  taskList: (words) =>
    [0, 7, 24].map((page) =>
      taskList(
        {
          filter: 'open',
          counts: { open: COUNT, upcoming: 9000, on_review: 9000, accepted: 9000 },
          page: pageOf(hostilePoints(words), page),
          severalOrganizations: true,
          topic: { organizations: [words], whole: page === 7 },
        },
        TUESDAY,
      ),
    ),
  foundList: (words) =>
    [0, 24].flatMap((page) => {
      const found = { updateId: 10 ** 10, words, total: COUNT, unmarked: true, severalOrganizations: true };
      return [
        foundList({ ...found, page: pageOf(hostilePoints(words), page) }, TUESDAY),
        foundList({ ...found, total: 0, page: pageOf([], page) }, TUESDAY),
      ];
    }),
  'a card and all its sheets': (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .flatMap((point) => {
        const card = hostileCard(words, point);
        const short = cutText(words, 900);
        const history = Array.from({ length: COUNT }, () => anEvent({ words, by: words, files: 9000 }));
        return [
          assignmentCard(card, TUESDAY),
          ...[0, 1, 999].flatMap((part) => [
            textSheet(card, part),
            sourceSheet(card, { before: words, quote: words, after: words }, part),
            sourceSheet(card, { before: short, quote: short, after: short }, part),
            concernedSheet(card, part),
            historySheet(card, history, part),
          ]),
        ];
      }),
  'two storeys': (words) => {
    const points = hostilePoints(words).map((point) => ({ ...point, through: words, delegate: words }));
    return points.slice(0, 1).flatMap((point) => {
      const counts = { total: 9000, done: 900, reported: 90, overdue: 90, below: 'organizations' } as const;
      const candidates = points.map((_, index) => ({
        name: words,
        entryKey: 2 ** 31 - 1 - index,
        connected: index % 2 === 0,
        chosen: index % 3 > 0,
      }));
      const offer = { point, candidates, due: '2026-10-12', already: 9000 } as const;
      const organizations = points.map(({ assignmentId }) => ({
        assignmentId,
        name: words,
        connected: true,
      }));
      const recall = { point, organizations, waiting: 9000, left: 0 };
      const screen = {
        point,
        decisionId: 2 ** 31 - 1,
        occurrence: 900,
        rollUp: counts,
        schools: points.map(({ due }) => ({
          name: words,
          state: 'reported' as const,
          due,
          delivered: false,
          reportId: 2 ** 31 - 1,
        })),
        may: { remind: 9000, handDown: 9000, gather: true, recall: true, back: true },
      };
      const listed = points.map((one, index) => ({
        point: one,
        kind: index % 2 === 0 ? ('own' as const) : ('direct' as const),
        decisionId: 2 ** 31 - 1,
        occurrence: 900,
        rollUp: index % 3 === 0 ? null : counts,
      }));
      const reports = points.map((one) => ({
        reportId: 2 ** 31 - 1,
        point: one,
        reportedOn: '2026-09-14' as const,
      }));
      const above = Array.from({ length: COUNT }, () => words);
      const news = [
        ...handedDownMessages(points, TUESDAY),
        ...recalledMessages(points),
        ...nudgeMessages(points, TUESDAY),
        ...deadlineFollowedMessages(points, { 17: '2026-09-01' }, TUESDAY),
        ...closedWithMessages(points, 'accept'),
        ...closedWithMessages(points, 'withdraw'),
      ];
      return [
        handDownPreview(offer, TUESDAY),
        handDownPreview(
          { ...offer, candidates: candidates.map((one) => ({ ...one, chosen: true })) },
          TUESDAY,
        ),
        handDownChoice(offer, 2),
        askHandDownDue(point, TUESDAY),
        handedDown(point, { organizations: 9000, due: null, unconnected: 9000 }),
        recallChoice(recall, 3),
        confirmRecall(recall, 'all'),
        recalled(recall),
        ...[0, 3].flatMap((page) => [
          schoolList(
            { above, organizationsBelow: 9000, reportsWaiting: 9000, points: listed, page },
            TUESDAY,
          ),
          schoolReports(reports, page),
          reportsOnReview(reports, page),
          rollUpScreen({ ...screen, kind: 'own' }, page, TUESDAY),
          rollUpScreen({ ...screen, kind: 'direct' }, page, TUESDAY),
        ]),
        gatheredReport(point, {
          text: gatheredText(
            counts,
            above.map((organizationName) => ({ organizationName, words })),
          ),
          files: above,
          rollUp: counts,
        }),
        ...news.map(({ message }) => message),
      ];
    });
  },
  colleagues: (words) =>
    hostilePoints(words)
      .slice(0, 1)
      .map((point) => ({ ...point, through: words, delegate: words }))
      .flatMap((point) => [
        chooseColleague(
          point,
          Array.from({ length: COUNT }, () => ({
            personId: 2 ** 31 - 1,
            name: words,
            awayUntil: '2026-12-15' as const,
          })),
          2,
        ),
        ...absenceMessages(words),
        delegated(point, words),
        colleagueInvited(point, words, 'https://t.me/srok_bot?start=AbC_-9&x=1', '2026-09-29'),
        delegatedMessage(point, words, TUESDAY),
        takenBackMessage(point),
        delegateReportedMessage(point, words, words),
      ]),
  executionOverview: (words) => [
    executionOverview(
      Array.from({ length: COUNT }, () => ({
        document: aDocument({ title: words, number: words }),
        total: 9000,
        accepted: 9000,
        reported: 9000,
        overdue: 9000,
      })),
      9000,
      3,
    ),
  ],
  overdueOverview: (words) =>
    [0, 24].flatMap((page) => [
      overdueOverview(hostilePoints(words), page, TUESDAY),
      overdueOverview(
        hostilePoints(words).flatMap((point, at) => [point, { ...point, assignmentId: 9000 + at }]),
        page,
        TUESDAY,
      ),
    ]),
  draftList: (words) => [
    draftList(
      pageOf(
        Array.from({ length: COUNT }, () => ({
          document: aDocument({ title: words, number: words }),
          points: 9000,
          doubtful: 9000,
          newVersion: true,
        })),
        1,
      ),
      9000,
    ),
  ],
  organizationList: (words) => {
    const listed = Array.from({ length: COUNT }, (_, at) => ({ code: words, name: words, chats: at % 2 }));
    return [
      organizationList(listed, { which: 'all', page: 1 }),
      organizationList(listed, { which: 'unconnected', page: 0 }),
      organizationsFound(listed, words),
    ];
  },
  escalationMessages: (words) =>
    ([1, 2] as const).flatMap((level) =>
      escalationMessages(hostilePoints(words), level, TUESDAY).map(({ message }) => message),
    ),
  departmentSummary: (words) => [
    departmentSummary(
      {
        open: 900,
        overdue: 90,
        dueThisWeek: 9,
        reported: 9,
        undelivered: 9,
        worst: Array.from({ length: COUNT }, () => ({ name: words, overdue: 3, open: 9 })),
      },
      TUESDAY,
    ),
  ],
  greetings: (words) => {
    const standing = { controller: true, organizations: Array.from({ length: COUNT }, () => words) };
    return [
      welcomeBack(standing),
      help(standing),
      invitationAccepted(words, 'executor', standing),
      alreadySubscribed(words),
      invitationMade(words, 'https://t.me/srok_bot?start=AbC_-9&x=1', 1, '2026-09-29'),
    ];
  },
};

const REMINDERS = {
  stepsBeforeDays: [60, 30, 21, 14, 10, 7, 5, 3, 2, 1],
  quietFrom: '21:00',
  quietUntil: '08:00',
  ownQuiet: true,
} as const;

/** Everything about a holiday, and the settings around it. */
function absenceMessages(words: string): readonly OutgoingMessage[] {
  const organization = { subscriptionId: 2 ** 31 - 1, organizationName: words };
  const facts = {
    organizationName: words,
    person: words,
    deputy: words,
    period: { from: '2026-12-01', until: '2026-12-15' },
  } as const;
  const points = hostilePoints(words);
  const deputies = Array.from({ length: COUNT }, () => ({ subscriptionId: 2 ** 31 - 1, name: words }));
  const absent = Array.from({ length: 3 }, () => ({ name: words, until: '2026-12-15' as const }));
  const parts = [
    ...standInBegan(facts, points, TUESDAY),
    ...welcomeBackMessages(facts, { open: points, reportsWaiting: 900 }, TUESDAY),
    ...absenceBroken(facts, { open: points, reportsWaiting: 900 }, TUESDAY),
    ...underStandIn(welcomeBackMessages(facts, { open: points, reportsWaiting: 900 }, TUESDAY), absent),
  ];
  return [
    chooseAbsenceDay(organization, TUESDAY.today),
    askAbsenceDay(organization),
    chooseDeputy(organization, facts.period, { deputies, others: true }, 2),
    deputyAwaited(words, facts.period, 'https://t.me/srok_bot?start=AbC_-9&x=1', { nobodyElse: true }),
    absenceBegun(facts),
    absencePlanned(facts),
    absenceCalledOff(facts),
    absenceUnattended(facts),
    standInOver(facts, 'over'),
    standInOver(facts, 'released'),
    onlyAbsentLeft(facts, words),
    chooseSteps({ ...organization, ...REMINDERS }, [30, 14, 7, 3, 1]),
    chooseQuietHours({ ...organization, ...REMINDERS }, REMINDERS),
    organizationSettings({
      ...organization,
      ...REMINDERS,
      role: 'executor',
      digestTime: '09:00',
      people: Array.from({ length: COUNT }, () => ({
        subscriptionId: 2 ** 31 - 1,
        name: words,
        role: 'executor' as const,
        group: true,
        own: false,
        awayUntil: '2026-12-15' as const,
      })),
      group: false,
      absence: { period: facts.period, deputy: words, waiting: false },
      standsInFor: absent,
      several: true,
      topic: 'elsewhere_from_topic',
    }),
    ...parts.map(({ message }) => message),
  ];
}

describe.each(WORDS)('%s', (_name, words) => {
  test.each(Object.entries(MESSAGES))('%s: Telegram takes every message', (_message, make) => {
    const messages = make(words);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.flatMap(messageFaults)).toEqual([]);
    expect(messages.map(withOrganization).flatMap(messageFaults)).toEqual([]);
  });

  test('a point with all its lines leaves room for others in one message', () => {
    const [point] = hostilePoints(words);
    const block = pointBlock(point as PointFacts, TUESDAY, { organization: true, document: true });
    expect(visibleLength(block)).toBeLessThan(1400);
  });
});
