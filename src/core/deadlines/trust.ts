import type { Draft, PhraseContext } from './draft.ts';
import { isInfinitive } from './phrases/event.ts';
import { isPartOfSchoolYear } from './phrases/school-calendar.ts';
import type { Token } from './tokens.ts';

/*
 * Which phrases found in running text are deadlines: less rather than more. Ends of validity («действует до …»), terms
 * of loans, dates of birth, periods that are over and purposes are not.
 */

/** A phrase found among tokens. */
export interface Match {
  readonly from: number;
  /** Token after the last one. */
  readonly to: number;
  readonly draft: Draft;
}

/** Words that make a date after them something else than a deadline. */
const NOT_A_DEADLINE =
  /^(?:действу|действит|действия|силу|силы|рожден|родивш|кредит|займ|заем|ссуд|погаша|погасит|возраст|сроком|продлен|рассчитан|хранит|хранени|отпуск|отсутстви|командиров|нетрудоспособн)/;
/** «Стратегия развития до 2030 года» is called so; «согласно перспективному плану до 29 ноября» names a day. */
const VISION = /^(?:перспектив|стратеги|концепци|федеральн)/;
const AGE = /^(?:достигш|возраст|исполнил|исполнится|исполнятся)/;
const PARTICIPLE =
  /(?:вш|[аеия]нн)(?:ий|ие|их|им|ими|его|ему|ая|ей|ую|ый|ые|ых|ым|ыми|ого|ому|ой|ое|ом)(?:ся)?$/;
/** «проходящего», «действующей»: what is done on that day is said of the noun before. */
const PRESENT_PARTICIPLE = /щ(?:ий|ие|его|ему|ем|им|их|ая|ей|ую|ее|ими)(?:ся)?$/;
/** Tasks that name how long something is to last. */
const KEEPING = /^(?:сохран|хранить)/;
/** What is prolonged: «продлить полномочия до …» says no deadline, «продлить срок до …» does. */
const PROLONGED = /^(?:полномоч|действ|договор|контракт|соглашен|аккредитац|лиценз|реализац|программ)/;
const LOOK_BACK_WORDS = 3;

/** Whether a phrase found in running text says when its task is due, and nothing else. */
export function isTrusted(tokens: readonly Token[], match: Match, context: PhraseContext): boolean {
  if (isOtherwiseUsed(tokens, match)) return false;
  if (saysHowLong(tokens, match.from) || tellsWhatWas(tokens, match) || isRight(tokens, match.from))
    return false;
  if (formOf(tokens[match.to]) === 'подряд') return false;
  const slice = tokens.slice(match.from, match.to);
  const { draft } = match;
  switch (draft.kind) {
    case 'date':
      return slice[0]?.type === 'word'
        ? isTrustedDate(slice, tokens, match)
        : isDayOfTask(slice, tokens, match, context);
    case 'month':
    case 'range':
    case 'year':
    case 'years':
    case 'school_year':
      return slice[0]?.type === 'word'
        ? isTrustedWindow(slice, tokens, match, context)
        : draft.kind === 'range' && isDayOfTask(slice, tokens, match, context);
    case 'recurring':
      return isTrustedRecurrence(slice, tokens, match);
    case 'relative':
      return draft.offset === null
        ? isTrustedEvent(slice, tokens, match, context)
        : isTrustedCount(slice, draft);
    case 'standing':
      return draft.start === null && isAdverbOfTask(tokens, match);
    case 'on_demand':
      return hasForm(slice, 'мере');
    case 'unparseable':
      return slice.some((token) => isPartOfSchoolYear(formOf(token))) && isAdverbOfTask(tokens, match);
    case 'none':
      return false;
  }
}

