import type { TaskQuery } from '../../core/assignments/task-query.ts';
import { Prisma } from './generated/client.ts';

/*
 * Searching points by PostgreSQL's own Russian stemming. Capital letters and «ё» are folded here, letter by letter:
 * a database of locale C knows capitals of Latin only.
 */

const CAPITALS = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё';
const SMALL = 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе';

/** A shorter word is looked for whole: «ГАУ» must not find «газ». */
const PREFIX_LENGTH = 4;

/** The condition that a decision `point` of the document `act` has everything that is asked for. */
export function queryCondition({ labels, unmarked, numbers, dates, figures, words }: TaskQuery): Prisma.Sql {
  const conditions = [
    ...labels.map(hasLabel),
    ...unmarked.map(isUnmarked),
    ...numbers.map(hasNumber),
    ...dates.map((date) => Prisma.sql`act.date = ${date}::date`),
    ...figures.map(
      (figure) =>
        Prisma.sql`(${hasLabel(figure)} OR ${hasNumber(figure)} OR strpos(${folded(Prisma.sql`point.text`)}, ${figure}) > 0)`,
    ),
    ...(words.length === 0 ? [] : [hasWords(words)]),
  ];
  return Prisma.join(conditions, ' AND ');
}

/** The number of the point, or its number in an annex: «2» for «прил. 1, п. 2». */
function hasLabel(label: string): Prisma.Sql {
  const inAnnex = Prisma.sql`(starts_with(point.label, 'прил.') AND right(point.label, ${label.length + ', п. '.length}::int) = ${`, п. ${label}`})`;
  return Prisma.sql`(point.label = ${label} OR ${inAnnex})`;
}

/** The number alone, where no point of the document is marked as this one of an annex. */
function isUnmarked({ marked, label }: TaskQuery['unmarked'][number]): Prisma.Sql {
  return Prisma.sql`(point.label = ${label} AND NOT EXISTS (
    SELECT FROM decision other WHERE other.document_id = point.document_id AND other.label = ${marked}))`;
}

/** The number itself, or the number before its suffix: «657» for «657-09». */
function hasNumber(number: string): Prisma.Sql {
  const printed = folded(Prisma.sql`act.number`);
  return Prisma.sql`(${printed} = ${number} OR starts_with(${printed}, ${`${number}-`}) OR starts_with(${printed}, ${`${number}/`}))`;
}

function hasWords(words: readonly string[]): Prisma.Sql {
  // Words are letters only, so nothing of the query language can be among them.
  const wanted = words.map((word) => (word.length < PREFIX_LENGTH ? word : `${word}:*`)).join(' & ');
  const text = folded(Prisma.sql`point.text || ' ' || COALESCE(act.title, '')`);
  return Prisma.sql`to_tsvector('russian', ${text}) @@ to_tsquery('russian', ${wanted})`;
}

function folded(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`lower(translate(${text}, ${CAPITALS}, ${SMALL}))`;
}
