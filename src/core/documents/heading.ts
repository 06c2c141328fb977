import { type DirectoryIndex } from '../addressees/index.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Warning } from '../warning.ts';
import { isCapitals } from './boundaries.ts';
import { directoryNameIn } from './issuer.ts';
import type { Line } from './lines.ts';
import { PREAMBLE } from './preamble.ts';
import { findPrintedDate, type PrintedDate } from './printed-date.ts';
import type { DocumentKind } from './read-document.ts';
import { collapse } from './source-text.ts';

/** What the head of a document says of the whole. */
export interface Heading {
  readonly kind: DocumentKind;
  readonly date: CalendarDate | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly title: string | null;
  readonly warnings: readonly Warning[];
}

const NUMBER = /(?:^|\s)(?:№|N)\s*(?!п\s?\/?\s?п(?![A-Za-zЀ-ӿ]))([A-Za-zЀ-ӿ\d][A-Za-zЀ-ӿ\d/.–-]*)/u;
const SUBJECT = /^(?:о|об|обо)\s+[A-Za-zЀ-ӿ]/iu;
const CITED_ACT = /(?<=\s)(?:закон|приказ|постановлени|распоряжени|указ|соглашени|письм|протокол|решени)/iu;
const CITED_LAW = /(?<![A-Za-zЀ-ӿ])(?:закон|кодекс)[A-Za-zЀ-ӿ]*/iu;
const LONGEST_NAME_LINE = 200;
const LONGEST_TITLE_LINES = 4;

/** Reads the head: the lines before the first point, `heads` first line of the document to its resolution. */
export function readHeading(printed: readonly Line[], index: DirectoryIndex): Heading {
  const lines = withoutNotes(printed);
  const at = lines.findLastIndex((line) => line.meaning.kind === 'head');
  const head = lines[at];
  const above = letterhead(lines.slice(0, Math.max(at, 0)));
  const kind = head?.meaning.kind === 'head' ? kindOf(head, lines[at + 1], above) : kindByVerb(lines);
  const below = at === -1 ? lines : lines.slice(at);
  // A list of instructions is named after an event: «по итогам поездки 2 апреля», approved on another day.
  const isList = head?.meaning.kind === 'head' && head.meaning.resolves;
  const named = isList ? lines : below;
  const alone = [...datesAlone(withoutEvents(named)), ...datesAlone(named)];
  const dated =
    (isList ? numberedApprovalOf(lines) : null) ??
    alone[0] ??
    datesOf(below)[0] ??
    datesOf(lines)[0] ??
    approvalOf(lines) ??
    dayOfMeeting(lines);
  return {
    kind,
    date: dated,
    number: numberOf(below) ?? numberOf(lines),
    issuer: above ?? collegium(kind, titleLines(below)) ?? directoryNameIn(lines, index),
    title: subjectOf(below) ?? titleLines(below) ?? firstParagraph(lines),
    warnings: disagreement(datesOf(withoutEvents(lines)), dated),
  };
}

const TRIP = /(?<![A-Za-zЀ-ӿ])(?:поездк|визит|выезд|объезд|посещени|встреч)/iu;
const EVENT = new RegExp(
  `${TRIP.source}|(?<![A-Za-zЀ-ӿ])(?:по\\s+(?:итогам|результатам)|состоявш|провед[её]нн)`,
  'iu',
);

/** «На № 88 от 15.04.2027»: the letter that is answered. */
const REPLY = /^на\s+(?:№|исх|ваш)/iu;

/** Without the lines that tell of an event, whose day is not the document's: «по итогам поездки / 1 октября 2026 года». */
function withoutEvents(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ text, blankBefore }, at) => {
    const above = lines[at - 1];
    const goesOn =
      !blankBefore && above !== undefined && TRIP.test(above.text) && findPrintedDate(above.text) === null;
    return !EVENT.test(text) && !REPLY.test(text) && !goesOn;
  });
}