function isOtherwiseUsed(tokens: readonly Token[], { from: at, to }: Match): boolean {
  const forms: string[] = [];
  for (let back = at - 1; back >= 0 && forms.length < LOOK_BACK_WORDS; back -= 1) {
    const token = tokens[back];
    const isInitial = (place: number): boolean => isOneLetter(tokens[place]) && isDot(tokens[place + 1]);
    if (isInitial(back) || isInitial(back - 1)) continue;
    if (token?.type === 'date' || (token?.type === 'mark' && /[.;:-]/.test(token.mark))) break;
    if (token?.type === 'word') forms.push(token.form);
    // «юношей 2009 года рождения представить до …»: what stands before the task is not said of its day.
    if (isInfinitive(forms.at(-1) ?? '')) break;
  }
  const [nearest = '', second = ''] = forms;
  if (isParticiple(nearest) || isOfClause(tokens, at)) return true;
  // «достигших к 1 сентября возраста …», «которым к 1 сентября исполнится …»
  if (AGE.test(formOf(tokens[to]) ?? '') || AGE.test(nearest)) return true;
  // «срок, установленный приказом до …»
  if (isParticiple(second) && /(?:ом|ем|ой|ей|ами|ями)$/.test(nearest)) return true;
  // «за период с …», «отпуск за период работы с …»
  if (nearest.startsWith('период') || (forms.includes('период') && forms.includes('за'))) return true;
  if (nearest === 'срок' && second === 'на') return true;
  if (nearest === 'от' || nearest === 'за') return true;
  // «с перспективой до 2040 года до 20 февраля …»: the day is of the second «до».
  const nextLimit = tokens.findIndex((token, place) => place > at && place < to && formOf(token) === 'до');
  const hasDay = tokens
    .slice(at, nextLimit < 0 ? to : nextLimit)
    .some((token, index) => token.type === 'date' || isMonth(tokens, at + index));
  return forms.some((form) => NOT_A_DEADLINE.test(form) || (!hasDay && VISION.test(form)));
}

const TELLING = /^(?:отметить|отмечено|констатировать|сведению|признать|информацию)$/;

/** «Отметить, что до 1 марта отчёты сдали 12 школ», «… в I квартале снижена …»: told, not ordered. */
function tellsWhatWas(tokens: readonly Token[], { from, to }: Match): boolean {
  let that = from - 1;
  while (that > from - LONGEST_CLAUSE && that > 0 && formOf(tokens[that]) !== 'что') that -= 1;
  if (that < 1 || formOf(tokens[that]) !== 'что' || tokens[that - 1]?.type !== 'mark') return false;
  // «Установить, что …» orders.
  if (!tokens.slice(Math.max(0, that - NEAR_WORDS), that).some((token) => TELLING.test(formOf(token) ?? '')))
    return false;
  return ![...tokens.slice(that, from), ...tokens.slice(to, to + LONGEST_CLAUSE)].some((token) => {
    const form = formOf(token) ?? '';
    return isInfinitive(form) || form.startsWith('должн');
  });
}

/** «может быть обжаловано в течение 10 дней», «вправе обжаловать»: a right, nobody's task. */
function isRight(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(Math.max(0, from - LONGEST_CLAUSE), from)
    .some((token) => (formOf(token) ?? '').startsWith('обжал'));
}

/** «в издании, выходящем не реже раза в неделю»: said of the noun before the comma. */
function isOfClause(tokens: readonly Token[], from: number): boolean {
  const isLimited =
    formOf(tokens[from - 2]) === 'не' && /^(?:реже|менее)$/.test(formOf(tokens[from - 1]) ?? '');
  const at = isLimited ? from - 2 : from;
  const comma = tokens[at - 2];
  return (
    comma?.type === 'mark' && comma.mark === ',' && PRESENT_PARTICIPLE.test(formOf(tokens[at - 1]) ?? '')
  );
}

const isOneLetter = (token: Token | undefined): boolean => token?.type === 'word' && token.form.length === 1;
const isDot = (token: Token | undefined): boolean => token?.type === 'mark' && token.mark === '.';

/** «проведённый», «обучавшихся»; «ответственных» and «данных» only look like it. */
function isParticiple(form: string): boolean {
  return PARTICIPLE.test(form) && !/^(?:данн|воен|времен|современ|внутрен|постоянн|ценн)|ственн/.test(form);
}

