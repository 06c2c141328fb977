import {
  formOf,
  isMonth,
  LONGEST_CLAUSE,
  type Match,
  NEAR_WORDS,
  PRESENT_PARTICIPLE,
  verbBefore,
} from './clause.ts';
import { LASTING } from './padding.ts';
import { isFiniteVerb, isInfinitive } from './phrases/event.ts';
import type { Token } from './tokens.ts';

/*
 * Times in running text that set nobody a term: ends of validity («действует до …»), terms of loans, ages, what is told
 * of, allowed or kept.
 */

/** Words that make a date after them something else than a deadline; a group of «продлённого дня» is none. */
const NOT_A_DEADLINE =
  /^(?:действу|действит|действия|силу|силы|рожден|родивш|кредит|займ|заем|ссуд|погаша|погасит|возраст|сроком|продлен(?!ного$|ном$|ный$)|рассчитан|хранит|хранени|отпуск|отсутстви|командиров|нетрудоспособн)/;
/** «Стратегия развития до 2030 года» is called so; «согласно перспективному плану до 29 ноября» names a day. */
const VISION = /^(?:перспектив|стратеги|концепци|федеральн)/;
const AGE = /^(?:достигш|возраст|исполнил|исполнит(?:ь)?ся$|исполнятся)/;
const PARTICIPLE =
  /(?:вш|дш|[аеия]нн)(?:ий|ие|их|им|ими|его|ему|ая|ей|ую|ый|ые|ых|ым|ыми|ого|ому|ой|ое|ом)(?:ся)?$/;
/** Tasks that name how long something is to last. */
const KEEPING = /^(?:сохран|хранить|освободить|считать)/;
/** What is prolonged: «продлить полномочия до …» says no deadline, «продлить срок до …» does. */
const PROLONGED = /^(?:полномоч|действ|договор|контракт|соглашен|аккредитац|лиценз|реализац|программ)/;
/** Papers that last until a day. */
const PAPER_OF_TERM = /^(?:договор|контракт|соглашение|лицензия|аккредитация|полис|категория|доверенность)$/;
const LOOK_BACK_WORDS = 3;

/** Whether a time found in running text sets no term, whatever sort of time it is. */
export function isNoTask(tokens: readonly Token[], match: Match): boolean {
  return (
    isOtherwiseUsed(tokens, match) ||
    isOfLasting(tokens, match.from) ||
    isSaidOfNoun(tokens, match) ||
    saysHowLong(tokens, match) ||
    tellsWhatWas(tokens, match) ||
    isRight(tokens, match.from) ||
    isCondition(tokens, match) ||
    isTold(tokens, match) ||
    tokens.slice(match.to, match.to + NEAR_WORDS).some((token) => FORECAST.test(formOf(token) ?? '')) ||
    isOfPreamble(tokens, match.to) ||
    formOf(tokens[match.to]) === 'подряд'
  );
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
  const isMust = /^долж(?:ен|н[аоы])$/.test(formOf(tokens[to]) ?? '');
  if (AGE.test(nearest) || AGE.test(formOf(tokens[isMust ? to + 1 : to]) ?? '')) return true;
  // «достигших 18 лет к 1 марта»
  if (nearest === 'лет' && AGE.test(second)) return true;
  // «…, контракт до 14.08.2027», but «заключить контракт до …»
  if (PAPER_OF_TERM.test(nearest) && verbBefore(tokens, at) === null) return true;
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

/** «Срок полномочий главы – до 15 сентября 2028 года»: how long, not by when. */
function isOfLasting(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= 0 && at >= from - LONGEST_NAME_OF_TERM; at -= 1) {
    const token = tokens[at];
    if (token?.type === 'mark' ? !/[-:]/.test(token.mark) : token?.type !== 'word') return false;
    if (/^срока?$/.test(formOf(token) ?? '')) return LASTING.test(formOf(tokens[at + 1]) ?? '');
    if (isFiniteVerb(formOf(token) ?? '') || isInfinitive(formOf(token) ?? '')) return false;
  }
  return false;
}

/** Tokens of «срок полномочий председателя комиссии –». */
const LONGEST_NAME_OF_TERM = 6;

/** «В связи с установлением цены до конца года … ПОСТАНОВЛЯЮ:»: said before the ordering word, it is why. */
function isOfPreamble(tokens: readonly Token[], to: number): boolean {
  return tokens.slice(to).some((token) => ORDERING.test(formOf(token) ?? ''));
}

const ORDERING = /^(?:постановля(?:ю|ет)|приказываю|распоряжаюсь)$/;

/** «до 20 апреля сохранится тёплая погода» */
const FORECAST = /^(?:сохран[ия]тся|ожидается|ожидаются|прогнозиру[ею]тся)$/;

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

