import { hasTaskVerb } from '../addressees/index.ts';

/** What the columns of a table of measures hold, by number; null where the table has no such column. */
export interface MeasureColumns {
  readonly number: number | null;
  readonly measure: number;
  readonly description: number | null;
  readonly responsible: number | null;
  /** Who helps, where they have a column beside that of the responsible. */
  readonly coExecutors: number | null;
  /** The day a work begins, where it has a column beside that of its end. */
  readonly beginning: number | null;
  readonly deadline: number | null;
}

const NUMBER = /^(?:№|n|no)?\s*(?:№|п\s*\/?\s*п|пп|п\.\s?п\.)\.?$|^[№N]$/iu;
/** Names of the column that says until when, the surest first; the day a work begins is no deadline. */
const DEADLINE = [
  /(?<![A-Za-zЀ-ӿ])(?:срок|окончани|завершени|крайн(?:яя|ий)|до\s+как(?:ого|ой))|(?:^|\s)до\s*:?$/iu,
  /(?<![A-Za-zЀ-ӿ])(?:период(?![A-Za-zЀ-ӿ])|д(?:ни|ень)(?![A-Za-zЀ-ӿ])|дат[аы](?![A-Za-zЀ-ӿ])|время\s+проведени|когда|месяц|контрольн)/iu,
] as const;
const BEGINNING = /(?<![A-Za-zЀ-ӿ])начал/iu;
const RESPONSIBLE =
  /(?<![A-Za-zЀ-ӿ])(?:ответственн|исполнител|куратор|организатор(?!\p{Ll}*\s+мест)|координатор|кому\s+поруч)|^\s*(?:кто|кому)(?![A-Za-zЀ-ӿ])/iu;
/** Who watches over it, and how it stands, is neither who does it nor what nor when. */
const ABOUT =
  /контролир|проверя|(?:форм[аы]|вид)\s+(?:завершени|отч[её]т|представлени|реализаци|подтвержд|итогов|документ)|(?<![A-Za-zЀ-ӿ])(?:отметк|статус|основани|примечани)|дата\s+(?:поручени|документ|регистрац|постановк|выдач|поступлени|рожд)|(?:пункт|статья|ссылка).{0,20}(?:акта|закона|нормативн)/iu;
const CO_EXECUTORS = /(?<![A-Za-zЀ-ӿ])соисполнител|^\s*кто\s+(?:помога|участву|содейству)/iu;
const DESCRIPTION = /(?<![A-Za-zЀ-ӿ])(?:описани|специфик|краткое\s+содержани|пояснени|формулировк)/iu;
/** Where the work is done, in a column beside that of what to do. */
const OBJECT = /(?<![A-Za-zЀ-ӿ])(?:объект|адрес)/iu;
/** Names of the column that says what to do, the surest first. */
const MEASURE = [
  /(?<![A-Za-zЀ-ӿ])(?:мероприяти|мер[аы](?![A-Za-zЀ-ӿ])|поруч(?:ени|ено))|^\s*что(?![A-Za-zЀ-ӿ])/iu,
  /(?<![A-Za-zЀ-ӿ])(?:содержани|пункт|решени|задач|действи|работ)/iu,
  /(?<![A-Za-zЀ-ӿ])(?:наименовани|направлени|показател|форм[аы](?![A-Za-zЀ-ӿ])|тем[аы](?![A-Za-zЀ-ӿ])|событи|вопрос|предложени|объект)/iu,
] as const;

/** «1.», «2.4»: a row that is numbered is no head. */
const ROW_NUMBER = /^\d+(?:\.\d+)*\.?$/u;
const HEADING_LENGTH = 120;

/**
 * The columns named by a table's head, in any order and under the usual names; null where the row is no head
 * of a table of measures: it must name what to do, and either who or when.
 */
export function readColumns(cells: readonly string[]): MeasureColumns | null {
  if (cells.some((cell) => ROW_NUMBER.test(cell.trim()))) return null;
  const find = (pattern: RegExp, taken: readonly (number | null)[], not?: RegExp): number | null => {
    const at = cells.findIndex(
      (cell, place) =>
        !taken.includes(place) &&
        pattern.test(cell) &&
        isHeading(cell) &&
        !ABOUT.test(cell) &&
        not?.test(cell) !== true,
    );
    return at === -1 ? null : at;
  };
  const number = cells.findIndex((cell) => NUMBER.test(cell.trim()));
  const deadline = find(DEADLINE[0], [number], BEGINNING) ?? find(DEADLINE[1], [number], BEGINNING);
  const beginning = find(BEGINNING, [number, deadline]);
  const responsible = find(RESPONSIBLE, [number], CO_EXECUTORS) ?? find(RESPONSIBLE, [number]);
  const coExecutors = find(CO_EXECUTORS, [number, responsible]);
  if (deadline === null && responsible === null) return null;
  const description = find(DESCRIPTION, [number, deadline, responsible]);
  const taken = [number, deadline, beginning, responsible, coExecutors, description];
  for (const pattern of MEASURE) {
    const measure = find(pattern, taken);
    if (measure !== null) {
      // «Пункт решения | Формулировка …»: where the words stand in the other column, this one holds the number.
      const others = { responsible, coExecutors, beginning, deadline };
      if (number === -1 && description !== null && /^\s*(?:пункт|номер)/iu.test(cells[measure] ?? ''))
        return { number: measure, measure: description, description: null, ...others };
      const place = description ?? find(OBJECT, [...taken, measure]);
      return { number: number === -1 ? null : number, measure, description: place, ...others };
    }
  }
  return null;
}

/** A column's name is a noun: what begins to say what to do is a measure that happens to use a column's word. */
function isHeading(cell: string): boolean {
  // «Суть поручения» looks like an infinitive.
  return (
    cell.length <= HEADING_LENGTH &&
    (!hasTaskVerb(cell.replace(/^\s*суть\s/iu, '')) || /^\s*что\s|\sдо\s*:?$/iu.test(cell))
  );
}

/** True for a column's name that says only distantly what is to be done: «Форма», «Направление», «Показатель». */
export function namesMeasureFaintly(cell: string): boolean {
  return !MEASURE.slice(0, -1).some((pattern) => pattern.test(cell));
}

/** True for the name of the column that says when a work begins. */
export function isBeginning(cell: string): boolean {
  return BEGINNING.test(cell);
}

/** True for the head of any numbered table: its first cell is «№ п/п» and nothing in it is a number. */
export function isListHead(cells: readonly string[]): boolean {
  return (
    cells.length > 1 && NUMBER.test((cells[0] ?? '').trim()) && cells.every((cell) => !/^\d+\.?$/u.test(cell))
  );
}

/** «1 | 2 | 3 | 4»: the row that numbers the columns. */
export function numbersColumns(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell, place) => cell.trim() === String(place + 1));
}
