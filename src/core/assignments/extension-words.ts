import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { DeadlineContext } from '../deadlines/index.ts';
import { plainText, setOf, wordsOf } from './plain-words.ts';
import { type FoundDay, type FoundTime, findSpokenDays, findTimes } from './spoken-days.ts';

/** What somebody asks for who asks for more time. */
export interface ExtensionWish {
  /** The new last day; null where none can be made out. */
  readonly until: CalendarDate | null;
  /** So much later than the present last day, as an ISO 8601 offset («P7D», «P5BD», «P1M»); null where a day is named. */
  readonly more: string | null;
  /** The reason in their words; null where none is given. */
  readonly reason: string | null;
}

/**
 * A wish to move the deadline, in an executor's own words; null where the text is none.
 *
 *   «Просим продлить до 15 ноября, причина: болеет учитель» → until 2026-11-15, reason «болеет учитель»
 *   «Продлите п. 2.5 до 15 ноября, ремонт»                  → until 2026-11-15, reason «ремонт»
 *   «Можно перенести срок на декабрь?»                      → until 2026-12-31, no reason
 *   «не успеваем, нужно до 25 сентября», «можно до пятницы?», «сможем только к 1 октября» → until that day
 *   «дайте ещё неделю», «нужно ещё 3 дня»                   → more P7D, P3D
 *   «срок был до 1 октября, продлите до 1 ноября»           → until 2026-11-01: the words after the wish count
 *   «срок продлили», «перенос срока согласован», «переносить не нужно», «Когда перенесли срок?» → null
 *   «до 20 сентября не успеваем», «дайте образец до пятницы», «нужно сдать до пятницы?»         → null
 *
 * Context  `on` is the day of the message: a day without a year is the next such day.
 */
export function readExtension(text: string, context: DeadlineContext): ExtensionWish | null {
  const plain = plainText(text);
  if ([PROLONGING, MOVING, NOUN, ASKING, PROMISING].every((words) => plain.search(words) < 0)) return null;
  if (isRefused(plain)) return null;
  const days = findSpokenDays(text, context);
  const times = findTimes(text, context);
  const at = wishAt(plain, days, times);
  if (at === null) return null;
  const until = untilOf(days, at);
  const time = until === null ? (times.find(({ start }) => start >= at) ?? times[0]) : undefined;
  const named = until ?? time ?? null;
  // Of several days, what follows one may be about another point.
  const behind = named !== null && days.length <= 1 ? reasonBehind(text.slice(named.end)) : null;
  return { until: until?.due ?? null, more: time?.offset ?? null, reason: reasonOf(text) ?? behind };
}

/** Words that are said of deadlines only. */
const PROLONGING = /(?<!\p{L})(?:продлить|продлите|отсрочить|отсрочьте)(?!\p{L})/u;
/** Other things are moved too: these need «срок» or a day. */
const MOVING =
  /(?<!\p{L})(?:перене(?:сти|сите)|отлож(?:ить|ите)|сдвин(?:уть|ьте)|увелич(?:ить|ьте))(?!\p{L})/u;
/** A noun asks only beside a request: «перенос срока согласован». */
const NOUN = /(?<!\p{L})(?:продлени[еия]|отсрочк[ауеи]|переносе?)(?!\p{L})/u;
const REQUEST =
  /(?<!\p{L})(?:прошу|просим|просьба|можно|нужн[оаы]?|необходим[оаы]?|дайте|требуется|разрешите|ходатайству(?:ем|ю))(?!\p{L})/u;
const TERM = /(?<!\p{L})срок(?:а|и|ов|ом)?(?!\p{L})/u;

/** Words that ask for whatever follows them. */
const ASKING =
  /(?<!\p{L})(?:можно|прошу|просим|просьба|дайте|разрешите|хотелось бы|(?:нам|мне) бы|нуж(?:н[оаы]|ен)|надо|необходимо|требуется|еще)(?!\p{L})/gu;
/** Those that also say what others have to do: «нужно сдать до 25 сентября?» */
const NEEDING = /^(?:нуж(?:н[оаы]|ен)|надо|необходимо|требуется|еще)$/u;
/** «Сможем только к 1 октября»; behind «не успеваем» also without «только». */
const PROMISING =
  /(?<!\p{L})(?:сможем|смогу|успеем|успею|сделаем|сделаю|выполним|исполним|сдадим|будет готово)(?!\p{L})/gu;
const LATE =
  /(?<!\p{L})не ?(?:успе(?:ваем|ваю|ем|ю)|укладыва(?:емся|юсь)|уложимся|хват(?:ает|ит) времени)(?!\p{L})/u;

/** What may stand between the asking and the day: nothing that is asked for instead. */
const BETWEEN = setOf(`
  ли нам мне а бы хотя еще время времени больше немного пожалуйста срок отчет
  сдать дать выполнить исполнить сделать отчитаться представить прислать отправить завершить разрешить`);
/** After «нужно» only time itself: what is to be done by a day is no wish. */
const BETWEEN_NEEDS = setOf('нам мне еще время времени больше немного хотя бы');
/** Between «сможем» and its day. */
const BETWEEN_PROMISE = setOf('только лишь сдать выполнить исполнить сделать отчитаться все это не раньше');

