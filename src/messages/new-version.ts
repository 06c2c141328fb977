import { isInHand, isOpen } from '../core/assignments/transitions.ts';
import type { ChangedParts } from '../core/versions/differences.ts';
import { documentKeyboard, pointKeyboard } from './broadcast.ts';
import { type DeadlineFacts, deadlineText } from './deadline-text.ts';
import {
  changedPartsText,
  DIFFERENCE_LEGEND,
  type PointNumber,
  renamedPoint,
  textDifference,
} from './difference.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { countedOrganizations } from './plural.ts';
import {
  type DocumentFacts,
  deadlineLine,
  documentName,
  fileLines,
  type MessageDay,
  organizationLine,
  type PointFacts,
  partyLines,
  pointBlock,
  pointName,
} from './point.ts';
import { type MessagePart, packBlocks } from './split.ts';
import { ofSeveral, whose } from './whose.ts';

/** What a new version means for one assignment; `point` is as it is now. */
export type VersionNews = {
  readonly point: PointFacts;
  /** Who answers the report that waits; null: the controllers. Absent where none waits. */
  readonly reportTo?: string | null;
  /** Organizations below whose last day has followed. */
  readonly followed?: number;
} & (
  | { readonly kind: 'added' }
  | {
      readonly kind: 'changed';
      readonly in: ChangedParts;
      readonly was: PointNumber & { readonly text: string; readonly deadline: DeadlineFacts };
      /** Accepted before, and to be carried out anew. */
      readonly reopened: boolean;
    }
  | { readonly kind: 'point_removed' | 'addressee_removed' }
);

/** Characters of a difference of texts, and of a text that has not changed. */
const DIFFERENCE_LENGTH = 900;
const TEXT_LENGTH = 300;

/** What a new version has changed for one chat: only its own points, what was and what is. */
export function newVersionMessages(
  document: DocumentFacts,
  news: readonly VersionNews[],
  day: MessageDay,
  options: { readonly silent: boolean },
): readonly MessagePart[] {
  const title = document.title === null ? '' : `\n${escapeHtml(cutText(document.title, 300))}`;
  const legend = news.some((one) => one.kind === 'changed' && one.in.text) ? `\n${DIFFERENCE_LEGEND}` : '';
  const head = `🔄 ${bold(`${documentName(document)}: новая редакция`)}${title}\n\n${countsLine(news)} Остальное действует как прежде.${legend}`;
  const concerned = news.map(({ point }) => point);
  const several = ofSeveral(concerned);
  const parts = packBlocks(
    head,
    news.map((one) => ({
      html: newsBlock(one, several, day),
      assignmentIds: [one.point.assignmentId],
    })),
  );
  return parts.map((part, index) => {
    const last = index === parts.length - 1;
    const message: OutgoingMessage = { html: part.html, silent: options.silent, ...whose(concerned) };
    return {
      message: last ? { ...message, keyboard: newsKeyboard(document.id, news) } : message,
      assignmentIds: part.assignmentIds,
    };
  });
}

/** «Для вас: изменено — 2, новое — 1, снято с контроля — 1.» */
function countsLine(news: readonly VersionNews[]): string {
  const count = (...kinds: readonly VersionNews['kind'][]) =>
    news.filter(({ kind }) => kinds.includes(kind)).length;
  const counts = [
    ['изменено', count('changed')],
    ['новое', count('added')],
    ['снято с контроля', count('point_removed', 'addressee_removed')],
  ] as const;
  const told = counts.flatMap(([what, number]) => (number === 0 ? [] : [`${what} — ${number}`]));
  return `Для вас: ${told.join(', ')}.`;
}

