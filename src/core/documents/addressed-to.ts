import { type DirectoryIndex, findHeaderAddressees, trimTrailing } from '../addressees/index.ts';
import type { Line } from './lines.ts';
import { collapse } from './source-text.ts';

const GIVEN_TO = /^(?:выдано|кому|адресат|адресовано)\s*:\s*/iu;
const DATIVE =
  /^(?:[A-Za-zЀ-ӿ]+(?:ам|ям|ому|ему|ым|им)|директору|начальнику|руководителю|главе|ректору|заведующей|министру|председателю)(?![A-Za-zЀ-ӿ])/iu;
const ASKS = /(?<![A-Za-zЀ-ӿ])(?:прошу|просим|просит|предлага|рекоменду|требую)/iu;
const WITH_ITS_HEAD =
  /,\s+(?:заведующ|директор|руководител|начальник|глав|ректор)[A-Za-zЀ-ӿ]*\s+\p{Lu}[^,;]{3,60}$/u;
const SALUTATION = /^уважаем/iu;
const MOST_LINES = 5;

/**
 * Whom a letter or a prescription is sent to, as its head prints it: what it asks, it asks of them.
 *
 *   «Руководителям органов местного самоуправления» above «… прошу:» → those words
 *   «Выдано: МКОУ «Полянская ООШ»» above «ОБЯЗЫВАЮ:»              → «МКОУ «Полянская ООШ»»
 *
 * Several, one below another, are all meant. `lines` are those above the points, the resolving word last; `request` is
 * the first of the points where no such word stands above it. Null where nobody is named so.
 */
export function findAddressedTo(
  lines: readonly Line[],
  index: DirectoryIndex,
  request: string,
): string | null {
  const asks = ASKS.test(lines.findLast(({ meaning }) => meaning.kind === 'resolution')?.text ?? request);
  const named: string[] = [];
  for (const [at, line] of lines.entries()) {
    const right = asks ? rightColumn(lines, at) : null;
    const onRight = right !== null && DATIVE.test(right) ? findHeaderAddressees(right, index) : null;
    if (right !== null && onRight !== null) return right.slice(onRight.start, onRight.end);
    const given = GIVEN_TO.exec(line.text)?.[0].length ?? 0;
    // «Уважаемые коллеги!»: the letter itself begins.
    if (named.length > 0 && SALUTATION.test(line.text)) break;
    if (given === 0 && !(asks && DATIVE.test(line.text))) continue;
    const printed = wholeOf(lines, at).slice(given);
    // «МБДОУ «Сказка», заведующая Орлова А.А.»: who received it for the body.
    const words = given > 0 ? printed.replace(WITH_ITS_HEAD, '') : printed;
    const span = findHeaderAddressees(words, index);
    if (span !== null) named.push(words.slice(span.start, span.end));
  }
  return named.length === 0 ? null : named.join('; ');
}

const COLUMN_GAP = /\S\s{3,}(?=\S)/gu;

/** What stands on the right of this line and of those below it, set apart by spaces: «Министерство …      Руководителям школ». */
function rightColumn(lines: readonly Line[], at: number): string | null {
  const parts: string[] = [];
  for (const line of lines.slice(at, at + MOST_LINES)) {
    const gap = [...line.text.matchAll(COLUMN_GAP)].at(-1);
    if (gap === undefined || (parts.length > 0 && line.blankBefore)) break;
    parts.push(line.text.slice(gap.index + gap[0].length));
  }
  return parts.length === 0 ? null : trimTrailing(collapse(parts.join(' ')), '.:,;');
}

/** The line with those that go on with it. */
function wholeOf(lines: readonly Line[], at: number): string {
  const parts: string[] = [];
  for (const line of lines.slice(at, at + MOST_LINES)) {
    const goesOn = !line.blankBefore && (/^\p{Ll}/u.test(line.text) || parts.at(-1)?.endsWith(',') === true);
    if (parts.length > 0 && !goesOn) break;
    parts.push(line.text);
  }
  return trimTrailing(collapse(parts.join(' ')), '.:,;');
}
