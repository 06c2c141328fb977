import { isControl } from './control-clause.ts';
import type { Label } from './labels.ts';

/** How far the next number is looked for; keeps the time linear in the text. */
const LONGEST_POINT = 10_000;

/** Where the point after this one begins, of those whose number may follow; `below` is the number of the line below. */
export function nextPointStart(
  whole: string,
  label: Label,
  from: number,
  below: string | null,
): number | null {
  const text = whole.slice(0, from + LONGEST_POINT);
  // Most points hold no other number before words.
  if (!/\d[.)]\s{0,3}[A-Za-zЀ-ӿ«]/u.test(text.slice(from))) return null;
  const found = numbersAfter(label).flatMap((printed) => {
    // The line below has that number itself.
    if (printed === below) return [];
    const number = label.bracket ? printed : `${printed}.`;
    const at = startOfPoint(text, number, from) ?? gluedStart(text, number, from);
    return at === null ? [] : [at];
  });
  if (found.length > 0) return Math.min(...found);
  const sibling = [...label.parts.slice(0, -1), (label.parts.at(-1) ?? 0) + 1].join('.');
  return sibling === below ? null : startAmidCount(text, label, from);
}

/** The numbers that may follow: «2.2.» → «2.2.1», «2.3», «3»; of a list with brackets only the next. */
function numbersAfter({ parts, bracket }: Label): readonly string[] {
  const next = parts.map((part, depth) => [...parts.slice(0, depth), part + 1].join('.'));
  return bracket ? [`${next.at(-1)})`] : [...next, [...parts, 1].join('.')];
}

/** Words a number after which is no point. */
const CITED = 'п|пп|ст|ч|гл|разд|подп|абз|табл|рис|прил';
const PLACES = 'д|кв|каб|корп|стр|оф|ауд|эт';
/** «в соответствии с п. 2. Устава», «ул. Лесная, д. 2. Школам»; after «и т. д. 2.» a point begins. */
const CITES = new RegExp(`(?<!(?:^|\\s)т\\.)(?:^|[\\s(,])(?:${CITED}|${PLACES}|№)\\.\\s*$`, 'iu');

/** Where a number stands after the end of a sentence and before a capital; null for nowhere. */
function startOfPoint(text: string, number: string, from: number): number | null {
  for (let at = text.indexOf(number, from); at !== -1; at = text.indexOf(number, at + 1)) {
    const before = text.slice(Math.max(0, at - 8), at);
    const after = text.slice(at + number.length, at + number.length + 4);
    const begins = number.endsWith(')') ? /^\s{0,3}[\p{L}«]/u : /^\s{0,3}[\p{Lu}«]/u;
    if (/[.;:]\s{1,3}$/u.test(before) && !CITES.test(before) && begins.test(after)) return at;
  }
  return null;
}

/** «п.2.1.Устава» */
const CITES_GLUED = new RegExp(`(?:^|[\\s(])(?:${CITED}|г|д|ул)\\.$`, 'iu');

/** «… безопасности.2.Управлению …:2.1.организовать …»: the white space before a number is lost. */
function gluedStart(text: string, number: string, from: number): number | null {
  for (let at = text.indexOf(number, from); at !== -1; at = text.indexOf(number, at + 1)) {
    const isApart = /[A-Za-zЀ-ӿ\d)»"][.;:]{1,2}$|[)»"]$/u.test(text.slice(Math.max(0, at - 3), at));
    const after = text.slice(at + number.length, at + number.length + 4);
    const begins = number.length > 3 ? /^\s?[A-Za-zЀ-ӿ«]{2}/u : /^\s?[\p{Lu}«][A-Za-zЀ-ӿ]/u;
    if (isApart && begins.test(after) && !CITES_GLUED.test(text.slice(Math.max(0, at - 8), at))) return at;
  }
  return null;
}

const LOOSE_NUMBER = /[A-Za-zЀ-ӿ»)]\s{1,3}(\d{1,2})\.(?=\s{1,3}\p{Lu}\p{Ll})/gu;

/** «… района 2. Направить … 3. Контроль …»: a lost full stop, where the number after it stands in its place or the control clause ends the count. */
function startAmidCount(text: string, label: Label, from: number): number | null {
  if (label.bracket || label.parts.length > 1) return null;
  const number = (label.parts[0] ?? 0) + 1;
  if (!text.includes(` ${number}.`, from)) return null;
  const after = startOfPoint(text, `${number + 1}.`, from);
  const between = text.slice(from, after ?? text.length);
  const found = [...between.matchAll(LOOSE_NUMBER)].filter(({ 1: digits }) => Number(digits) === number);
  const [only] = found;
  if (only === undefined || found.length > 1 || CITES.test(between.slice(0, only.index + 1))) return null;
  const end = from + only.index + only[0].length;
  if (after === null && !isControl(text.slice(end).trimStart())) return null;
  return end - String(number).length - 1;
}
