import {
  formOf,
  hasDuty,
  hasForm,
  hasTask,
  isBesideVerb,
  isClauseEnd,
  isMonth,
  type Match,
  NEAR_WORDS,
  verbBefore,
} from './clause.ts';
import { isDayOfTask } from './day-of-task.ts';
import type { Draft, PhraseContext } from './draft.ts';
import { isNoTask } from './not-a-task.ts';
import { isFiniteVerb, isInfinitive } from './phrases/event.ts';
import { isPartOfSchoolYear } from './phrases/school-calendar.ts';
import type { Token } from './tokens.ts';

/*
 * Which phrases found in running text are deadlines, by their kind: less rather than more.
 */

/** Whether a phrase found in running text says when its task is due, and nothing else. */
export function isTrusted(tokens: readonly Token[], match: Match, context: PhraseContext): boolean {
  if (isNoTask(tokens, match)) return false;
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
      // «по окончании каждой четверти» is of the event
      return (
        slice.some((token) => isPartOfSchoolYear(formOf(token))) &&
        !/^кажд(?:ой|ого)$/.test(formOf(slice[0]) ?? '') &&
        isAdverbOfTask(tokens, match)
      );
    case 'none':
      return false;
  }
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
  // «в течение первых 15 рабочих дней 2027 года»
  if (hasForm(slice, 'первых')) return hasTask(tokens, match);
  const hasMonthDay = hasForm(slice, 'числа');
  const hasWeekday = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'weekday');
  // «к 2027/2028 учебному году» is what for.
  const isSchoolYear = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'school');
  if (opening === 'к' || opening === 'ко') {
    if (hasDay || (hasEdge && hasYear)) return true;
    // «завершить к маю», «подготовить к концу недели»
    const isLone = isClauseEnd(after) && !isSchoolYear && (hasEdge || isMonth(slice, 1));
    return (isLone || hasWeekday || (hasYear && !isSchoolYear)) && hasTask(tokens, match);
  }
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
  // «объявить санитарный день на 17 марта 2026 г.»
  if (opening === 'на') {
    const verb = verbBefore(tokens, match.from);
    return hasDay && hasYear && verb !== null && SETTING.test(formOf(tokens[verb]) ?? '');
  }
  if (opening === 'за') return false;
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

/** Tasks that say on which day something is to be. */
const SETTING = /^(?:назначить|объявить|запланировать|созвать)$/;

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
  const isPeriod = hasForm(slice, 'период') && (hasForm(slice, 'с') || hasForm(slice, 'со'));
  if (!hasTask(tokens, match) && !((isFromTo || isPeriod) && hasDuty(tokens, match))) return false;
  if (isFromTo) return true;
  const isWeek = draft.kind === 'range' && (formOf(slice.at(-1)) ?? '').startsWith('недел');
  // «провести на следующей неделе»
  if (isWeek && (isBesideVerb(tokens, match) || isClauseEnd(tokens[match.to]))) return true;
  if (opening !== 'в' && opening !== 'во') return false;
  if (hasForm(slice, 'течение') || hasForm(slice, 'течении')) return true;
  // «провести в период с 25 по 27 августа»
  if (isPeriod) return true;
  const hasYear =
    slice.some((token) => token.type === 'yearPair' || (token.type === 'number' && token.digits === 4)) ||
    hasForm(slice, 'текущего') ||
    hasForm(slice, 'текущем') ||
    (hasForm(slice, 'г') && (hasForm(slice, 'т') || hasForm(slice, 'с')));
  if (draft.kind === 'year' || draft.kind === 'years' || draft.kind === 'school_year')
    return hasYear && isYearOfTask(tokens, match);
  // «в сентябре оформить уголок»
  if (draft.kind === 'month' && (isBesideVerb(tokens, match) || isClauseEnd(tokens[match.to]))) return true;
  return hasYear && (draft.kind === 'month' || draft.kind === 'range');
}

/** Prepositions of what is done in that year by somebody else: «доклад о работе в 2026 году». */
const ABOUT = new Set('о об обо для по на за к из от при с со'.split(' '));
const MOST_OBJECT_WORDS = 6;

