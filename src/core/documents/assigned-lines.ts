import { type DirectoryIndex, findHeaderAddressees, hasTaskVerb, isPersonName } from '../addressees/index.ts';
import type { Line } from './lines.ts';

const MONTHS = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
const TIME = new RegExp(
  `(?<!\\d)\\d{1,2}\\.\\d{1,2}(?!\\d)|(?<!\\d)\\d{1,2}\\s(?:${MONTHS})|(?<![A-Za-zЀ-ӿ])(?:сегодня|завтра|срок|постоянно|еже(?:дн|нед|мес|кв|год))`,
  'iu',
);
const TERM_FIRST =
  /^(?:до\s+\d|к\s+\d|не\s+поздн|в\s+срок\s|в\s+\d{1,3}-?\s?дневн|в\s+течени[еи]\s|еже(?:дневно|недельно|месячно|квартально|годно)|по\s+мере\s+необходимости)(?=[\s\S]{12})/iu;
const LONGEST_HEAD = 120;

/** True for words that begin with when, what to do after it: «до 10.09.2026 представляют сведения …». */
export function beginsWithTerm(words: string): boolean {
  return TERM_FIRST.test(words);
}

/**
 * Whom a line names before a dash: «Орлова А.А. — отчёт, до 12.02.2027» → «Орлова А.А.». Null where nobody stands
 * there, or no time after it.
 */
export function namedBeforeDash(text: string, index: DirectoryIndex): string | null {
  const dash = text.search(/\s[—–-]\s/u);
  if (dash < 1 || dash > LONGEST_HEAD) return null;
  const head = text.slice(0, dash);
  if (hasTaskVerb(head) || !TIME.test(text.slice(dash))) return null;
  return isPersonName(head) || findHeaderAddressees(head, index) !== null ? head : null;
}

/** «Деканы факультетов:», «Сосновская СОШ» above «- до 10 сентября …»: who, and nothing else. */
export function headsAssigned(
  line: Line | undefined,
  next: Line | undefined,
  index: DirectoryIndex,
): boolean {
  if (line === undefined || next === undefined || (next.bullet === 0 && next.label === null)) return false;
  const isPlain =
    line.label === null && line.bullet === 0 && line.meaning.kind === 'text' && line.cells === null;
  if (!isPlain || line.text.length > LONGEST_HEAD || /[.;,]$/u.test(line.text)) return false;
  if (hasTaskVerb(line.text)) return false;
  const below = next.text.slice(next.label?.length ?? next.bullet);
  // «Деканы факультетов:» are nobody's entry, but what stands below is plainly theirs.
  return (
    (line.text.endsWith(':') && beginsWithTerm(below)) || findHeaderAddressees(line.text, index) !== null
  );
}
