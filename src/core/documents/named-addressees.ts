import {
  type DirectoryIndex,
  findHeaderAddressees,
  findLeadingAddressees,
  findPersonNames,
  hasTaskVerb,
  resolveWith,
  trimTrailing,
} from '../addressees/index.ts';
import { headBeforeTask, namedBeforeDash, termBeforeTask } from './assigned-lines.ts';
import type { PrintedAddressees } from './draft-decision.ts';
import type { Entry } from './entries.ts';

/** True for words that name addressees and tell them nothing: «Муниципальным органам управления образованием:». */
export function namesOnly(text: string, index: DirectoryIndex): boolean {
  return !hasTaskVerb(text) && findHeaderAddressees(text, index) !== null;
}

/** What the document of an entry gives for reading its addressees. */
interface EntryContext {
  readonly text: string;
  readonly index: DirectoryIndex;
  /** Whom the whole document is sent to; null where it does not say. */
  readonly addressedTo: string | null;
}

/**
 * Whom an entry is for, in its own words: its «Ответственные» lines, those its sentence begins with, the header above
 * it, the addressees of the whole document, in this order.
 *
 *   «Отделу кадров подготовить …» with «Отв.: Орехов К.Д.» → «Отделу кадров; Орехов К.Д.»
 */
export function addresseesOfEntry(
  entry: Entry,
  text: string,
  fromHeader: string | null,
  context: EntryContext,
): PrintedAddressees {
  const inherited = fromHeader ?? context.addressedTo;
  const lines = entry.attributes
    .filter((attribute) => attribute.kind === 'responsible')
    .map((line) => context.text.slice(line.start, line.end))
    .join('; ');
  // «до 12 мая – школам обновить …»
  const task = text.slice(termBeforeTask(text));
  const span = findLeadingAddressees(task, context.index) ?? headOfList(task, context.index);
  const named = span === null ? null : task.slice(span.start, span.end);
  const leading =
    addresseesOfParts(task, inherited, context.index) ??
    (named !== null && AN_ACT.test(named) ? null : named) ??
    dativeHead(task) ??
    doerAtHead(task) ??
    namedBeforeDash(text, context.index);
  if (lines !== '') {
    // «Отделу … подготовить … Отв.: Орехов К.Д.»: the person answers within the body the text names.
    const body = leading ?? fromHeader;
    const words = body !== null && namesOnlyPeople(lines, context.index) ? `${body}; ${lines}` : lines;
    return { from: 'words', words };
  }
  // «Департаменту: б) совместно с институтом разработать …»: with the one the header names.
  const words =
    inherited !== null && TOGETHER.test(leading ?? '')
      ? `${inherited} ${leading}`
      : (leading ?? inherited ?? headBeforeTask(task));
  return words === null ? { from: 'nowhere' } : { from: 'words', words };
}

/** «Постановление администрации … признать утратившим силу»: what is meant, not who. */
const AN_ACT =
  /^(?:постановлени|распоряжени|приказ|решени|положени|протокол|пункт|подпункт|абзац|приложени)[A-Za-zЀ-ӿ]{0,2}(?![A-Za-zЀ-ӿ])/iu;
/** «Рекомендовать собственникам …»: before whom it is recommended to. */
const ENTRUSTING = /^(?:рекомендовать|поручить|предложить)\s+/iu;
const DATIVE =
  /^(?:\p{L}[A-Za-zЀ-ӿ-]+(?:ам|ям|ому|ему)|(?:орг)?комитету|аппарату|штабу|участку|кабинету|редактору|совету|центру|отряду|посту|заводу)(?![A-Za-zЀ-ӿ])/iu;
const LONGEST_DATIVE = 160;
/** «Поэтому», «По-прежнему», «Вам»: words that only end like a dative, or name nobody. */
const NOBODY = /^(?:по-[A-Za-zЀ-ӿ]+|поэтому|потому|там|нам|вам)(?![A-Za-zЀ-ӿ])/iu;
/** «Вопросам безопасности», «Указанным мероприятиям»: what, not whom; «Совету по вопросам семьи» is somebody. */
const THING =
  /(?<!(?:^|\s)по\s(?:[A-Za-zЀ-ӿ]{1,30}\s)?)(?<![A-Za-zЀ-ӿ])(?:вопрос|проблем|мероприяти|итог|результат|направлени|программ|тем)(?:ам|ям|у|е|ю)(?![A-Za-zЀ-ӿ])/iu;
/** «Выпускникам вручить …»: to whom something is given, not who gives it. */
const GIVES =
  /^(?:удел[иея]|прида(?:ть|вать)|вруч[иа]|выда(?:ть|вать)|выпла[тч]|присво|объяв|оказ(?:ать|ывать)|разъясн|напомн)/iu;

/**
 * Whom a point names in the dative before its verb, though nothing of it is known: «Собственникам автобусов
 * оборудовать …» → «Собственникам автобусов». Null where a verb or a sign comes first, and for what something is done
 * to: «Вопросам безопасности уделить …».
 */
