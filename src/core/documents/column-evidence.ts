import { type DirectoryIndex, findHeaderAddressees, hasTaskVerb, isPersonName } from '../addressees/index.ts';
import { isBeginning, type MeasureColumns, namesMeasureFaintly } from './columns.ts';
import { readNumberCell } from './labels.ts';

const MONTH = '(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[A-Za-zЀ-ӿ]*';
/** A cell that says when, whatever else it says. */
const TIME = new RegExp(
  `(?<!\\d)\\d{1,2}\\.\\d{1,2}(?:\\.(?:20)?\\d\\d)?(?!\\d)|(?<![A-Za-zЀ-ӿ])${MONTH}(?![A-Za-zЀ-ӿ])|` +
    '(?<![A-Za-zЀ-ӿ])(?:квартал|полугоди|постоянно|еже(?:дн|нед|мес|кв|год)|по\\s+мере|в\\s+течени[ие]|учебного\\s+года|весь\\s+период)',
  'iu',
);
const WHOLE_DATE = /\d\.\d{4}|\d\.\d\d\.\d\d/u;
const LONGEST_TIME = 60;
/** «Сбор», «Проверка», «Организация»: the first word of a measure that has no verb. */
export const ACTION =
  /^(?:[A-Za-zЀ-ӿ]+\s)?[A-Za-zЀ-ӿ]*(?:ни[ея]|ци[яи]|ка|ача|тие|чет|чёт|бор|мотр|при[её]м|ремонт|ринг|семинар|вебинар|курсы|конкурс|акци[яи]|уроки?|олимпиад[аы]|фестиваль|лекци[яи]|выставка|месячник|декада|заседани[A-Za-zЀ-ӿ]*)(?![A-Za-zЀ-ӿ])/iu;
const MOST = 0.7;
const FEWEST_ROWS = 2;
const SHORTEST_MEASURE = 8;

/**
 * The columns of a table whose head has none of the usual names, found by what their cells say: one column of
 * times, one of bodies or people, one of what is to be done.
 *
 *   «Что болит | Кто лечит | До» over «Подача заявления | МКОУ «Полянская ООШ» | 13.02.2026» … → measure, responsible, deadline
 *
 * A table without a head gives empty names. Null where a column is missing or two could be it: a table of candidates, of exams, of anything else.
 */
export function columnsByEvidence(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  index: DirectoryIndex,
): MeasureColumns | null {
  if (rows.length < FEWEST_ROWS) return null;
  const where = columnsThatSay(head, rows);
  const numbers = where((cell) => readNumberCell(cell) !== null && !WHOLE_DATE.test(cell), []);
  const times = where(isTime, numbers);
  const beginning = times.length === 2 ? times.find((at) => isBeginning(head[at] ?? '')) : undefined;
  const deadlines = times.filter((at) => at !== beginning);
  const bodies = where(namesBody(index), [...numbers, ...times]);
  const measures = where(saysWhat, [...numbers, ...times, ...bodies]);
  const [deadline, responsible, measure] = [deadlines[0], bodies[0], measures[0]];
  const isClear = deadlines.length === 1 && bodies.length === 1 && measures.length === 1;
  if (!isClear || deadline === undefined || responsible === undefined || measure === undefined) return null;
  return {
    number: numbers[0] ?? null,
    measure,
    description: null,
    responsible,
    coExecutors: null,
    beginning: beginning ?? null,
    deadline,
  };
}

/**
 * The columns of a head with the usual names, and the one it lacks where its cells say plainly when or who; the same
 * columns where nothing is missing or nothing is plain.
 *
 *   «№ | Мероприятие | Отвечает | Число» over «… | … | СОШ № 3 | 22 марта» → deadline is the fourth
 */
export function withLackingColumn(
  named: MeasureColumns,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  index: DirectoryIndex,
): MeasureColumns {
  if (rows.length < FEWEST_ROWS) return named;
  const { number, measure, description, responsible, coExecutors, beginning, deadline } = named;
  if (deadline !== null && responsible !== null) return named;
  const taken = [number, measure, description, responsible, coExecutors, beginning, deadline];
  const where = columnsThatSay(head, rows);
  const others = head.flatMap((cell, at) => (SAYS_ELSE.test(cell) ? [at] : []));
  const found = where(deadline === null ? isTime : namesBody(index), [
    ...taken.filter((at) => at !== null),
    ...others,
  ]);
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) return named;
  return deadline === null ? { ...named, deadline: only } : { ...named, responsible: only };
}

/** The columns of a head that leaves the first of them without a name, where its cells are numbers of rows. */
export function withNamelessNumbers(
  named: MeasureColumns,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): MeasureColumns {
  const first = rows.map((row) => row[0] ?? '').filter((cell) => cell !== '');
  const areNumbers = first.length > 0 && first.every((cell) => readNumberCell(cell) !== null);
  return named.number === null && head[0] === '' && areNumbers ? { ...named, number: 0 } : named;
}

/**
 * The columns of a head whose measure has a faint name, where the cells of one other column say plainly what to do and
 * its own do not; the same columns where they do.
 *
 *   «Срок | Шаг | Кто | Форма» over «до 5 мая | Сбор заявок | ОМСУ | реестр» → measure is the second
 */
export function withLikelierMeasure(
  named: MeasureColumns,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): MeasureColumns {
  if (rows.length < FEWEST_ROWS || !namesMeasureFaintly(head[named.measure] ?? '')) return named;
  const taken = Object.values(named).filter((at) => at !== null);
  const says = columnsThatSay(head, rows);
  if (says(saysWhat, []).includes(named.measure)) return named;
  const [likelier, ...more] = says(saysWhat, taken);
  return likelier === undefined || more.length > 0 ? named : { ...named, measure: likelier };
}

function saysWhat(cell: string): boolean {
  return cell.length >= SHORTEST_MEASURE && (hasTaskVerb(cell) || ACTION.test(cell));
}

/** Names of columns that hold bodies or days, but not who must act nor until when. */
const SAYS_ELSE =
  /пункт|акт|основани|норм|мест|где|адрес|территор|примечани|отметк|статус|документ|результат|источник|показател|фио|учащ|участник|дата\s+(?:поруч|рожд|регистр)|контролир/iu;

/** Numbers of the columns most cells of which say something, those in `not` left out. */
function columnsThatSay(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): (says: (cell: string) => boolean, not: readonly number[]) => number[] {
  const columns = head.map((_, at) => rows.map((row) => row[at] ?? '').filter((cell) => cell !== ''));
  return (says, not) =>
    columns.flatMap((cells, at) => {
      const fits = !not.includes(at) && cells.length >= FEWEST_ROWS && cells.length * 2 > rows.length;
      return fits && cells.filter(says).length >= cells.length * MOST ? [at] : [];
    });
}

/** True for a cell that says when, and little else. */
export function isTime(cell: string): boolean {
  return cell.length <= LONGEST_TIME && TIME.test(cell);
}

function namesBody(index: DirectoryIndex): (cell: string) => boolean {
  return (cell) => isPersonName(cell) || (!hasTaskVerb(cell) && findHeaderAddressees(cell, index) !== null);
}
