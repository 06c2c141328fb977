/**
 * «Выполнено» in an executor's own words: plain rules, nothing guessed. Whatever is not plainly done is asked about.
 *
 *   «Выполнено!», «Добрый день. Пункт 3 исполнен», «готово», «Всё сделали в срок»  → true
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
  if (text.includes('?')) return false;
  const clauses = text.toLowerCase().replaceAll('ё', 'е').split(CLAUSE_END).map(wordsOf);
  const at = clauses.findIndex((words) => words.some(isTelling));
  const [claim, ...later] = clauses.slice(Math.max(at, 0));
  return claim !== undefined && claimsDone(claim) && !later.some(takesBack);
}

/** A dot or comma before a digit belongs to a number: «п.2.5», «99,5 %». */
const CLAUSE_END = /[.,](?!\d)|[!;:…\n()]|\s[-–—]\s/u;

const WORD = /\d+(?:[.,]\d+)*|\p{L}+|%/gu;

const DONE_STATES = new Set(
  ['выполнен', 'исполнен', 'сделан']
    .flatMap((stem) => withEndings(stem, ['', 'о', 'а', 'ы']))
    .concat('готово'),
);
const DONE_BY_US = new Set(
  ['выполнил', 'исполнил', 'сделал'].flatMap((stem) => withEndings(stem, ['', 'а', 'и'])),
);

/** Words that may stand before «выполнено» and after «сделали» and change nothing. */
const NEUTRAL = setOf(`
  здравствуйте добрый доброе доброго день утро вечер дня утра вечера уважаемые коллеги спасибо
  да ок хорошо уже это все всем я мы нами мной у нас
  поручение поручения пункт пункты п задание задания мероприятие мероприятия приказ решение работа работы
  и в срок полностью полном объеме своевременно`);

/** In the clause of «выполнено»: not now, not all, not yet. */
const NOT_DONE = setOf(`
  не нет пока почти кроме частично наполовину часть половина половину этап
  будет будут завтра послезавтра скоро позже`);

/** Further on: the claim was too wide. */
const TAKING_BACK = setOf(`
  но однако кроме исключением пока почти частично наполовину осталось остался осталась остались`);

/** «не полностью», «не все», «не до конца», «не в полном объёме». */
const AFTER_NOT = setOf('полностью все всем везде весь вся до в совсем');

/** «5 из 7», «80 %»: a share, unless it is a hundred per cent. */
const SHARE = setOf('из % процент процента процентов');

function claimsDone(words: readonly string[]): boolean {
  const first = words.findIndex(isTelling);
  const verb = words[first] ?? '';
  if (!DONE_STATES.has(verb) && !DONE_BY_US.has(verb)) return false;
  if (DONE_BY_US.has(verb) && words.slice(first + 1).some(isTelling)) return false;
  return !words.some((word, index) => NOT_DONE.has(word) || isShare(word, words[index + 1]));
}

function takesBack(words: readonly string[]): boolean {
  return words.some((word, index) => {
    if (TAKING_BACK.has(word)) return true;
    const next = words[index + 1] ?? '';
    return word === 'не' && (AFTER_NOT.has(next) || DONE_STATES.has(next) || DONE_BY_US.has(next));
  });
}

function isShare(word: string, next: string | undefined): boolean {
  return /^\d/.test(word) && word !== '100' && SHARE.has(next ?? '');
}

/** True where the word says something of its own. */
function isTelling(word: string): boolean {
  return !NEUTRAL.has(word) && !/^\d/.test(word);
}

function wordsOf(clause: string): readonly string[] {
  return clause.match(WORD) ?? [];
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

function withEndings(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending);
}