function dativeHead(text: string): string | null {
  const named = text.replace(ENTRUSTING, '');
  if (!DATIVE.test(named) || NOBODY.test(named)) return null;
  const words = named.slice(0, LONGEST_DATIVE).split(/(?<=\s)/u);
  const verb = words.findIndex((word) => hasTaskVerb(word));
  if (verb < 1 || GIVES.test(words[verb] ?? '')) return null;
  const head = words.slice(0, verb).join('').trim();
  if (THING.test(head)) return null;
  return /[.;:]\s|\d{4}|(?:^|\s)(?:до|в\s+срок|не\s+позднее)\s/iu.test(head)
    ? null
    : trimTrailing(head, ',–—-');
}

/** «Рощина В», «В.»: spares looking for names where none begins the text. */
const OPENS_WITH_NAME = /^[А-ЯЁ](?:[а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]|\.)/u;
const DOES = /^\s(?:за\s)?\p{Ll}{2,}(?:[её]т|[иая]т|[ую]т)(?:ся)?(?![A-Za-zЀ-ӿ])/u;

/** «Рощина В.А. готовит проект приказа»: who does it, told and not ordered; null for any other beginning. */
function doerAtHead(text: string): string | null {
  if (!OPENS_WITH_NAME.test(text)) return null;
  const [name] = findPersonNames(text.slice(0, LONGEST_DATIVE));
  return name?.start === 0 && DOES.test(text.slice(name.end)) ? text.slice(0, name.end) : null;
}

const MARK_OF_PART = '(?:(?:[-–—•·]|\\p{Ll}\\)|\\d{1,2}\\))\\s*)?';
/** The end of a part of a list or of a sentence; «г. Озёрска», «И.И. Орлову» and «и т. д. по» are none. */
const NEXT_PART = new RegExp(`[.;](?<=;|(?:[а-яё]{3}|\\d|[)»])\\.)\\s+${MARK_OF_PART}`, 'u');
const HEAD_OF_PARTS = new RegExp(`^[^:;]{0,160}:\\s+${MARK_OF_PART}`, 'u');

/**
 * Whom the parts of a point name, each with a task of its own; a first part that names nobody is for whom the point is
 * `inherited` from above. Null where only one names somebody and nobody stands for the first.
 *
 *   «Рекомендовать: - директорам школ провести …; - отделу культуры подготовить …» → «директорам школ; отделу культуры»
 *   «Ильиной И.И. собрать …. Орлову А.А. проверить …»                              → «Ильиной И.И.; Орлову А.А.»
 *   «Школам провести …. Контроль возложить на Орлову А.А.»                         → «Школам»
 */
function addresseesOfParts(text: string, inherited: string | null, index: DirectoryIndex): string | null {
  if (!/[.;]\s/u.test(text)) return null;
  const head = HEAD_OF_PARTS.exec(text)?.[0] ?? '';
  const parts = text.slice(head.length).split(NEXT_PART);
  const [ofFirst = null, ...others] = parts.map((part) => addresseesOfPart(part, index));
  // «Руководителям школ: 1) …» names them before its list.
  const first = head === '' ? ofFirst : (addresseesOfPart(head + (parts[0] ?? ''), index) ?? ofFirst);
  if (first === null && others.every((words) => words === null)) return null;
  const named = [head === '' ? (first ?? inherited) : first, ...others].filter((words) => words !== null);
  const different = named.filter((words, at) => named.indexOf(words) === at);
  return first === null && different.length < 2 ? null : different.join('; ');
}

/** Null also for whom a part names behind its verb, as «контроль возложить на …» does, and for an act. */
function addresseesOfPart(part: string, index: DirectoryIndex): string | null {
  const span = TOGETHER.test(part) ? null : findLeadingAddressees(part, index);
  if (span === null || hasTaskVerb(part.slice(0, span.start).replace(ENTRUSTING, ''))) return null;
  const named = part.slice(span.start, span.end);
  return AN_ACT.test(named) ? null : named;
}

/** Whom a header names, known or not: «Школам № 3 и № 5:» → «Школам № 3 и № 5»; null for a header of another kind. */
export function addresseesOfHeader(text: string, index: DirectoryIndex): string | null {
  const span = findHeaderAddressees(text, index);
  return span === null ? unknownHead(text) : text.slice(span.start, span.end);
}

/** «Методическому кабинету (Ершова Т.Т.):» above «3.1.», though nobody knows it; null for other headings. */
function unknownHead(text: string): string | null {
  const named = text.replace(ENTRUSTING, '');
  const isHead = text.endsWith(':') && text.length <= LONGEST_DATIVE && DATIVE.test(named);
  if (!isHead || hasTaskVerb(text) || /вопрос|\d{4}|(?:^|\s)(?:до|в\s+срок)\s/iu.test(text)) return null;
  return trimTrailing(named, ' :');
}

const TOGETHER = /^(?:совместно|вместе)\s+со?\s/iu;

/** «Органам местного самоуправления: - принять …; - довести …»: named before the colon. */
function headOfList(text: string, index: DirectoryIndex): { start: number; end: number } | null {
  const colon = text.indexOf(':');
  return colon === -1 ? null : findHeaderAddressees(text.slice(0, colon), index);
}

/** «Орехов К.Д.», «ректор Орехов К.Д.»: nobody but people the directory knows no organization of. */
function namesOnlyPeople(words: string, index: DirectoryIndex): boolean {
  if (findPersonNames(words).length === 0) return false;
  const { addressees } = resolveWith(index, words);
  return addressees.length > 0 && addressees.every(({ code }) => code === 'PERSON');
}
