import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import { type AlikeDoubts, doubtKey } from '../core/review/alike-doubts.ts';
import { readDeadlineText } from './deadline-text.ts';
import { doubtLine, restOfDoubts } from './doubt-lines.ts';
import { type DraftFacts, type DraftPoint, NO_ADDRESSEE } from './draft.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import {
  countedAssignments,
  countedOrganizations,
  countedPoints,
  pluralForm,
  toOrganizations,
} from './plural.ts';
import { documentName, pointName } from './point.ts';
import { doubtfulFrom, remainingLine, reviewPage } from './review.ts';
import { fitWords } from './split.ts';
import { askVersion, askVersionPublishing } from './version-draft.ts';
import { replaces } from './version-facts.ts';

/** Doubts about the document that one message lists. */
const DOCUMENT_DOUBTS = 30;
/** Points named in the question whether to publish. */
const NAMED_POINTS = 5;

/**
 * What comes next on the way to publishing: the first doubtful point at or after an index, then the doubtful ones
 * before it, then the doubts about the document as a whole, and with nothing left the question whether to publish.
 */
export function nextStep(draft: DraftFacts, index: number, calendar: ProductionCalendar): OutgoingMessage {
  const place = doubtfulFrom(draft, index);
  if (place.through === 'doubts') return reviewPage(draft, place, calendar);
  return draft.warnings.length > 0 ? documentDoubts(draft) : askPublishing(draft);
}

/** «Опубликовать»: the way to publishing from its beginning, the document before its points. */
export function firstStep(draft: DraftFacts, calendar: ProductionCalendar): OutgoingMessage {
  if (draft.version?.answer === 'unsure') return askVersion(draft.document, draft.version);
  return draft.warnings.length > 0 ? documentDoubts(draft) : nextStep(draft, 0, calendar);
}

/** The doubts about the document as a whole, to be confirmed together: each of them is named. */
export function documentDoubts(draft: DraftFacts): OutgoingMessage {
  const { document, warnings } = draft;
  const documentId = document.id;
  const shown = warnings.slice(0, DOCUMENT_DOUBTS);
  return {
    html: fitWords((max) =>
      [
        bold(documentName(document)),
        remainingLine(draft),
        '',
        bold('Замечания к документу в целом'),
        ...shown.map(({ message }) => `⚠️ ${escapeHtml(cutText(message, max))}`),
        ...restOfDoubts(warnings.length - shown.length),
        '',
        'Сверьте с документом. Если всё так и есть, подтвердите; если документ прочитан неверно, отмените публикацию и пришлите его иначе.',
      ].join('\n'),
    ),
    keyboard: [
      [
        {
          text: `Подтвердить замечания к документу (${warnings.length})`,
          action: { kind: 'confirm_warnings', documentId },
        },
      ],
      lastRow(documentId),
    ],
  };
}

/** Points that are doubted for one reason, each with its words and its doubt, to be settled by one press. */
export function alikePage(
  draft: DraftFacts,
  alike: AlikeDoubts<DraftPoint>,
  calendar: ProductionCalendar,
): OutgoingMessage {
  const documentId = draft.document.id;
  const { shown, count, code, seen } = alike;
  const key = doubtKey(code);
  const these = shown.length === 1 ? 'этот пункт' : `эти ${countedPoints(shown.length)}`;
  const ofThese = shown.length === 1 ? 'этого пункта' : `этих ${ofPoints(shown.length)}`;
  const undated = shown.every(({ deadline }) => deadline.kind === 'none');
  const action = { documentId, doubtKey: key, seen } as const;
  const byDefault: Button = {
    text: `Срок по умолчанию для ${ofThese} (месяц)`,
    action: { kind: 'default_alike', ...action },
  };
  const first = draft.points.findIndex(({ id }) => id === shown[0]?.id);
  const doubts = new Set(shown.map((point) => doubtOf(point, code)));
  const [only = null] = doubts;
  const common = doubts.size === 1 && shown.length > 1 ? only : null;
  return {
    html: fitWords((max) =>
      [
        `${italic(documentName(draft.document))} — похожие сомнения`,
        count > shown.length
          ? `Всего таких пунктов ${count}, здесь первые ${shown.length}.`
          : `Таких пунктов: ${count}.`,
        // In the same words of all of them, the doubt is told once.
        ...(common === null ? [] : [`⚠️ ${doubtLine({ message: cutText(common, max) })}`]),
        ...shown.map((point) => alikeBlock(point, common === null ? code : null, max, calendar)),
        remainingLine(draft),
      ].join('\n\n'),
    ),
    keyboard: [
      [{ text: `Подтвердить ${these} как есть`, action: { kind: 'confirm_alike', ...action } }],
      ...(code === 'no_deadline' && undated ? [[byDefault]] : []),
      [
        { text: 'По одному', action: { kind: 'review_doubts', documentId, page: Math.max(first, 0) } },
        { text: 'К сводке', action: { kind: 'show_draft', documentId } },
      ],
    ],
  };
}