/** «обеспечить в 2026 году …», «в 2026 году завершить …», «завершить ремонт школы в 2026 году.» */
function isYearOfTask(tokens: readonly Token[], { from, to }: Match): boolean {
  const after = tokens[to];
  if (isInfinitive(formOf(after) ?? '')) return true;
  // «утвердить план подготовки экзаменов в 2027 году»
  const verb = verbBefore(tokens, from);
  if (verb !== null && /^(?:утвердить|одобрить)$/.test(formOf(tokens[verb]) ?? '')) return false;
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

function isTrustedRecurrence(slice: readonly Token[], tokens: readonly Token[], match: Match): boolean {
  const hasFrequency = slice.some(
    (token) =>
      token.type === 'word' &&
      (['every', 'each', 'times', 'reporting'].includes(token.lexeme?.id ?? '') ||
        /^(?:дв|тр)ажды$/.test(token.form)),
  );
  const hasWeekday = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'weekday');
  if (slice.length === 1) return isAdverbOfTask(tokens, match) || isAdverbOfReport(tokens, match);
  // «школа работает с понедельника по пятницу», «приём ведётся по вторникам с 14 до 17 часов»
  if (hasWeekday && !hasTask(tokens, match) && saysWhenOpen(tokens, match)) return false;
  // «до 10 числа октября, ноября, декабря»
  if (hasWeekday || (formOf(slice[0]) === 'до' && hasForm(slice, 'числа'))) return true;
  const isLimited = hasForm(slice, 'до') || hasForm(slice, 'позднее');
  // «до 20 января года, следующего за годом предоставления субсидии»
  // «до 1 сентября года, предшествующего году проверок»
  if (isLimited && (hasForm(slice, 'годом') || hasForm(slice, 'предшествующего'))) return true;
  const isAdverb = slice.some(
    (token) => token.type === 'word' && (token.lexeme?.id === 'every' || token.lexeme?.id === 'times'),
  );
  return hasFrequency && (isLimited || hasTask(tokens, match) || (isAdverb && hasDuty(tokens, match)));
}

/** Hours of work: «работает», or from an hour to another. */
function saysWhenOpen(tokens: readonly Token[], { from, to }: Match): boolean {
  const isWork = tokens
    .slice(Math.max(0, from - NEAR_WORDS), from)
    .some((token) => /^(?:работа[ею]т|режим|прием)/.test(formOf(token) ?? ''));
  const isHours =
    formOf(tokens[to]) === 'с' && tokens[to + 1]?.type !== 'word' && formOf(tokens[to + 2]) === 'до';
  return isWork || isHours;
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
  const isUponEnd = formOf(opening) === 'по' && /^(?:окончани|завершени)/.test(formOf(noun) ?? '');
  if (!isDay && !isUponEnd && !EVENT_OPENINGS.has(formOf(opening) ?? '')) return false;
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

/** «представляют: ежеквартально данные о …; ежегодно отчёт о …»: an adverb that opens an item before what is delivered. */
function isAdverbOfReport(tokens: readonly Token[], { from, to }: Match): boolean {
  const before = tokens[from - 1];
  const isOpening = before === undefined || (before.type === 'mark' && /[:;-]/.test(before.mark));
  return isOpening && REPORT.test(formOf(tokens[to]) ?? '');
}

const REPORT = /^(?:данные|отчеты?|сведения|информаци[юя]|справк[иу]|сводк[иу]|доклады?)$/;

/** An adverb beside the verb of the task, or at the end of its clause: «ежеквартально направлять …». */
function isAdverbOfTask(tokens: readonly Token[], match: Match): boolean {
  const before = formOf(tokens[match.from - 1]);
  const after = tokens[match.to];
  if (before !== null && (isInfinitive(before) || isFiniteVerb(before))) return true;
  if (after?.type === 'word' && (isInfinitive(after.form) || isFiniteVerb(after.form))) return true;
  // «2.2. Ежегодно при утверждении плана предусматривать …»
  const isFirst = match.from === 0 || tokens[match.from - 1]?.type === 'mark';
  if (isFirst && /^(?:при|в|во|по|на|с|до|к)$/.test(formOf(after) ?? '') && hasTask(tokens, match))
    return true;
  return isClauseEnd(after) && (hasTask(tokens, match) || hasDuty(tokens, match));
}
