import type { ChangedParts } from '../core/versions/differences.ts';
import { wordChanges } from '../core/versions/word-changes.ts';
import { cutText, escapeHtml } from './html.ts';
import { pointName } from './point.ts';

/** Words kept on either side of a change; what lies further away is left out. */
const CONTEXT_WORDS = 6;

/** What the marks of a text difference mean; HTML. */
export const DIFFERENCE_LEGEND = '<s>Зачёркнуто</s> — убрано, <b>выделено</b> — добавлено.';

const MARKS = { removed: ['<s>', '</s>'], added: ['<b>', '</b>'], same: ['', ''] } as const;

/**
 * What has changed in a text, in at most about `max` characters; HTML. Struck out is what went, bold what came:
 *
 *   «… представить <s>отчёт</s> <b>отчёт и акты</b> до …»
 *
 * Two texts with nothing in common are shown whole, one under the other, as far as there is room.
 */
export function textDifference(was: string, is: string, max: number): string {
  const changes = wordChanges(was, is);
  if (changes === null) return wholeTexts(was, is, max);
  const pieces: string[] = [];
  let room = max;
  for (const [index, { kind, text }] of changes.entries()) {
    const shown =
      kind === 'same' ? context(text, { first: index === 0, last: index === changes.length - 1 }) : text;
    if (shown === '') continue;
    if (room < 2) break;
    const cut = cutText(shown, room);
    const [open, close] = MARKS[kind];
    pieces.push(`${open}${escapeHtml(cut)}${close}`);
    room -= cut.length + 1;
    if (cut !== shown) break;
  }
  return pieces.join(' ');
}

function wholeTexts(was: string, is: string, max: number): string {
  const half = Math.max(1, Math.floor(max / 2));
  return `Было: <s>${escapeHtml(cutText(was, half))}</s>\nСтало: <b>${escapeHtml(cutText(is, half))}</b>`;
}

/** The words of an unchanged stretch that stand next to a change. */
function context(text: string, { first, last }: { readonly first: boolean; readonly last: boolean }): string {
  const words = text.split(' ');
  const before = last ? 0 : CONTEXT_WORDS;
  const after = first ? 0 : CONTEXT_WORDS;
  if (words.length <= before + after) return text;
  return [...words.slice(0, after), '…', ...words.slice(words.length - before)].join(' ');
}

/** «изменены текст и срок», «изменён срок», «изменены адресаты». */
export function changedPartsText({ text, deadline, addressees }: ChangedParts): string {
  const parts = [
    ...(text ? ['текст'] : []),
    ...(deadline ? ['срок'] : []),
    ...(addressees ? ['адресаты'] : []),
  ];
  const [only] = parts;
  if (parts.length === 1) return only === 'адресаты' ? 'изменены адресаты' : `изменён ${only}`;
  return `изменены ${parts.slice(0, -1).join(', ')} и ${parts.at(-1)}`;
}

/** What a point is called: by its question, where the document has several, and its number. */
export interface PointNumber {
  readonly question: string | null;
  readonly label: string | null;
}

/** «п. 2.6 (прежде п. 2.4)», or the name alone where it has not changed. */
export function renamedPoint(is: PointNumber, was: PointNumber): string {
  const name = pointName(is);
  const former = pointName(was);
  return name === former ? name : `${name} (прежде ${former})`;
}