/** With nothing doubtful left: how much goes to how many, and whether to send it. */
export function askPublishing(draft: DraftFacts): OutgoingMessage {
  const { document, points, assignments, organizationsReached, edition, version } = draft;
  const documentId = document.id;
  if (replaces(version)) return askVersionPublishing(document, version, edition);
  if (assignments === 0) {
    return {
      html: `${bold(documentName(document))}\n\nПубликовать нечего: ни один пункт не назначен организации. Выберите адресатов: «Проверить пункты», затем «Кому».`,
      keyboard: [
        [{ text: 'Проверить пункты', action: { kind: 'review', documentId, page: 0 } }],
        lastRow(documentId),
      ],
    };
  }
  const kept = points.filter(({ dropped }) => !dropped);
  return {
    html: [
      bold(documentName(document)),
      '',
      '✅ Сомнений не осталось.',
      ...namedPoints(
        'Подтверждено как есть',
        kept.filter(({ confirmedDoubts }) => confirmedDoubts.length > 0),
      ),
      ...namedPoints(
        '⚠️ Никому не уйдёт',
        kept.filter(({ organizations }) => organizations.length === 0),
      ),
      ...namedPoints(
        'Снято при проверке',
        points.filter(({ dropped }) => dropped),
      ),
      ...namedPoints(
        '🔴 Срок уже прошёл',
        kept.filter(({ late }) => late),
      ),
      ...(draft.unconnected > 0
        ? [
            `Не подключены к боту: ${countedOrganizations(draft.unconnected)}. Получат, как только подпишутся.`,
          ]
        : []),
      '',
      bold(`Отправить ${countedAssignments(assignments)} ${toOrganizations(organizationsReached)}?`),
    ].join('\n'),
    keyboard: [
      [{ text: 'Опубликовать и отправить', action: { kind: 'publish_now', documentId, edition } }],
      [{ text: 'Все пункты', action: { kind: 'review', documentId, page: 0 } }],
      lastRow(documentId),
    ],
  };
}

function lastRow(documentId: number): readonly Button[] {
  return [
    { text: 'К сводке', action: { kind: 'show_draft', documentId } },
    { text: 'Отменить', action: { kind: 'discard', documentId } },
  ];
}

function alikeBlock(
  point: DraftPoint,
  /** The kind of doubt to be told; null where it is told already. */
  code: AlikeDoubts<DraftPoint>['code'] | null,
  max: number,
  calendar: ProductionCalendar,
): string {
  const who = point.addresseeNames.length === 0 ? NO_ADDRESSEE : point.addresseeNames.join(', ');
  const doubt = code === null ? null : doubtOf(point, code);
  return [
    `${bold(pointName(point))} ${escapeHtml(cutText(point.text, max))}`,
    `Кому: ${escapeHtml(cutText(who, Math.min(max, 80)))}`,
    `Срок: ${escapeHtml(cutText(readDeadlineText(point.deadline, calendar), max))}`,
    ...(doubt === null ? [] : [`⚠️ ${doubtLine({ message: cutText(doubt, max) })}`]),
  ].join('\n');
}

function doubtOf({ warnings }: DraftPoint, code: AlikeDoubts<DraftPoint>['code']): string | null {
  return warnings.find((warning) => warning.code === code)?.message ?? null;
}

/** «Снято при проверке: 2 пункта (п. 2.1; п. 3.4)»; nothing where there are none. */
function namedPoints(what: string, points: readonly DraftPoint[]): readonly string[] {
  if (points.length === 0) return [];
  const names = points.slice(0, NAMED_POINTS).map((point) => pointName(point));
  const rest = points.length > names.length ? ' …' : '';
  return [`${what}: ${countedPoints(points.length)} (${escapeHtml(names.join('; '))}${rest}).`];
}

/** In the genitive: «2 пунктов», «21 пункта». */
function ofPoints(count: number): string {
  return `${count} ${pluralForm(count, 'пункта', 'пунктов', 'пунктов')}`;
}