const NOTE = /утратил[аио]?\s+силу|признан[аоы]?\s+утратившим|^в\s+редакции|^\(?в\s+ред\./iu;
const LONGEST_NOTE = 4;

/** Without what a database adds: «Утратил силу на основании приказа от …», «В редакции от …». */
function withoutNotes(lines: readonly Line[]): readonly Line[] {
  const left: Line[] = [];
  let note = 0;
  for (const line of lines) {
    const begins = line.label === null && line.meaning.kind === 'text' && NOTE.test(line.text);
    if (begins) note = LONGEST_NOTE;
    // The note's own date and number stand on the lines below it.
    const goesOn = note > 0 && !line.blankBefore && (begins || ACT_OF_NOTE.test(line.text));
    note = goesOn || begins ? note - 1 : 0;
    if (!goesOn && !begins) left.push(line);
  }
  return left;
}

const ACT_OF_NOTE = /^[•–-]?\s*(?:от\s|приказ|постановлени|распоряжени|решени|закон|указ)/iu;

/** An order whose name the page has lost still says «приказываю». */
function kindByVerb(lines: readonly Line[]): DocumentKind {
  const isOrder = lines.some(
    ({ meaning, text }) => meaning.kind === 'resolution' && /приказыва/iu.test(text.replace(/\s/gu, '')),
  );
  return isOrder ? 'order' : 'other';
}

const YESTERDAY = /вчера|прошл|минувш/iu;
const MEETING = /(?<![A-Za-zЀ-ӿ])(?:итог|совещани|план[её]рк|вкс|заседани|собрани)/iu;

/** «По итогам планёрки 12.10.2026 прошу:»: a text without a head is of the day it names. */
function dayOfMeeting(lines: readonly Line[]): CalendarDate | null {
  for (const line of lines) {
    const found =
      line.label === null && MEETING.test(line.text) && !YESTERDAY.test(line.text) ? dateOf(line) : null;
    if (found !== null && !CITED_ACT.test(line.text.slice(0, found.start))) return found.date;
  }
  return null;
}

/** «КОЛЛЕГИЯ ДЕПАРТАМЕНТА …», «ДЕПАРТАМЕНТ … / КОЛЛЕГИЯ»: the body above the name. */
const COLLEGIUM = /^коллеги|\sколлегия$/iu;

function kindOf(head: Line, next: Line | undefined, issuer: string | null): DocumentKind {
  if (head.meaning.kind !== 'head') return 'other';
  const continued =
    head.meaning.document === 'other' &&
    (next?.text.toLowerCase().startsWith('коллеги') === true || COLLEGIUM.test(issuer ?? ''));
  return continued ? 'collegium_decision' : head.meaning.document;
}

/** Dates that stand for the document: alone on a line, after «от» or «Дата», or closing its name. */
function datesOf(lines: readonly Line[]): CalendarDate[] {
  return lines.flatMap((line) => {
    const found = dateOf(line);
    return found !== null && (isAlone(line, found) || isNameWithDate(line, found.end)) ? [found.date] : [];
  });
}

function datesAlone(lines: readonly Line[]): CalendarDate[] {
  return lines.flatMap((line) => {
    const found = dateOf(line);
    return found !== null && isAlone(line, found) ? [found.date] : [];
  });
}

function dateOf(line: Line): PrintedDate | null {
  if (line.label !== null || line.meaning.kind === 'annex' || SUBJECT.test(line.text)) return null;
  const found = findPrintedDate(line.text);
  return found !== null && ENDS_PERIOD.test(line.text.slice(0, found.start)) ? null : found;
}

/** «на неделю с 18 по 22 мая 2026 года»: the day a period ends. */
const ENDS_PERIOD = /(?<![A-Za-zЀ-ӿ])(?:по|до|[–—-])\s*$/iu;

/** «12.03.2026», «от 12 марта …», «№ 2 от …», «Дата: …», «г. Приреченск …». */
function isAlone({ text }: Line, found: PrintedDate): boolean {
  const before = text.slice(0, found.start).trim();
  return before === '' || /^(?:(?:№.{1,20}\s)?от|дата\s*:?|г\.\s*[A-Za-zЀ-ӿ]+)$/iu.test(before);
}

function numberedApprovalOf(lines: readonly Line[]): CalendarDate | null {
  const line = lines.find(({ text }) => NUMBERED_APPROVAL.test(text));
  return line === undefined ? null : (findPrintedDate(line.text)?.date ?? null);
}

/** «Утверждён 24 февраля 2026 г. № 14»: the day and number of a list of instructions. */
export const NUMBERED_APPROVAL = /^утвержд[её]н[аоы]?\s+(?:от\s+)?[«"\d][^№]{5,40}№\s*[A-Za-zЀ-ӿ\d]/iu;
/** «Утверждена 28.08.2026» below the name of a plan: its day, where no annex begins so. */
export const DATED_APPROVAL = /^\(?утвержд[её]н[аоы]?\s+(?:от\s+)?[«"\d][^№A-Za-z]{5,30}$/iu;
const APPROVED = /утвержд[её]н(?!и)[A-Za-zЀ-ӿ]*|^приложени[ея]\s.{0,20}к\s/iu;

const ANNEX_ALONE = /^приложени[ея]\s{0,3}(?:№?\s{0,3}\d{1,3})?\.?$/iu;

/** «(утверждён приказом от 12.01.2026 № 4)», «Приложение к приказу от …», on two lines too: a plan that has no other date. */
function approvalOf(lines: readonly Line[]): CalendarDate | null {
  for (const [at, line] of lines.entries()) {
    const isAnnex = ANNEX_ALONE.test(line.text) && /^к\s/iu.test(lines[at + 1]?.text ?? '');
    if (!isAnnex && !APPROVED.test(line.text)) continue;
    const found = findPrintedDate(line.text) ?? findPrintedDate(lines[at + 1]?.text ?? '');
    if (found !== null) return found.date;
  }
  return null;
}

/** «Администрация района постановление от 11.01.2027 №6 Об отдыхе …», all on a line. */
const NAME_BEFORE = /^[^,;]{0,100}\s(?:постановление|приказ|распоряжение|решение)\sот\s$/iu;
const SUBJECT_BEHIND = /^\s*(?:г(?:ода|\.)?)?\s*№\s?\S{1,12}\s+Об?\s/u;

/** «рабочего совещания … 05.04.2021», «ПРОТОКОЛ от 05.04.2021 № 3»; no date of a law the head refers to. */
function isNameWithDate(line: Line, dateEnd: number): boolean {
  if (line.meaning.kind === 'head' && /^\s*(?:г(?:ода|\.)?)?\s*(?:№|N)\s*\d/u.test(line.text.slice(dateEnd)))
    return true;
  const found = findPrintedDate(line.text);
  if (
    found !== null &&
    NAME_BEFORE.test(line.text.slice(0, found.start)) &&
    SUBJECT_BEHIND.test(line.text.slice(dateEnd))
  )
    return true;
  if (line.text.length > LONGEST_NAME_LINE || !/^[^A-Za-zЀ-ӿ\p{N}]*(?:№.*)?$/u.test(line.text.slice(dateEnd)))
    return false;
  return line.meaning.kind === 'head' || !CITED_ACT.test(line.text);
}

function numberOf(lines: readonly Line[]): string | null {
  for (const line of lines) {
    if (line.label !== null || SUBJECT.test(line.text)) continue;
    if (line.meaning.kind === 'annex' && !NUMBERED_APPROVAL.test(line.text)) continue;
    const starts = /^(?:№|N)\s*\d/u.test(line.text) || /^№\s*[A-Za-zЀ-ӿ]+[-/.]?\d/u.test(line.text);
    const dated =
      (findPrintedDate(line.text) !== null && !CITED_LAW.test(line.text) && !PREAMBLE.test(line.text)) ||
      line.meaning.kind === 'head' ||
      /^из\s/iu.test(line.text);
    const number = starts || dated ? NUMBER.exec(line.text)?.[1] : undefined;
    if (number !== undefined)
      return withoutTown(number, line.text)
        .replace(/[.–-]$/u, '')
        .replaceAll('–', '-');
  }
  return null;
}

/** «№ 214г. Верхний Лог»: the sign of a town that a page has glued to the number. */
const TOWN_BESIDE = /^\d[\d/-]*(?=(?:г|с|п|д|пгт|рп)\.$)/u;

function withoutTown(number: string, text: string): string {
  const town = text.slice(text.indexOf(number) + number.length);
  return /^\s?\p{Lu}\p{Ll}/u.test(town) ? (TOWN_BESIDE.exec(number)?.[0] ?? number) : number;
}

/** Capitals above the document's name are the body that issues it. */
function letterhead(above: readonly Line[]): string | null {
  const lines = above.filter((line) => isCapitals(line.text) && line.meaning.kind === 'text');
  return lines.length === 0 ? null : collapse(lines.map((line) => line.text).join(' '));
}

/** «Решение коллегии Департамента …» was issued by «Коллегия Департамента …». */
function collegium(kind: DocumentKind, name: string | null): string | null {
  const body = kind === 'collegium_decision' ? /коллегии\s+(.+)$/iu.exec(name ?? '')?.[1] : undefined;
  return body === undefined ? null : `Коллегия ${body}`;
}

/** «Об утверждении дорожной карты …», wrapped lines joined. */
function subjectOf(lines: readonly Line[]): string | null {
  const at = lines.findIndex((line) => line.label === null && line.bullet === 0 && SUBJECT.test(line.text));
  if (at === -1) return null;
  const parts: string[] = [];
  for (const line of lines.slice(at)) {
    const goesOn =
      !line.blankBefore &&
      line.meaning.kind === 'text' &&
      line.label === null &&
      !(PREAMBLE.test(line.text) && /^\p{Lu}/u.test(line.text));
    if (parts.length > 0 && !goesOn) break;
    parts.push(line.text);
  }
  return plain(parts.join(' '));
}

/** The first lines of a document that has no name: «План мероприятий / по повышению качества …». */
function firstParagraph(lines: readonly Line[]): string | null {
  const end = lines.findIndex((line, at) => line.label !== null || (at > 0 && line.blankBefore));
  const paragraph = lines.slice(0, Math.min(end === -1 ? lines.length : end, LONGEST_TITLE_LINES));
  const text = plain(paragraph.map((line) => line.text).join(' '));
  return text === '' || text.length > LONGEST_NAME_LINE ? null : text;
}

/** «Протокол рабочего совещания …»: the document's name with the lines that go on with it, date left out. */
function titleLines(lines: readonly Line[]): string | null {
  const head = lines[0];
  if (head?.meaning.kind !== 'head') return null;
  const parts = [inSentenceCase(withoutDate(head.text))];
  for (const line of lines.slice(1, LONGEST_TITLE_LINES)) {
    const goesOn =
      line.meaning.kind === 'text' &&
      line.label === null &&
      (!line.blankBefore || /^\p{Ll}/u.test(line.text));
    if (!goesOn || /^(?:от\s|№|дата|время|присутств|г\.)/iu.test(line.text)) break;
    parts.push(withoutDate(line.text));
    if (findPrintedDate(line.text) !== null) break;
  }
  return plain(parts.join(' '));
}

function withoutDate(text: string): string {
  const date = findPrintedDate(text);
  const name = date === null ? text : text.slice(0, date.start).replace(/\sот\s*$/u, '');
  return name.replace(NUMBER, '');
}

/** «П Р О Т О К О Л» and «ПРОТОКОЛ» → «Протокол»; mixed case stays. */
function inSentenceCase(text: string): string {
  if (!isCapitals(text)) return text;
  const joined = text.replace(/(?<=(?:^|\s)\p{Lu})\s(?=\p{Lu}(?:\s|$))/gu, '').toLowerCase();
  return joined.slice(0, 1).toUpperCase() + joined.slice(1);
}

function plain(text: string): string {
  return collapse(text.replaceAll('*', ''));
}

function disagreement(dates: readonly CalendarDate[], chosen: CalendarDate | null): Warning[] {
  const other = dates.find((date) => date !== chosen);
  if (other === undefined || chosen === null) return [];
  const message = `В начале документа указаны разные даты: ${dotted(chosen)} и ${dotted(other)}.`;
  return [{ code: 'dates_disagree', message }];
}

/** 2021-04-21 → «21.04.2021» */
export function dotted(date: CalendarDate): string {
  return date.split('-').reverse().join('.');
}