/** «может быть обжаловано в течение 10 дней», «вправе подать апелляцию»: a right, nobody's task. */
function isRight(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(Math.max(0, from - LONGEST_CLAUSE), from).some((token, index, before) => {
    const form = formOf(token) ?? '';
    const isPossessed = form === 'право' && /^име[юе]т$/.test(formOf(before[index - 1]) ?? '');
    return form.startsWith('обжал') || form === 'вправе' || isPossessed;
  });
}

/** «если до 1 мая заявки не поступят», «в случае неявки до 10 апреля место передаётся …»: on what condition. */
function isCondition(tokens: readonly Token[], { from, to }: Match): boolean {
  if (isInfinitive(formOf(tokens[to]) ?? '')) return false;
  for (let at = from - 1; at >= Math.max(0, from - NEAR_WORDS); at -= 1) {
    if (tokens[at]?.type === 'mark') return false;
    const form = formOf(tokens[at]) ?? '';
    if (form === 'если' || (/^случа[ея]х?$/.test(form) && formOf(tokens[at - 1]) === 'в')) return true;
  }
  return false;
}

/** «…, проработавшие не менее года к 1 марта», «…, не прошедшим обучение до 1 апреля, …»: said of the noun before. */
function isSaidOfNoun(tokens: readonly Token[], { from, to, draft }: Match): boolean {
  if (draft.kind === 'relative' || isInfinitive(formOf(tokens[to]) ?? '')) return false;
  let comma = from - 1;
  while (comma >= Math.max(0, from - NEAR_WORDS) && tokens[comma]?.type !== 'mark') comma -= 1;
  const mark = tokens[comma];
  if (mark?.type !== 'mark' || mark.mark !== ',') return false;
  const first = formOf(tokens[comma + 1]) === 'не' ? comma + 2 : comma + 1;
  const form = formOf(tokens[first]) ?? '';
  return first < from && (isParticiple(form) || PRESENT_PARTICIPLE.test(form));
}

/** «проведены», «принято», «состоялся», «сдали»: of the nouns none ends so. */
const PASSIVE =
  /(?:ован|веден|вершен|правлен|ставлен|готовлен|явлен|работан|устранен|полнен|созда?н|сдан|снижен|увеличен|построен|награжден|утвержден|подписан|назначен|перенесен|разыскан|принят|открыт|смотрен|проверен|выдан|заключен|зачислен|размещен|внесен)[аоы]?$/;
const PAST = /(?:[аеиоуыя]л[аои]?с[ья]|[аиыуя]ли|шли|[иы]ло|овало)$/;
const NOUNS_LIKE_PAST = /^(?:или|если|медали|детали|педали|автомобили|профили|филиали)$/;

/** A verb of the past or a short participle, by its ending. */
export function isPastVerb(form: string): boolean {
  return PASSIVE.test(form) || (PAST.test(form) && !NOUNS_LIKE_PAST.test(form));
}

/** «все школы приняты комиссией до 15 августа»: between the same signs it is told what was, and nothing is ordered. */
function isTold(tokens: readonly Token[], { from, to }: Match): boolean {
  let first = from;
  while (first > 0 && first > from - LONGEST_CLAUSE && tokens[first - 1]?.type !== 'mark') first -= 1;
  let end = to;
  while (end < tokens.length && end < to + LONGEST_CLAUSE && tokens[end]?.type !== 'mark') end += 1;
  const forms = [...tokens.slice(first, from), ...tokens.slice(to, end)].map((token) => formOf(token) ?? '');
  if (!forms.some(isPastVerb)) return false;
  return !forms.some(
    (form) => isInfinitive(form) || isFiniteVerb(form) || /^(?:буд[еу]т|должн|прош[уе]|прос)/.test(form),
  );
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

/** «продлить полномочия комиссии до …», «хранить записи до …», «возложить обязанности директора с 6 по 19 апреля» */
function saysHowLong(tokens: readonly Token[], { from }: Match): boolean {
  const verb = verbBefore(tokens, from);
  const isKept = tokens
    .slice(verb === null ? Math.max(0, from - LONGEST_CLAUSE) : verb + 1, from)
    .some((token) => /^(?:хран(?:ит|ят)|сохраня[ею]т)/.test(formOf(token) ?? ''));
  if (verb === null || isKept) return isKept;
  const form = formOf(tokens[verb]) ?? '';
  // «продлить срок действия программы до …»
  const isTerm = /^сроки?$/.test(formOf(tokens[verb + 1]) ?? '');
  const object = formOf(tokens[verb + (isTerm ? 2 : 1)]) ?? '';
  const isState =
    GRANTING.test(form) && tokens.slice(verb + 1, from).some((token) => GRANTED.test(formOf(token) ?? ''));
  return KEEPING.test(form) || isState || (form === 'продлить' && PROLONGED.test(object));
}

/** What somebody is or has from a day until another. */
const GRANTING = /^(?:установить|предоставить|назначить|производить|выплачивать|возложить)$/;
const GRANTED = /^(?:доплат|надбавк|отпуск|обязанност)/;