/** Behind what is asked for: «прошу до пятницы прислать бланк» asks for something else. */
const BEHIND_ASKED =
  /^\s*(?:$|[.,;:!?()–—-]|(?:т\.? ?к|так как|из-за|в связи|по |причин|потому|поскольку|ввиду|пожалуйста|можно|бы(?!\p{L})|на |не |еще|хотя|сдать|сделать|отчитаться|выполнить|исполнить|доделать|закончить|времени|\p{Emoji_Presentation}))/u;

/** Where the wish begins in the plain text, which is as long as the text; null where there is none. */
function wishAt(plain: string, days: readonly FoundDay[], times: readonly FoundTime[]): number | null {
  const noun = REQUEST.test(plain) ? NOUN.exec(plain)?.index : undefined;
  const at = PROLONGING.exec(plain)?.index ?? noun ?? askedAt(plain, days, times) ?? promisedAt(plain, days);
  if (at !== undefined) return at;
  const isOfTerm = days.length > 0 || TERM.test(plain);
  return isOfTerm ? (MOVING.exec(plain)?.index ?? null) : null;
}

/** «Можно до пятницы?», «до пятницы можно?», «нужно до 25 сентября», «дайте ещё неделю», «ещё недельку бы». */
function askedAt(plain: string, days: readonly FoundDay[], times: readonly FoundTime[]): number | undefined {
  for (const { 0: word, index } of plain.matchAll(ASKING)) {
    const end = index + word.length;
    const isNeed = NEEDING.test(word);
    const allowed = isNeed ? BETWEEN_NEEDS : BETWEEN;
    if (isNeed && plain.includes('?')) continue;
    // «Ещё» asks for a span only, and only in so many words: «ещё недельку бы».
    const found =
      word === 'еще'
        ? times.filter((time) => /^ бы(?!\p{L})/u.test(plain.slice(time.end)))
        : [...days, ...times];
    const isAsked = found.some(
      (one) =>
        one.start >= index &&
        saysOnly(plain.slice(end, Math.max(end, one.start)), allowed) &&
        BEHIND_ASKED.test(plain.slice(one.end)),
    );
    if (isAsked) return index;
    const before = days.find((day) => day.end <= index && plain.slice(day.end, index).trim() === '');
    if (word === 'можно' && before !== undefined) return before.start;
  }
  return undefined;
}

/** «Не успеваем, сделаем до 25 сентября», «успеем только к 1 октября». */
function promisedAt(plain: string, days: readonly FoundDay[]): number | undefined {
  const late = LATE.exec(plain)?.index ?? null;
  for (const { 0: word, index } of plain.matchAll(PROMISING)) {
    const day = days.find(({ start }) => start >= index);
    if (day === undefined || /(?<!\p{L})не\s*$/u.test(plain.slice(0, index))) continue;
    const between = plain.slice(index + word.length, day.start);
    const isLate = late !== null && late < index;
    if (saysOnly(between, BETWEEN_PROMISE) && (isLate || between.includes('только'))) return index;
  }
  return undefined;
}

/** True where a stretch holds none but these words, and ends no sentence. */
function saysOnly(stretch: string, allowed: ReadonlySet<string>): boolean {
  return !/[.!?\n]/u.test(stretch) && wordsOf(stretch).every((word) => allowed.has(word));
}

const AFTER_REFUSAL = setOf('нужно надо нужна нужен требуется просим прошу будем стоит');

/** «Продлевать не нужно», «не просим о переносе». */
function isRefused(plain: string): boolean {
  const words = wordsOf(plain);
  return words.some((word, index) => word === 'не' && AFTER_REFUSAL.has(words[index + 1] ?? ''));
}

/** The first day after the wish, else the only one before it. */
function untilOf(days: readonly FoundDay[], at: number): FoundDay | null {
  const [only, ...others] = days;
  return days.find(({ start }) => start >= at) ?? (others.length === 0 ? (only ?? null) : null);
}

const NAMED_REASON = /(?<!\p{L})(?:по\s+)?причин[аеуы]\s*(?:[:–—-]\s*)?(?<reason>[^\n]{3,})/iu;
const REASON =
  /(?<!\p{L})(?<reason>(?:в связи с|из-за|так как|т\.\s?к\.|поскольку|потому что|ввиду)\s[^\n]{3,})/iu;

/** «… С уважением, Петрова», «… Просим перенести»: no part of the reason. */
const BESIDE_REASON = /[.!]\s+(?:с уважением|спасибо|заранее|просим|прошу)(?!\p{L})[^]*$/iu;

function reasonOf(text: string): string | null {
  const found = NAMED_REASON.exec(text) ?? REASON.exec(text);
  return found?.groups?.['reason'] === undefined ? null : bareReason(found.groups['reason']);
}

function bareReason(words: string): string {
  return words
    .replace(BESIDE_REASON, '')
    .trim()
    .replace(/[.!\s]+$/u, '');
}

/** «…, машина в ремонте» right behind the day. */
const BEHIND = /^\s*(?:нужн[оаы]\s*)?[,;:?–—-]\s*(?<reason>[^\n?]{3,})$/iu;
const COURTESY = /(?<!\p{L})(?:пожалуйста|спасибо|заранее|если (?:это )?(?:можно|возможно))(?!\p{L})/giu;

function reasonBehind(rest: string): string | null {
  const reason = bareReason(BEHIND.exec(rest)?.groups?.['reason'] ?? '');
  const letters = reason.replace(COURTESY, '').match(/\p{L}/gu)?.length ?? 0;
  // That they are late is why they ask, not why they are late.
  return letters < 3 || LATE.test(plainText(reason)) ? null : reason;
}