function newsBlock(news: VersionNews, several: boolean, day: MessageDay): string {
  const { point } = news;
  const organization = several ? [organizationLine(point.organizationName)] : [];
  switch (news.kind) {
    case 'added':
      return [...organization, '➕ Новое поручение', pointBlock(point, day)].join('\n');
    case 'point_removed':
    case 'addressee_removed':
      return [
        ...organization,
        `➖ ${bold(pointName(point))} — снято с контроля: ${REASONS[news.kind]}`,
        escapeHtml(cutText(point.text, TEXT_LENGTH)),
        ...(news.reportTo === undefined ? [] : ['Ваш отчёт по нему рассматривать уже не будут.']),
      ].join('\n');
    case 'changed':
      return [...organization, ...changedLines(news, day)].join('\n');
  }
}

const REASONS = {
  point_removed: 'исключено новой редакцией.',
  addressee_removed: 'новой редакцией поручено другим. Исполнять не нужно.',
} as const;

function changedLines(news: Extract<VersionNews, { readonly kind: 'changed' }>, day: MessageDay): string[] {
  const { point, was, in: parts } = news;
  const told = { ...parts, addressees: false };
  const what = parts.text || parts.deadline ? ` — ${changedPartsText(told)}` : '';
  return [
    `✏️ ${bold(renamedPoint(point, was))}${point.executor || parts.addressees ? '' : ' (соисполнитель)'}${what}`,
    ...(parts.addressees
      ? [`Теперь вы ${point.executor ? 'ответственный исполнитель' : 'соисполнитель'} этого пункта.`]
      : []),
    parts.text
      ? textDifference(was.text, point.text, DIFFERENCE_LENGTH)
      : escapeHtml(cutText(point.text, TEXT_LENGTH)),
    ...(parts.deadline ? [`Было: ${escapeHtml(deadlineText(was.deadline, day.calendar))}`] : []),
    deadlineLine(point, day),
    ...partyLines(point),
    ...fileLines(point),
    ...(news.followed === undefined || news.followed === 0
      ? []
      : [
          `🏫 Вслед за вашим перенесён и срок подведомственных: ${countedOrganizations(news.followed)}. Им сообщено.`,
        ]),
    ...(news.reopened ? ['Поручение было принято; из-за изменения оно снова на исполнении.'] : []),
    ...reportLines(news),
  ];
}

/** A report that waits was written about the words before. */
function reportLines({ reportTo }: VersionNews): readonly string[] {
  if (reportTo === undefined) return [];
  const whom = reportTo === null ? 'контролёр' : `«${escapeHtml(cutText(reportTo, 160))}»`;
  return [
    `📨 Ваш отчёт отправлен до этого изменения. Тот, кто его принимает (${whom}), об изменении знает. Если отчёт нужно дополнить — «Дополнить отчёт».`,
  ];
}

/** What a fresh assignment carries; of points that are all reported or gone only what still makes sense. */
function newsKeyboard(documentId: number, news: readonly VersionNews[]): Keyboard {
  const staying = news.filter(({ kind }) => kind === 'added' || kind === 'changed');
  const ongoing = staying.filter(({ point }) => isInHand(point.state));
  const [only] = staying;
  if (only !== undefined && staying.length === 1) {
    const { assignmentId } = only.point;
    return ongoing.length === 1 ? pointKeyboard(assignmentId) : supplementKeyboard(only);
  }
  return ongoing.length > 0
    ? documentKeyboard(documentId)
    : [
        ...(staying.length > 0
          ? [[{ text: 'Ознакомлен', action: { kind: 'acknowledge_document', documentId } as const }]]
          : []),
        [{ text: 'Мои поручения', action: { kind: 'open_tasks' } }],
      ];
}

function supplementKeyboard({ point, reportTo }: VersionNews): Keyboard {
  const { assignmentId } = point;
  return [
    ...(isOpen(point.state)
      ? [[{ text: 'Ознакомлен', action: { kind: 'acknowledge', assignmentId } as const }]]
      : []),
    ...(reportTo === undefined
      ? []
      : [[{ text: 'Дополнить отчёт', action: { kind: 'supplement_report', assignmentId } } as const]]),
    [{ text: 'Подробнее', action: { kind: 'details', assignmentId } }],
  ];
}
