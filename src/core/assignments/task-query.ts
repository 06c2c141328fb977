import { type CalendarDate, calendarDateOf } from '../calendar/calendar-date.ts';
import { annexLabel, labelWithin } from '../documents/annex-label.ts';

/** «прил. 1, п. 2», and its number alone: «2». */
export interface PointOfAnnex {
  readonly marked: string;
  readonly label: string;
}

/** What somebody looks for among assignments; everything named must be there. */
export interface TaskQuery {
  /** Numbers of points: «п. 2.5» → "2.5"; the point may stand in an annex. */
  readonly labels: readonly string[];
  /** Numbers of points of annexes that may stand there without their annex, where their document marks none so. */
  readonly unmarked: readonly PointOfAnnex[];
  /** Numbers of documents: «№ 657-09» → "657-09". */
  readonly numbers: readonly string[];
  /** Dates of documents. */
  readonly dates: readonly CalendarDate[];
  /** Numbers without a word before them: of a point, of a document, or in the text. */
  readonly figures: readonly string[];
  /** Words of the text, lower case, «ё» as «е». */
  readonly words: readonly string[];
}

/** A question longer than this is no search. */
const QUERY_LENGTH = 200;

/** «прил. 1, п. 2», «приложение № 1 пункт 2» */
export const POINT_OF_ANNEX =
  /(?<![\p{L}\d])прил(?:\.|ожени\p{L}{0,2})?\s{0,3}(?:№\s{0,3})?(?<annex>\d{0,3})(?:,\s{0,3}|\s{1,3})п(?:\.|ункт\p{L}{0,3})?\s{0,3}(?<inner>\d[\d.]{0,15})/iu;

const PARTS = [
  POINT_OF_ANNEX,
  /(?<![\p{L}\d])(?:пп?\.?|пункт\p{L}{0,3})\s{0,3}(?<label>\d[\d.]{0,15})/u,
  /(?:№|(?<![\p{L}\d])номер\p{L}{0,2})\s{0,3}(?<number>[\p{L}\d][\p{L}\d/.-]{0,30})/u,
  /(?<![\p{L}\d])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/u,
  /(?<figure>\d[\p{L}\d/.-]{0,30})/u,
  /(?<word>\p{L}{2,40})/u,
];
const PART = new RegExp(PARTS.map(({ source }) => source).join('|'), 'gu');

/** What a document is called: beside its number or date it says nothing more. */
const DOCUMENT_WORD =
  /^(?:от|(?:протокол|приказ|решени|постановлени|распоряжени|поручени|документ)\p{L}{0,3})$/u;

/**
 * Reads what is looked for.
 *
 *   «подвоз школьников»          → words
 *   «п. 2.5»                     → label 2.5
 *   «прил. 1, п. 2»              → label «прил. 1, п. 2»
 *   «приказ № 657-09 п. 1.2»     → number 657-09, label 1.2
 *   «протокол от 03.09.2026»     → date
 *   «2.5»                        → a figure: point, document or text
 */
export function readTaskQuery(text: string): TaskQuery {
  const parts = [...text.slice(0, QUERY_LENGTH).toLowerCase().replaceAll('ё', 'е').matchAll(PART)].map(
    ({ groups = {} }) => groups,
  );
  const values = (name: string): string[] =>
    parts.flatMap((groups) => (groups[name] === undefined ? [] : [withoutLastDot(groups[name])]));
  const dates = parts.flatMap(({ day, month, year }) => {
    const date = calendarDateOf(Number(year), Number(month), Number(day));
    return date === null ? [] : [date];
  });
  const inAnnexes = parts.flatMap(
    ({ annex, inner }) => labelWithin(withoutLastDot(inner ?? '') || null, annex) ?? [],
  );
  const labels = [...values('label'), ...inAnnexes];
  const [numbers, figures] = [values('number'), values('figure')];
  const namesDocument = numbers.length + dates.length + figures.length > 0;
  const words = values('word').filter((word) => !(namesDocument && DOCUMENT_WORD.test(word)));
  return { labels, unmarked: [], numbers, dates, figures, words };
}

/**
 * The same where points of annexes are called by their number alone, as they are where nothing else in the act has it;
 * null where no point of an annex is looked for.
 *
 *   label «прил. 1, п. 2» → «2», in documents that have no «прил. 1, п. 2»
 */
export function withoutAnnexes(query: TaskQuery): TaskQuery | null {
  const unmarked = query.labels.flatMap((marked): PointOfAnnex[] => {
    const label = annexLabel(marked)?.label;
    return label === undefined ? [] : [{ marked, label }];
  });
  const labels = query.labels.filter((label) => annexLabel(label) === null);
  return unmarked.length === 0 ? null : { ...query, labels, unmarked };
}

/** True where nothing is looked for. */
export function isEmptyQuery(query: TaskQuery): boolean {
  return Object.values(query).every((values: readonly unknown[]) => values.length === 0);
}

/** The words after «найти», or null where a message is no search: «Найти п. 2.5» → «п. 2.5». */
export function searchedWords(text: string): string | null {
  return /^\s*(?:найти|найди|поиск)[\s:]+(?<words>\S[^]*)$/iu.exec(text)?.groups?.words?.trim() ?? null;
}

function withoutLastDot(text: string): string {
  return text.replace(/[./-]$/u, '');
}
