import { type DirectoryIndex, findHeaderAddressees, hasTaskVerb, isPersonName } from '../addressees/index.ts';
import { MONTHS_GENITIVE } from '../calendar/russian-date-text.ts';
import { isPlain, type Line } from './lines.ts';

const TIME = new RegExp(
  `(?<!\\d)\\d{1,2}\\.\\d{1,2}(?!\\d)|(?<!\\d)\\d{1,2}\\s(?:${MONTHS_GENITIVE.join('|')})|(?<![A-Za-zЀ-ӿ])(?:сегодня|завтра|срок|постоянно|еже(?:дн|нед|мес|кв|год))`,
  'iu',
);
/** True for words that name a day of a month or another time. */
export function hasTime(words: string): boolean {
  return TIME.test(words);
}

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

const TERM_BEFORE_DASH = new RegExp(
  `^(?:(?:до|к|не\\s+позднее)\\s)?(?:\\d{1,2}\\.\\d{2}(?:\\.(?:20)?\\d\\d)?|\\d{1,2}\\s(?:${MONTHS_GENITIVE.join('|')})(?:\\s20\\d\\d)?|еже(?:дневно|недельно|месячно|квартально)[^–—:]{0,25})(?:\\s?(?:года|г\\.))?\\s?[–—:-]\\s`,
  'iu',
);

/**
 * How much of a line the time before its dash takes, where a task stands behind it; 0 for any other line.
 *
 *   «до 12.04.2027 – школам разместить акты» → 16
 *   «12.04.2027 – планёрка», «до 12.04 вечера» → 0
 */
export function termBeforeTask(text: string): number {
  const length = TERM_BEFORE_DASH.exec(text)?.[0].length ?? 0;
  return length > 0 && hasTaskVerb(text.slice(length)) ? length : 0;
}

const REQUEST = /^(?:прошу|просьба|просим|поручаю|необходимо|прош[уе]\s+вас)(?![A-Za-zЀ-ӿ])/iu;
const LONGEST_NAMES = 160;

/** «Орловой А.А., Кедрову С.В.» above «Прошу подготовить …», «Подготовить …»: whom a resolution is written to. */
export function headsRequest(lines: readonly Line[], at: number, index: DirectoryIndex): boolean {
  const [line, next] = [lines[at], lines[at + 1]];
  if (line === undefined || next === undefined || next.blankBefore || line.text.length > LONGEST_NAMES)
    return false;
  if (!isPlain(line) || !isPlain(next) || !asks(next.text)) return false;
  if (!/^[«"]?\p{Lu}/u.test(line.text) || !(line.blankBefore || endsParagraph(lines[at - 1]))) return false;
  if (/[;,]$/u.test(line.text) || (line.text.endsWith('.') && !/\p{Lu}\.$/u.test(line.text))) return false;
  return !hasTaskVerb(line.text) && findHeaderAddressees(line.text, index) !== null;
}

/** «Прошу подготовить …», «Подготовить …». */
function asks(text: string): boolean {
  return REQUEST.test(text) || hasTaskVerb(text.split(/\s/u, 1)[0] ?? '');
}

const NAMES_BEFORE = /^([^:;]{3,120}?)(?::|\s[–—-])\s+(?=\S)/u;

/** «Орлову А.А.: проверить маршруты. Срок 22.01.2027», a line without a mark: who, what and until when. */
export function assignsItself(line: Line | undefined, index: DirectoryIndex): boolean {
  if (line === undefined || !isPlain(line) || !/:\s|\s[–—-]\s/u.test(line.text)) return false;
  const match = NAMES_BEFORE.exec(line.text);
  const [head = '', names = ''] = match ?? [];
  const task = line.text.slice(head.length);
  if (match === null || !asks(task) || !TIME.test(task) || hasTaskVerb(names)) return false;
  return findHeaderAddressees(names, index) !== null;
}

const BEFORE_TASK = /^([\p{Lu}«][^:;.–—]{1,40}?|всем)(?::|\s[–—-])\s+([A-Za-zЀ-ӿ]+)/u;

/** «Каменка: прислать реестр до 12 марта»: who stands before the sign, known or not, where a task with a time follows; else null. */
export function headBeforeTask(text: string): string | null {
  const [whole = '', head = '', first = ''] = BEFORE_TASK.exec(text) ?? [];
  const isTask = hasTaskVerb(first) && TIME.test(text.slice(whole.length));
  return isTask && !hasTaskVerb(head) ? head : null;
}

/** True where what stands below this line may begin anew. */
function endsParagraph(line: Line | undefined): boolean {
  return line === undefined || line.meaning.kind !== 'text' || /[.;:!?\d]$/u.test(line.text);
}

/** «Деканы факультетов:», «Сосновская СОШ» above «- до 10 сентября …»: who, and nothing else. */
export function headsAssigned(
  line: Line | undefined,
  next: Line | undefined,
  index: DirectoryIndex,
): boolean {
  if (line === undefined || next === undefined || (next.bullet === 0 && next.label === null)) return false;
  if (!isPlain(line) || line.text.length > LONGEST_HEAD || /[.;,]$/u.test(line.text)) return false;
  if (hasTaskVerb(line.text)) return false;
  const below = next.text.slice(next.label?.length ?? next.bullet);
  // «Деканы факультетов:» are nobody's entry, but what stands below is plainly theirs.
  return (
    (line.text.endsWith(':') && beginsWithTerm(below)) || findHeaderAddressees(line.text, index) !== null
  );
}
