import type { Passage } from '../core/documents/passage.ts';
import { type CardFacts, type CardSheet, cardHead, sheetButton } from './card.ts';
import { type HistoryEvent, historyLine } from './history.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { packBlocks, splitText } from './split.ts';

/** Characters of one part of a sheet; its head and the rest of the message need the remainder. */
const PART_LENGTH = 3_000;

/** The point's whole text, in parts. */
export function textSheet(facts: CardFacts, part: number): OutgoingMessage {
  return textParts(facts, { sheet: 'text', title: 'Весь текст', text: facts.point.text }, part);
}

/** The exact words of the document in their place, the point's own in bold; in parts where they are many. */
export function sourceSheet(
  facts: CardFacts,
  { before, quote, after }: Passage,
  part: number,
): OutgoingMessage {
  const sheet = { sheet: 'source', title: 'Как в документе' } as const;
  const text = `${before}${quote}${after}`;
  if (text.length > PART_LENGTH) return textParts(facts, { ...sheet, text }, part);
  return sheetMessage(facts, sheet, [`${escapeHtml(before)}${bold(quote)}${escapeHtml(after)}`], part);
}

/** Every organization that has the same point. */
export function concernedSheet(facts: CardFacts, part: number): OutgoingMessage {
  const { executors, coExecutors } = facts.concerned;
  const own = facts.point.organizationName;
  const isExecutor = facts.point.executor;
  return lineParts(
    facts,
    { sheet: 'concerned', title: 'Кому поручено' },
    [
      ...headed('Исполнители', isExecutor ? [own, ...executors] : executors),
      ...headed('Соисполнители', isExecutor ? coExecutors : [own, ...coExecutors]),
    ],
    part,
  );
}

/** What has happened to the assignment, oldest first. */
export function historySheet(
  facts: CardFacts,
  events: readonly HistoryEvent[],
  part: number,
): OutgoingMessage {
  const lines = events.length === 0 ? ['Пока ничего не происходило.'] : events.map(historyLine);
  return lineParts(facts, { sheet: 'history', title: 'История' }, lines, part);
}

function headed(head: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [bold(`${head} (${names.length})`), ...names.map((name) => `• ${escapeHtml(cutText(name, 160))}`)];
}

function textParts(
  facts: CardFacts,
  { sheet, title, text }: { readonly sheet: CardSheet; readonly title: string; readonly text: string },
  part: number,
): OutgoingMessage {
  const parts = splitText(text, PART_LENGTH).map(escapeHtml);
  return sheetMessage(facts, { sheet, title }, parts, part);
}

function lineParts(
  facts: CardFacts,
  sheet: { readonly sheet: CardSheet; readonly title: string },
  lines: readonly string[],
  part: number,
): OutgoingMessage {
  const blocks = lines.map((html) => ({ html, assignmentIds: [] }));
  const parts = packBlocks('', blocks, PART_LENGTH, '\n').map(({ html }) => html);
  return sheetMessage(facts, sheet, parts, part);
}

function sheetMessage(
  facts: CardFacts,
  { sheet, title }: { readonly sheet: CardSheet; readonly title: string },
  parts: readonly string[],
  wanted: number,
): OutgoingMessage {
  // An old button may point past the end.
  const at = Math.min(wanted, parts.length - 1);
  const place = parts.length > 1 ? ` (${at + 1} из ${parts.length})` : '';
  const turns = [
    ...(at > 0 ? [sheetButton(facts, { text: '◀ Назад', sheet, part: at - 1 })] : []),
    ...(at < parts.length - 1 ? [sheetButton(facts, { text: 'Дальше ▶', sheet, part: at + 1 })] : []),
  ];
  return {
    html: [...cardHead(facts), '', `${bold(title)}${place}`, parts[at] ?? ''].join('\n'),
    keyboard: [
      ...(turns.length > 0 ? [turns] : []),
      [sheetButton(facts, { text: '◀ К карточке', sheet: 'card' })],
    ],
  };
}
