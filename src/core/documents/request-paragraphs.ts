import { hasTaskVerb } from '../addressees/index.ts';
import { hasTime } from './assigned-lines.ts';
import { isPlain, type Line } from './lines.ts';

const ASKING = /(?<![A-Za-zЀ-ӿ])(?:прошу|просим|просит)(?![A-Za-zЀ-ӿ])(?!\s*:)/iu;
const NEEDED = /(?<![A-Za-zЀ-ӿ])(?:необходимо|следует|надлежит|предлагаем|предлагаю)(?![A-Za-zЀ-ӿ])/iu;
const SPEAKS = /^(?:уважаем|с\s+уважением|приложени)/iu;

/**
 * The paragraphs of a letter that ask for something in running words, each as its first line and the line after its last.
 *
 *   «Просим Вас до 11 мая направить планы.»                     → one
 *   «Итоги необходимо представить до 31 мая.» below one of them → one
 *   «Необходимо помнить о правилах.»                            → none: it asks nobody, and names no time
 */
export function requestParagraphs(lines: readonly Line[]): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let at = 0; at < lines.length; ) {
    const to = endOfParagraph(lines, at);
    const text = lines
      .slice(at, to)
      .map((line) => line.text)
      .join(' ');
    if (lines.slice(at, to).every(isPlain) && !SPEAKS.test(text) && asks(text, found.length > 0))
      found.push([at, to]);
    at = to;
  }
  return found;
}

function endOfParagraph(lines: readonly Line[], at: number): number {
  let to = at + 1;
  while (lines[to]?.blankBefore === false && !/[.!?:;]$/u.test(lines[to - 1]?.text ?? '')) to += 1;
  return to;
}

function asks(text: string, isBelowRequest: boolean): boolean {
  const request = ASKING.exec(text) ?? (isBelowRequest && hasTime(text) ? NEEDED.exec(text) : null);
  return request !== null && hasTaskVerb(text.slice(request.index));
}
