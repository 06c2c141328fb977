import type { DeadlineContext } from '../deadlines/index.ts';
import { doneClaim, NEUTRAL } from './done-words.ts';
import { type ExtensionWish, readExtension } from './extension-words.ts';
import { type NamedPoint, namedPoints } from './named-points.ts';
import { isDoneState, plainText, setOf, wordsOf } from './plain-words.ts';

/** What an executor's own words come to. */
export type AnswerIntent =
  /** Done; the points they name, none where they name none. */
  | { readonly kind: 'done'; readonly points: readonly NamedPoint[] }
  /** Done in part, or all but something. */
  | { readonly kind: 'in_part'; readonly points: readonly NamedPoint[] }
  /** Not done, not yet. */
  | { readonly kind: 'not_done'; readonly points: readonly NamedPoint[] }
  /** It will not be done in time. */
  | { readonly kind: 'needs_time'; readonly points: readonly NamedPoint[] }
  /** Asks for another deadline. */
  | { readonly kind: 'extension'; readonly points: readonly NamedPoint[]; readonly wish: ExtensionWish }
  /** None of these for certain. */
  | { readonly kind: 'unclear' };

/**
 * Understands an answer by plain rules; what is not plainly said is `unclear`, never guessed.
 *
 *   «Выполнено п. 2.5 и 3.1»                        → done, 2.5, 3.1
 *   «сделали частично», «выполнено 5 из 7»          → in_part
 *   «ещё не выполнено», «будет готово завтра»       → not_done
 *   «не успеваем», «нужно больше времени»           → needs_time
 *   «просим продлить до 15 ноября, причина: ремонт» → extension, until 2026-11-15, «ремонт»
 *   «выполнено?», «приказ прилагаем»                → unclear
 */
export function readAnswer(text: string, context: DeadlineContext): AnswerIntent {
  // A novel is no answer; the rules are for short words.
  const words = text.slice(0, LONGEST_ANSWER);
  const points = namedPoints(words);
  const wish = readExtension(words, context);
  if (wish !== null) return { kind: 'extension', points, wish };
  if (words.includes('?')) return { kind: 'unclear' };
  const claim = doneClaim(text);
  if (claim === 'done') return { kind: 'done', points };
  const plain = plainText(words);
  if (claim === 'none' && needsTime(plain)) return { kind: 'needs_time', points };
  const all = wordsOf(plain);
  const isInWork = IN_WORK.test(plain) || saysOnlyInWork(all);
  if (isInWork && claim === 'none' && !all.some(isDoneState)) return { kind: 'not_done', points };
  const speaksOfDoing = all.some((word) => isDoneState(word) || DOING.test(word));
  if (!speaksOfDoing) return isBarePart(all) ? { kind: 'in_part', points } : { kind: 'unclear' };
  if (claim === 'taken_back' || isInPart(all)) return { kind: 'in_part', points };
  return isNotDone(all) ? { kind: 'not_done', points } : { kind: 'unclear' };
}

/** Words of an answer beyond this are a text that goes with it. */
const LONGEST_ANSWER = 2_000;

/** Forms of doing beside the states: «выполним», «не сделали», «исполнить». */
const DOING = /^(?:выполн|исполн|сдела|готов|заверш)/u;

/** «П. 3.1 в работе», «ещё делаем»; «замечаний в работе нет» says something else. */
const IN_WORK =
  /(?<!\p{L})(?:в (?:работе|процессе)(?=\s*(?:$|[.,;!)\n]))|(?:еще|пока) (?:делаем|готовим|выполняем|исполняем|работаем)(?!\p{L}))/u;

const TIME_SHORT =
  /(?<!\p{L})не ?(?:успе(?:ваем|ваю|вает|вают|ем|ю|ет|ют|л|ла|ли)|укладыва(?:емся|юсь)|уложимся|уложусь|хват(?:ает|ит|ило) времени)(?!\p{L})/u;
const TIME_WANTED =
  /(?<!\p{L})(?:нужно|надо|требуется|необходимо|дайте|просим|прошу)(?: \p{L}+){0,2} (?:больше|еще|дополнительн\p{L}+)(?: [\p{L}\d]+){0,2} (?:времени|время|день|дней|дня|недел\p{L}|срок)(?!\p{L})/u;
const TIME_LACKING = /(?<!\p{L})(?:мало времени|нет времени|задерживаемся|опаздываем)(?!\p{L})/u;

const GOING_ON = setOf('выполняется выполняются выполняем исполняется исполняются исполняем делается');

/** «Выполняется», «пункт 3 исполняем»: and nothing else. */
function saysOnlyInWork(words: readonly string[]): boolean {
  return (
    words.some((word) => GOING_ON.has(word)) &&
    words.every((word) => GOING_ON.has(word) || NEUTRAL.has(word) || /^\d/.test(word))
  );
}

function needsTime(plain: string): boolean {
  const flat = plain.replaceAll(/\s+/g, ' ');
  // «Успееваем»: no word of these has a letter twice.
  return [flat, flat.replaceAll(/(\p{L})\1+/gu, '$1')].some(
    (one) => TIME_SHORT.test(one) || TIME_WANTED.test(one) || TIME_LACKING.test(one),
  );
}

const PARTLY = setOf(`
  частично почти кроме исключением наполовину часть половина половину этап только лишь
  осталось остался осталась остались`);

/** «5 из 7», «80 %», «не всё», «не полностью»; also what is only done here and not there. */
function isInPart(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const next = words[index + 1] ?? '';
    if (PARTLY.has(word)) return word !== 'только' || words[index - 1] !== 'как';
    if (word === 'нет' && next === '' && isStateOfAnother(words, index)) return true;
    if (word === 'не' && /^(?:все|всем|везде|полностью|до)$/u.test(next)) return true;
    if (word === 'не' && next === 'в' && words[index + 2] === 'полном') return true;
    if (word === 'из' || /^(?:%|процент\p{L}*)$/u.test(next)) return isShare(word === 'из' ? next : word);
    return false;
  });
}

function isShare(word: string): boolean {
  return /^\d/.test(word) && word !== '100';
}

/** «П. 1 выполнено, п. 2 нет»: a number lies between what is done and the «нет». */
function isStateOfAnother(words: readonly string[], no: number): boolean {
  const done = words.findIndex(isDoneState);
  return done >= 0 && words.slice(done + 1, no).some((word) => /^\d/.test(word));
}

/** «Частично»: said of nothing else. */
function isBarePart(words: readonly string[]): boolean {
  return isInPart(words) && words.every((word) => PARTLY.has(word) || NEUTRAL.has(word) || /^\d/.test(word));
}

const NOT_YET = setOf('не нет пока будет будут завтра послезавтра скоро позже невозможно');
/** «Выполним», «сделаем», «исполню»: a promise. */
const PROMISE = /^(?:(?:выполн|исполн|заверш)(?:им|ю|ит|ят|у)|сдела(?:ем|ю|ет|ют))$/u;

function isNotDone(words: readonly string[]): boolean {
  return words.some((word) => NOT_YET.has(word) || PROMISE.test(word));
}