function isTrustedDate(slice: readonly Token[], tokens: readonly Token[], match: Match): boolean {
  const [before, after] = [tokens[match.from - 1], tokens[match.to]];
  const opening = formOf(slice[0]);
  const hasDay = slice.some(
    (token, index) =>
      token.type === 'date' ||
      (token.type === 'dotted' && token.padded) ||
      (token.type === 'number' && isMonth(slice, index + 1)),
  );
  const hasYear = slice.some((token) => token.type === 'number' && token.digits === 4);
  const hasEdge = slice.some(
    (token) => token.type === 'word' && (token.lexeme?.id === 'end' || token.lexeme?.id === 'beginning'),
  );
  if (slice.some((token) => SPOKEN.test(formOf(token) ?? '')) || isEndOfDay(slice))
    return (opening !== null && /^(?:до|к|не)$/.test(opening)) || hasHour(slice)
      ? hasTask(tokens, match)
      : isBesideVerb(tokens, match);
  const hasMonthDay = hasForm(slice, 'числа');
  const hasWeekday = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'weekday');
  // «к 2027/2028 учебному году» is what for.
  const isSchoolYear = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'school');
  if (opening === 'к' || opening === 'ко')
    return (
      hasDay || (hasEdge && hasYear) || ((hasWeekday || (hasYear && !isSchoolYear)) && hasTask(tokens, match))
    );
  // «обеспечить приём заявок по 27 сентября 2024 года», but «по итогам …, но не позднее …»
  const isBareDay = slice[1]?.type === 'number' || slice[1]?.type === 'date';
  if (opening === 'по') {
    // «за период с 1 января по 31 марта» is read, or refused, as a whole.
    const isEndOfWindow = tokens
      .slice(Math.max(0, match.from - NEAR_WORDS), match.from)
      .some((token) => /^со?$/.test(formOf(token) ?? ''));
    const isTask = isBareDay && !isEndOfWindow && hasTask(tokens, match);
    return hasDay && (isInfinitive(formOf(before) ?? '') || isTask);
  }
  if (opening === 'на' || opening === 'за') return false;
  // «доложить в понедельник, 6 октября»
  const isNamedDay = hasDay && slice[1]?.type === 'word' && slice[1].lexeme?.id === 'weekday';
  if (isNamedDay && (opening === 'в' || opening === 'во')) return hasTask(tokens, match);
  if (opening === 'в' || opening === 'во')
    return hasForm(slice, 'срок')
      ? hasDay || hasEdge || hasYear || isMonth(slice, slice.length - 1)
      : // «подвести итоги в конце года»
        hasEdge && isClauseEnd(after) && (hasTask(tokens, match) || hasDuty(tokens, match));
  if (opening === 'с' || opening === 'со') return false;
  if (hasDay || hasEdge || hasMonthDay || hasWeekday) return true;
  return (
    slice.some((_, index) => isMonth(slice, index)) && (hasYear || opening === 'не' || isClauseEnd(after))
  );
}

const SPOKEN = /^(?:сегодня|завтра|послезавтра)$/;

/** «до конца рабочего дня», and no day after it */
function isEndOfDay(slice: readonly Token[]): boolean {
  return /^кон(?:ец|ца)$/.test(formOf(slice[1]) ?? formOf(slice[2]) ?? '') && formOf(slice.at(-1)) === 'дня';
}

function hasHour(slice: readonly Token[]): boolean {
  return slice.some(
    (token) => token.type === 'time' || token.type === 'dotted' || (formOf(token) ?? '').startsWith('час'),
  );
}

/** Tasks whose day may be printed without «до»: what must be held, attended or brought on that day. */
const HELD_ON_A_DAY =
  /^(?:провести|организовать|обеспечить|принять|представить|направить|прибыть|явиться|доставить|сдать|собрать|созвать|привезти|вывезти|командировать|открыть|начать|завершить)$/;

/** «Провести 12 марта 2026 года заседание», «обеспечить явку 12.03.2026»: printed with its year, not past. */
function isDayOfTask(
  slice: readonly Token[],
  tokens: readonly Token[],
  { from, to, draft }: Match,
  context: PhraseContext,
): boolean {
  const hasYear = slice.some(
    (token) => token.type === 'date' || (token.type === 'number' && token.digits === 4 && !token.roman),
  );
  if ((!hasYear && !isBesideVerb(tokens, { from, to })) || draft.due === null || draft.due < context.on)
    return false;
  if (!hasYear) return true;
  const before = tokens[from - 1];
  // «провести два субботника: 14 сентября и 5 октября 2026 года»
  const isListed = before?.type === 'mark' && before.mark === ':';
  if (before !== undefined && !isListed && (before.type !== 'word' || before.lexeme !== null)) return false;
  if (PRESENT_PARTICIPLE.test(formOf(before) ?? '')) return false;
  const verb = verbBefore(tokens, from);
  if (HELD_ON_A_DAY.test(formOf(verb === null ? tokens[to] : tokens[verb]) ?? '')) return true;
  // «… оповестить жителей 30.04.2026.»
  return verb !== null && isClauseEnd(tokens[to]) && !ACTS.test(formOf(before) ?? '');
}

/** A day after these is the day of the act. */
const ACTS =
  /^(?:приказ|постановлени|распоряжени|закон|решени|протокол|договор|контракт|соглашени|письм|указ|редакци|акт)/;

function isBesideVerb(tokens: readonly Token[], { from, to }: Pick<Match, 'from' | 'to'>): boolean {
  return isInfinitive(formOf(tokens[from - 1]) ?? '') || isInfinitive(formOf(tokens[to]) ?? '');
}

