import type { Deadline } from '../deadlines/deadline.ts';
import {
  joinSources,
  type Quote,
  type ReadAddressee,
  type ReadDecision,
  type ReadDocument,
  type ReadingContext,
  type ReadQuestion,
  readDocuments,
  type SourceText,
} from '../documents/index.ts';
import { isSameAddressees, isSameDeadline, saysTheSame } from '../versions/differences.ts';
import type { Warning } from '../warning.ts';
import { withoutDeadlineDoubts } from './settle-doubts.ts';

/** What one more page makes of a document that was read without it. */
export interface AddedPage {
  /** The document's text with the page behind it: what was quoted before stands where it stood. */
  readonly text: string;
  /** The points that begin on the page. */
  readonly added: readonly ReadDecision[];
  /** The points of the document that go on on the page, as they are read without it and with it. */
  readonly continued: readonly ContinuedPoint[];
  /** The agenda items and annexes of the whole; where it is put in between, the items as far as the page, no annexes. */
  readonly questions: readonly ReadQuestion[];
  readonly annexes: ReadDocument['annexes'];
  /** Doubts about the document as a whole that the page has brought. */
  readonly warnings: readonly Warning[];
}

/** A point that goes on on the page: its last words, or a «Срок» line below it. */
export interface ContinuedPoint {
  readonly before: ReadDecision;
  readonly now: ReadDecision;
}

/**
 * Reads one more page behind the text of a document, so that it goes on where the document ended: «2.2. …» on the page
 * is for the addressee named above 2.1, «Срок: …» belongs to the point above it.
 *
 *   «2. Школам: 2.1. Провести …» + «2.2. Разместить … Срок: до 10.09» → added: 2.2, for the schools; continued: 2.1, due 10.09
 *
 * `end` is where the page belongs, if not behind the whole text: then it goes on from what stands before, while in the
 * text it is put at the end all the same, so that what was quoted stays where it is. Null where the text has the page
 * already.
 */
export function readAddedPage(
  text: string,
  page: SourceText,
  context: ReadingContext,
  end = text.length,
): AddedPage | null {
  if (words(text).includes(words(page.text))) return null;
  const first: SourceText = { name: page.name, text: text.slice(0, end), tables: null };
  const joined = joinSources([first, page], page.name);
  // A page that has no tables leaves those of the text to be found as they are in any text.
  const hasTables = (page.tables ?? []).length > 0;
  const alone = readDocuments({ ...first, tables: hasTables ? [] : null }, context);
  const whole = readDocuments({ ...joined, tables: hasTables ? joined.tables : null }, context);
  const known = new Map(alone.flatMap(({ decisions }) => decisions).map((one) => [one.quote.start, one]));
  const points = whole.flatMap(({ decisions }) => decisions);
  const doubted = new Set(alone.flatMap(({ warnings }) => warnings.map(({ message }) => message)));
  const isBehind = end === text.length;
  const by = text.length - end;
  return {
    text: isBehind ? joined.text : joinSources([{ ...first, text }, page], page.name).text,
    added: points
      .filter(({ quote }) => quote.start >= end)
      .map((point) => ({ ...point, quote: { start: point.quote.start + by, end: point.quote.end + by } })),
    continued: points.flatMap((now): ContinuedPoint[] => {
      const before = now.quote.start < end ? known.get(now.quote.start) : undefined;
      if (before === undefined || isTheSame(before, now)) return [];
      // Its last words stand elsewhere in the text.
      return [{ before, now: isBehind ? now : { ...now, quote: before.quote } }];
    }),
    questions: whole.flatMap(({ questions }) => questions),
    annexes: isBehind ? whole.flatMap(({ annexes }) => annexes) : [],
    warnings: whole
      .flatMap(({ warnings }) => warnings)
      .filter(({ code, message }) => !doubted.has(message) && !ABOUT_READING_APART.has(code)),
  };
}

/**
 * Where in a text the page is to be put that goes between two points, by where these are quoted: before the number of
 * the next one, or the heading above it; `before` is null where the page comes before the first.
 */
export function cutBetween(text: string, before: Quote | null, next: Quote): number {
  const lineOf = (at: number) => text.lastIndexOf('\n', at - 1) + 1;
  const last = lineOf(next.start);
  if (before === null || before.end >= last) return Math.max(last, before?.end ?? 0);
  const between = text.slice(before.end, last);
  // A heading with a number is of the points that follow; a «Срок» line is of the point above.
  const heading = /\n[ \t]*\d{1,3}(?:\.\d{1,3}){0,4}[.)]?[ \t]+[^\n]/u.exec(between);
  return heading === null ? last : before.end + heading.index + 1;
}

/** What is doubted of a text only because it is read without the rest. */
const ABOUT_READING_APART: ReadonlySet<Warning['code']> = new Set(['no_decisions', 'no_document_date']);

/** A point as it counts in the draft. */
export interface DraftedPoint {
  readonly text: string;
  readonly addressees: readonly ReadAddressee[];
  readonly deadline: Deadline;
  readonly warnings: readonly Warning[];
  readonly quote: Quote;
}

/**
 * A point of a draft with what the page adds to it. What a reviewer has corrected stays: only the parts that are as they
 * were read are replaced. `kept`: the page has more to say of a part than the reviewer's correction, which stays.
 */
export function continuePoint(
  point: DraftedPoint,
  { before, now }: ContinuedPoint,
): { readonly point: DraftedPoint; readonly kept: boolean } {
  const text = saysTheSame(point.text, before.text);
  const deadline = isSameDeadline(point.deadline, before.deadline);
  const addressees = isSameAddressees(point.addressees, before.addressees);
  const untouched = text && deadline && addressees;
  const kept =
    !(text || saysTheSame(before.text, now.text)) ||
    !(deadline || isSameDeadline(before.deadline, now.deadline)) ||
    !(addressees || isSameAddressees(before.addressees, now.addressees));
  const doubts = deadline
    ? [...withoutDeadlineDoubts(point.warnings), ...aboutDeadline(now.warnings)]
    : point.warnings;
  return {
    point: {
      text: text ? now.text : point.text,
      addressees: addressees ? now.addressees : point.addressees,
      deadline: deadline ? now.deadline : point.deadline,
      warnings: untouched ? now.warnings : doubts,
      quote: now.quote,
    },
    kept,
  };
}

function aboutDeadline(warnings: readonly Warning[]): readonly Warning[] {
  const others = new Set(withoutDeadlineDoubts(warnings));
  return warnings.filter((warning) => !others.has(warning));
}

function isTheSame(before: ReadDecision, now: ReadDecision): boolean {
  return (
    saysTheSame(before.text, now.text) &&
    isSameDeadline(before.deadline, now.deadline) &&
    isSameAddressees(before.addressees, now.addressees)
  );
}

/** As two copies of one page are compared. */
function words(text: string): string {
  return (text.match(/[A-Za-zЀ-ӿ\d]+/gu) ?? []).join(' ');
}
