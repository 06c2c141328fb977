import { hasTaskVerb } from '../addressees/index.ts';
import { type DeadlineContext, findDeadlines } from '../deadlines/index.ts';

/** As many places as a reviewer is offered. */
const MOST_PLACES = 11;
/** A part of a point says something: it has so many letters. */
const FEWEST_LETTERS = 3;
/** Words before a full stop that do not end a sentence, unless a year stands before them. */
const ABBREVIATION = /(?<![\p{L}\d])(?:\p{L}{1,2}|им|обл|руб|тыс|млн|стр|тел|пос|ул|др|проф|акад)\.$/u;
const YEAR = /\d{4}\s*(?:г|гг|уч\. ?г)\.$/u;

/**
 * Where a point may be cut in two, as offsets into its text: the places where a sentence, an item of a list or the
 * words of a second deadline begin. In the order of the text; a reviewer chooses.
 *
 *   «Провести совещание. Направить отчёт.»       → before «Направить»
 *   «обеспечить: а) подвоз; б) питание»           → before «б)»
 *   «до 1 марта – проект, до 1 апреля – отчёт»    → before «до 1 апреля»
 *   «проект до 1 марта, отчёт до 1 апреля»        → before «отчёт»
 *   «Провести анализ, подготовить справку»        → before «подготовить»
 *
 * None lies within brackets («д. 5)» is no item), and none before the first item of a list: its head says nothing alone.
 */
export function cutPlaces(text: string, context: DeadlineContext): readonly number[] {
  const places = new Set([
    ...sentenceStarts(text),
    ...itemStarts(text),
    ...secondDeadlines(text, context),
    ...furtherTasks(text),
  ]);
  return [...places]
    .toSorted((one, other) => one - other)
    .filter((at) => saysSomething(text.slice(0, at)) && saysSomething(text.slice(at)))
    .filter((at) => !/:\s*$/u.test(text.slice(0, at)) && !isWithinBrackets(text, at))
    .slice(0, MOST_PLACES);
}

function sentenceStarts(text: string): readonly number[] {
  return [...text.matchAll(/[.!?…]\s+(?=[«"(]?\p{Lu}|\d+[.)]\s)/gu)]
    .filter(({ index }) => {
      const before = text.slice(Math.max(0, index - 20), index + 1);
      return YEAR.test(before) || !ABBREVIATION.test(before);
    })
    .map(({ index, 0: found }) => index + found.length);
}

function itemStarts(text: string): readonly number[] {
  const items = text.matchAll(/;\s+|[:,.]\s+(?=(?:[•–—-]|\d{1,2}\)|[а-я]\))\s)/gu);
  return [...items].map(({ index, 0: found }) => index + found.length);
}

/** The clause of every deadline after the first begins at the comma before it, or with the phrase itself. */
function secondDeadlines(text: string, context: DeadlineContext): readonly number[] {
  const found = findDeadlines(text, context);
  return found.slice(1).map(({ start }, at) => {
    const from = found[at]?.end ?? 0;
    const comma = /[,;]\s+(?:и\s+|а\s+)?/u.exec(text.slice(from, start));
    return comma === null ? start : from + comma.index + comma[0].length;
  });
}

/** «…, подготовить», «… и проверить», «…, а также ежемесячно обновлять»: one more verb, where the one before has its object. */
function furtherTasks(text: string): readonly number[] {
  const words = [...text.matchAll(/[A-Za-zЀ-ӿ-]+/gu)];
  let before = -1;
  return words.flatMap(({ 0: word, index }, at) => {
    if (!hasTaskVerb(word)) return [];
    const hasObject = before >= 0 && words.slice(before + 1, at).some(({ 0: one }) => !JOINS.test(one));
    before = at;
    const adverb = words[at - 1];
    const isLed =
      adverb !== undefined && ADVERB.test(adverb[0]) && text.slice(adverb.index, index).trim() === adverb[0];
    const start = isLed ? adverb.index : index;
    return hasObject && JOINED.test(text.slice(Math.max(0, start - JOINT_LENGTH), start)) ? [start] : [];
  });
}

/** What one more task follows upon. */
const JOINED = /(?:,|(?<![A-Za-zЀ-ӿ])(?:и|также|затем|чего))\s+$/u;
const JOINT_LENGTH = 12;
const JOINS = /^(?:и|а|также|затем|после|чего)$/iu;
const ADVERB = /(?:но|ски|не)$/iu;

function isWithinBrackets(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('(') > before.lastIndexOf(')');
}

function saysSomething(part: string): boolean {
  return (part.match(/\p{L}/gu)?.length ?? 0) >= FEWEST_LETTERS;
}