/** The place of the last verb in the infinitive before a phrase, in the same clause. */
function verbBefore(tokens: readonly Token[], from: number): number | null {
  for (let at = from - 1; at >= Math.max(0, from - LONGEST_CLAUSE); at -= 1) {
    const token = tokens[at];
    if (token?.type === 'mark' && token.mark === ';') return null;
    if (isInfinitive(formOf(token) ?? '')) return at;
  }
  return null;
}

/** «продлить полномочия комиссии до …», «хранить записи до …» */
function saysHowLong(tokens: readonly Token[], from: number): boolean {
  const verb = verbBefore(tokens, from);
  if (verb === null) return false;
  const form = formOf(tokens[verb]) ?? '';
  // «продлить срок действия программы до …»
  const isTerm = /^сроки?$/.test(formOf(tokens[verb + 1]) ?? '');
  const object = formOf(tokens[verb + (isTerm ? 2 : 1)]) ?? '';
  return KEEPING.test(form) || (form === 'продлить' && PROLONGED.test(object));
}

/** A month stands at the place, past a quotation mark or the word «числа». */
function isMonth(slice: readonly Token[], at: number): boolean {
  const token = slice[at];
  if (token?.type === 'mark' && token.mark === '"') return isMonth(slice, at + 1);
  return token?.type === 'word' && token.lexeme?.id === 'month';
}

function isTrustedWindow(
  slice: readonly Token[],
  tokens: readonly Token[],
  match: Match,
  context: PhraseContext,
): boolean {
  const { draft } = match;
  if (draft.due === null || draft.due < context.on) return false;
  const opening = formOf(slice[0]);
  const isFromTo = opening === 'с' || opening === 'со';
  if (!hasTask(tokens, match) && !(isFromTo && hasDuty(tokens, match))) return false;
  if (isFromTo) return true;
  if (opening !== 'в' && opening !== 'во') return false;
  if (hasForm(slice, 'течение') || hasForm(slice, 'течении')) return true;
  // «провести в период с 25 по 27 августа»
  if (hasForm(slice, 'период') && (hasForm(slice, 'с') || hasForm(slice, 'со'))) return true;
  const hasYear =
    slice.some((token) => token.type === 'yearPair' || (token.type === 'number' && token.digits === 4)) ||
    hasForm(slice, 'текущего') ||
    (hasForm(slice, 'г') && (hasForm(slice, 'т') || hasForm(slice, 'с')));
  if (draft.kind === 'year' || draft.kind === 'years' || draft.kind === 'school_year')
    return hasYear && isYearOfTask(tokens, match);
  // «в сентябре оформить уголок»
  if (draft.kind === 'month' && isBesideVerb(tokens, match)) return true;
  return hasYear && (draft.kind === 'month' || draft.kind === 'range');
}

/** Prepositions of what is done in that year by somebody else: «доклад о работе в 2026 году». */
const ABOUT = new Set('о об обо для по на за к из от при с со'.split(' '));
const MOST_OBJECT_WORDS = 6;

/** «обеспечить в 2026 году …», «в 2026 году завершить …», «завершить ремонт школы в 2026 году.» */
function isYearOfTask(tokens: readonly Token[], { from, to }: Match): boolean {
  const after = tokens[to];
  if (isInfinitive(formOf(after) ?? '')) return true;
  for (let at = from - 1; at >= Math.max(0, from - 1 - MOST_OBJECT_WORDS); at -= 1) {
    const token = tokens[at];
    if (token?.type !== 'word' || ABOUT.has(token.form) || token.lexeme?.id === 'unit') return false;
    // «обеспечить проведение в 2026 году …»
    const isBeside =
      at === from - 1 || (at === from - 2 && /(?:ние|тие|цию)$/.test(formOf(tokens[from - 1]) ?? ''));
    if (isInfinitive(token.form)) return isBeside || isClauseEnd(after);
  }
  return false;
}

function isClauseEnd(token: Token | undefined): boolean {
  return token === undefined || (token.type === 'mark' && /[.;,)]/.test(token.mark));
}

function isTrustedRecurrence(slice: readonly Token[], tokens: readonly Token[], match: Match): boolean {
  const hasFrequency = slice.some(
    (token) =>
      token.type === 'word' &&
      (['every', 'each', 'times', 'reporting'].includes(token.lexeme?.id ?? '') ||
        /^(?:дв|тр)ажды$/.test(token.form)),
  );
  const hasWeekday = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'weekday');
  if (slice.length === 1) return isAdverbOfTask(tokens, match);
  // «до 10 числа октября, ноября, декабря»
  if (hasWeekday || (formOf(slice[0]) === 'до' && hasForm(slice, 'числа'))) return true;
  const isLimited = hasForm(slice, 'до') || hasForm(slice, 'позднее');
  // «до 20 января года, следующего за годом предоставления субсидии»
  if (isLimited && hasForm(slice, 'годом')) return true;
  const isAdverb = slice.some(
    (token) => token.type === 'word' && (token.lexeme?.id === 'every' || token.lexeme?.id === 'times'),
  );
  return hasFrequency && (isLimited || hasTask(tokens, match) || (isAdverb && hasDuty(tokens, match)));
}

