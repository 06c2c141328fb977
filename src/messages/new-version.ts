import { isInHand } from '../core/assignments/transitions.ts';
import type { ChangedParts } from '../core/versions/differences.ts';
import { pointKeyboard } from './broadcast.ts';
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
import {
  type DocumentFacts,
  deadlineLine,
  documentName,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointBlock,
  pointName,
} from './point.ts';
import { type MessagePart, packBlocks } from './split.ts';

/** What a new version means for one assignment; `point` is as it is now. */
export type VersionNews = { readonly point: PointFacts } & (
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
  const several = new Set(news.map(({ point }) => point.organizationName)).size > 1;
  const parts = packBlocks(
    head,
    news.map((one) => ({
      html: newsBlock(one, several, day),
      assignmentIds: [one.point.assignmentId],
    })),
  );
  return parts.map((part, index) => {
    const last = index === parts.length - 1;
    const message: OutgoingMessage = { html: part.html, silent: options.silent };
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
    `✏️ ${bold(renamedPoint(point, was))}${what}`,
    ...(parts.addressees
      ? [`Теперь вы ${point.executor ? 'ответственный исполнитель' : 'соисполнитель'} этого пункта.`]
      : []),
    parts.text
      ? textDifference(was.text, point.text, DIFFERENCE_LENGTH)
      : escapeHtml(cutText(point.text, TEXT_LENGTH)),
    ...(parts.deadline ? [`Было: ${escapeHtml(deadlineText(was.deadline, day.calendar))}`] : []),
    deadlineLine(point, day),
    ...(news.reopened ? ['Поручение было принято; из-за изменения оно снова на исполнении.'] : []),
    ...(point.state === 'reported' ? ['Ваш отчёт у контролёра: он рассмотрит его с учётом изменения.'] : []),
  ];
}

function newsKeyboard(documentId: number, news: readonly VersionNews[]): Keyboard {
  const ongoing = news.filter(
    ({ kind, point }) => (kind === 'added' || kind === 'changed') && isInHand(point.state),
  );
  const [only] = ongoing;
  if (only !== undefined && news.length === 1) return pointKeyboard(only.point.assignmentId);
  return [
    ...(ongoing.length > 0
      ? [[{ text: 'Ознакомлен', action: { kind: 'acknowledge_document', documentId } } as const]]
      : []),
    [{ text: 'Мои поручения', action: { kind: 'open_tasks' } }],
  ];
}
