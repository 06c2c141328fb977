import { isDoneState, plainText, setOf, withEndings, wordsOf } from './plain-words.ts';

/**
 * «Выполнено» in an executor's own words: plain rules, nothing guessed. Whatever is not plainly done is asked about.
 *
 *   «Выполнено!», «Добрый день. Пункт 3 исполнен», «готово», «Всё сделали в срок»  → true
 *   «выполненно», «ГОТОВООО!!!», «2.5, 3.1 готовы»                                 → true
 *   «Выполнено, замечаний нет», «Исполнено. Приказ № 12 от 03.09»                  → true
 *   «не выполнено», «выполнено частично», «сделано 5 из 7», «готово?»             → false
 *   «Сделали запрос», «Выполнено, но не всё», «выполним к пятнице»                 → false
 *
 * Begins   with the word, after a greeting or a name of what was done. «Сделали» (we did) needs to stand without an
 *          object of its own, «сделано» (it is done) does not.
 * Refuses  a question; a negation or a part in the same clause; words further on that take it back. A bare «не» or
 *          «нет» further on does not: «замечаний нет».
 */
export function saysDone(text: string): boolean {
  return doneClaim(text) === 'done';
}

/**
 * The same in the words of official papers, «выполнено», «исполнено»: said in a group to nobody in particular it is
 * about a point. «Готово», «сделано» are said of everything.
 */
export function saysExecuted(text: string): boolean {
  return saysDone(text) && wordsOf(plainText(text)).some((word) => /^(?:вы|ис)полн/.test(word));
}

/** The same, told apart: a claim that words further on take back, «п. 1 готов, п. 2 не готов», is not none. */
export function doneClaim(text: string): 'done' | 'taken_back' | 'none' {
  const plain = plainText(text);
  if (text.includes('?') || ASKS.test(plain)) return 'none';
  const clauses = plain.replaceAll(WHEN, ' ').split(CLAUSE_END).map(wordsOf);
  const at = clauses.findIndex((words) => words.some(isTelling));
  const [claim, ...later] = clauses.slice(Math.max(at, 0));
  if (claim === undefined || !claimsDone(claim)) return 'none';
  return later.some(takesBack) ? 'taken_back' : 'done';
}

/** A dot or comma before a digit belongs to a number: «п.2.5», «99,5 %». */
const CLAUSE_END = /[.,](?!\d)|[!;:…\n()]|\s(?:[-–—]|а)\s/u;

/** When it was done changes nothing: «сделали ещё неделю назад», «вчера вечером», «ещё в августе». */
const WHEN =
  /(?<!\p{L})(?:еще )?(?:(?:(?:\p{L}{2,6}|\d{1,2}) )?(?:день|дня|дней|недел[юи]|месяца?) назад|(?:поза)?вчера(?: (?:утром|днем|вечером))?|на прошлой неделе|в прошлом месяце|в (?:янва|февра|сентя|октя|ноя|дека)\p{L}{2,3}е|в (?:марте|апреле|мае|июне|июле|августе))(?!\p{L})/gu;

/** A question without its mark: «уже выполнено, зачем снова». */
const ASKS = /(?<!\p{L})(?:зачем|почему)(?!\p{L})/u;

const DONE_BY_US = new Set(
  ['выполнил', 'исполнил', 'сделал', 'завершил'].flatMap((stem) => withEndings(stem, ['', 'а', 'и'])),
);

/** «Пункты 2 и 3 готовы» are done; «готовы приступить» are not: the clause ends with them. */
const READY = setOf('готов готова готовы');

/** Words that may stand before «выполнено» and after «сделали» and change nothing. */
export const NEUTRAL = setOf(`
  здравствуйте добрый доброе доброго день утро вечер дня утра вечера уважаемые коллеги спасибо
  да ок хорошо уже это все всем я мы нами мной у нас отчитались отчитался отчиталась
  поручение поручения поручению пункт пункты пункту пунктам пункта п пп подпункт подпункты подпункту по
  задание задания мероприятие мероприятия приказ решение работа работы
  и в с срок полностью полном объеме своевременно`);

/** In the clause of «выполнено»: not now, not all, not yet. */
const NOT_DONE = setOf(`
  не нет ли пока почти только лишь кроме частично наполовину часть половина половину этап
  будет будут завтра послезавтра скоро позже через`);

/** Further on: the claim was too wide. */
const TAKING_BACK = setOf(`
  но однако кроме исключением пока почти частично наполовину осталось остался осталась остались
  выполняется выполняются выполняем исполняется исполняются исполняем делается делаем готовится готовим процессе`);

/** «не полностью», «не все», «не до конца», «не в полном объёме». */
const AFTER_NOT = setOf('полностью все всем везде весь вся до в совсем');

/** «5 из 7», «80 %»: a share, unless it is a hundred per cent. */
const SHARE = setOf('из % процент процента процентов');

function claimsDone(words: readonly string[]): boolean {
  const first = words.findIndex(isTelling);
  const verb = words[first] ?? '';
  const isReady = READY.has(verb) && first === words.length - 1 && words.some((word) => /^\d/.test(word));
  if (!isDoneState(verb) && !DONE_BY_US.has(verb) && !isReady) return false;
  if (DONE_BY_US.has(verb) && words.slice(first + 1).some(isTelling)) return false;
  return !words.some((word, index) => NOT_DONE.has(word) || isUnfinished(word, words[index + 1] ?? ''));
}

/** After «не», further on: «3.1 не успеваем», «второй не готов». */
const UNDONE = /^(?:успе|уклад|улож|готов|выполн|исполн|сдела|сдан|заверш|получ)/u;

function takesBack(words: readonly string[]): boolean {
  // «… а 3.1 нет», «3.1 ещё нет»
  if (words.at(-1) === 'нет' && words.some((word) => /^\d/.test(word)) && words.every(isOfPoints))
    return true;
  return words.some((word, index) => {
    if (TAKING_BACK.has(word)) return true;
    const next = words[index + 1] ?? '';
    if (word === 'в' && next === 'работе') return true;
    return word === 'не' && (AFTER_NOT.has(next) || UNDONE.test(next));
  });
}

/** «5 из 7», «два мероприятия из 5», «80 %», «готово к отправке». */
function isUnfinished(word: string, next: string): boolean {
  if (word === 'готово') return next === 'к' || next === 'ко';
  if (word === 'из') return /^\d/.test(next);
  return /^\d/.test(word) && word !== '100' && SHARE.has(next);
}

function isOfPoints(word: string): boolean {
  return !isTelling(word) || word === 'нет' || word === 'еще' || word === 'пока';
}

/** True where the word says something of its own. */
function isTelling(word: string): boolean {
  return !NEUTRAL.has(word) && !/^\d/.test(word);
}