const EVENT_OPENINGS: ReadonlySet<string> = new Set(['до', 'перед', 'накануне']);

/** «сдать ведомости в день экзамена», «завершить до начала отопительного сезона»; «в День знаний» is a holiday. */
function isTrustedEvent(
  slice: readonly Token[],
  tokens: readonly Token[],
  match: Match,
  { source }: PhraseContext,
): boolean {
  const [opening, noun, ofWhat] = slice;
  const isDay = formOf(opening) === 'в' && formOf(noun) === 'день' && noun !== undefined;
  // «120 рублей в день на одного ученика»
  const isNamed = ofWhat?.type === 'mark' || (ofWhat?.type === 'word' && ofWhat.lexeme === null);
  if (isDay && (!isNamed || source[noun.start] === 'Д' || formOf(ofWhat) === 'рождения')) return false;
  if (!isDay && !EVENT_OPENINGS.has(formOf(opening) ?? '')) return false;
  return hasTask(tokens, match) || (isDay && hasDuty(tokens, match));
}

function isTrustedCount(slice: readonly Token[], draft: Draft): boolean {
  const opening = formOf(slice[0]);
  // Years are terms of contracts, terms of service and ages.
  if (draft.offset === null || draft.offset.endsWith('Y')) return false;
  if (opening === 'через') return draft.trigger !== null;
  if (opening === 'до' || opening === 'к' || opening === 'с') return false;
  // «не более 3 часов» is a length.
  if (slice[1]?.type === 'word' && slice[1].form === 'более') return false;
  // «на следующий день», but not «командировать на 3 дня».
  if (opening === 'на') return slice[1]?.type === 'word' && slice[1].lexeme?.id === 'next';
  if (opening === 'по') return hasForm(slice, 'истечении');
  return true;
}

/** An adverb beside the verb of the task, or at the end of its clause: «ежеквартально направлять …». */
function isAdverbOfTask(tokens: readonly Token[], match: Match): boolean {
  const before = formOf(tokens[match.from - 1]);
  const after = tokens[match.to];
  if (before !== null && (isInfinitive(before) || isDuty(before))) return true;
  if (after?.type === 'word' && (isInfinitive(after.form) || isDuty(after.form))) return true;
  return isClauseEnd(after) && (hasTask(tokens, match) || hasDuty(tokens, match));
}

/** A verb in the infinitive stands in the same clause, the phrase itself aside. */
function hasTask(tokens: readonly Token[], match: Match): boolean {
  const isEnd = (token: Token): boolean => token.type === 'mark' && token.mark === ';';
  for (let at = match.from - 1; at >= Math.max(0, match.from - LONGEST_CLAUSE); at -= 1) {
    const token = tokens[at] as Token;
    if (isEnd(token)) break;
    if (isInfinitive(formOf(token) ?? '')) return true;
  }
  for (const token of tokens.slice(match.to, match.to + LONGEST_CLAUSE)) {
    if (isEnd(token)) break;
    if (isInfinitive(formOf(token) ?? '')) return true;
  }
  return false;
}

/** «управления отчитываются ежемесячно», «сводка обновляется два раза в месяц»: a duty said as a fact, near by. */
function hasDuty(tokens: readonly Token[], { from, to }: Match): boolean {
  const around = [
    ...tokens.slice(Math.max(0, from - NEAR_WORDS), from),
    ...tokens.slice(to, to + NEAR_WORDS),
  ];
  return around.some((token) => isDuty(formOf(token) ?? ''));
}

const NEAR_WORDS = 6;
const DUTY = /(?:[ауя]ет|[ауя]ют|[еи]еют)(?:ся)?$|(?:ит|ят)ся$|^(?:провод|внос|готов)(?:ит|ят)$/;

function isDuty(form: string): boolean {
  return DUTY.test(form);
}

/** Tokens looked through for the verb on either side. */
const LONGEST_CLAUSE = 120;

function formOf(token: Token | undefined): string | null {
  return token?.type === 'word' ? token.form : null;
}

function hasForm(slice: readonly Token[], form: string): boolean {
  return slice.some((token) => token.type === 'word' && token.form === form);
}
