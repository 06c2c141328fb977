import {
  type DirectoryIndex,
  findLeadingAddressees,
  hasTaskVerb,
  trimTrailing,
} from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import { beginsWithTerm, namedBeforeDash } from './assigned-lines.ts';
import { nodesOf, type OutlineNode } from './bullets.ts';
import type { DraftDecision, PrintedDeadline } from './draft-decision.ts';
import type { Entry } from './entries.ts';
import type { Label } from './labels.ts';
import { addresseesOfEntry, addresseesOfHeader, namesOnly } from './named-addressees.ts';
import { createNumbering, depthOf } from './numbering.ts';
import { quotedWords } from './quoted-words.ts';
import type { ReadQuestion } from './read-document.ts';
import { collapse } from './source-text.ts';
import { isTermHead } from './term-heads.ts';

/** Where a list of decisions stands, and how far its deadlines reach. */
export interface OutlineContext {
  readonly text: string;
  readonly index: DirectoryIndex;
  /** The agenda item the list belongs to, null where there is none. */
  readonly question: string | null;
  /** The line above the list that gives a term to all points that have none of their own; null for none. */
  readonly commonTerm: string | null;
  /** Whom the whole document is sent to, for points that name nobody; null where it does not say. */
  readonly addressedTo: string | null;
  /** True where a «Срок» line may serve earlier points of the whole list, false: of its top-level point only. */
  readonly wholeListSharesDeadline: boolean;
  /** Gives a number no other scope has. */
  readonly newScope: () => number;
}

/** What a list of decisions says. */
export interface Outline {
  readonly decisions: readonly DraftDecision[];
  /** Sections the list itself opens: addressee lines, points with bullets of their own. */
  readonly questions: readonly ReadQuestion[];
  readonly warnings: readonly Warning[];
}

/** A point about the act itself that tells nobody to do anything. */
const ENTRY_INTO_FORCE = /вступает\s+в\s+(?:законную\s+)?силу|подлежит\s+(?:официальному\s+)?опубликованию/iu;

/** «1. О размещении детей», «I. По вопросу о кадрах:»: a header that names a subject is a question of the agenda. */
const SUBJECT = /^обо?\s|^о\s|^по\s+вопрос(?:у|ам)\s/iu;

interface Header {
  readonly depth: number;
  readonly text: string;
  readonly addressees: string | null;
}

/**
 * From the entries of one list to its decisions: headers give addressees to the points below, bullets stay
 * inside their point unless they carry «Срок/Ответственные» lines of their own.
 */
export function readOutline(entries: readonly Entry[], context: OutlineContext): Outline {
  const nodes = nodesOf(entries, context.text, context.index);
  const writer = createWriter(nodes, context);
  for (const [place, node] of nodes.entries()) writer.add(node, nodes[place + 1]);
  return writer.outline();
}

interface Writer {
  add(node: OutlineNode, next: OutlineNode | undefined): void;
  outline(): Outline;
}

function createWriter(nodes: readonly OutlineNode[], context: OutlineContext): Writer {
  const decisions: DraftDecision[] = [];
  const questions: ReadQuestion[] = [];
  const warnings: Warning[] = [];
  const numbering = createNumbering();
  const listScope = context.newScope();
  const pointsAreQuestions = context.question === null && nodes.some((node) => node.bullets.length > 0);
  const numbered = nodes.some(({ entry }) => entry.label !== null || entry.bullet);
  let headers: Header[] = [];
  let section: string | null = null;
  let sectionScope = listScope;
  let topPointScope = listScope;

  const textOf = (entry: Entry): string => collapse(context.text.slice(entry.start, entry.end));
  const headerOf = (depth: number, text: string): Header => ({
    depth,
    text,
    addressees: addresseesOfHeader(text, context.index),
  });
  const openQuestion = (number: string, title: string): void => {
    if (context.question === null) questions.push({ number, title });
  };
  const headerAddressees = (): string | null =>
    headers.findLast((header) => header.addressees !== null)?.addressees ?? null;

  const decide = (entry: Entry, question: string | null, scope: number, notes: readonly Warning[]): void => {
    const text = textOf(entry);
    decisions.push({
      question: context.question ?? question,
      label: entry.label?.printed ?? entry.letter,
      text,
      quote: { start: entry.start, end: entry.end },
      addressees: addresseesOfEntry(entry, text, headerAddressees(), context),
      deadline: deadlineOf(entry, scope, context.text, [
        ...headers.map((header) => header.text).reverse(),
        ...(context.commonTerm === null ? [] : [context.commonTerm]),
      ]),
      warnings: notes,
    });
  };

  const openSection = (number: string, title: string): void => {
    section = number;
    sectionScope = context.question === null ? context.newScope() : listScope;
    openQuestion(number, title);
  };

  const addSection = (entry: Entry): void => {
    const title = withoutColon(textOf(entry));
    headers = [headerOf(0, textOf(entry))];
    topPointScope = context.newScope();
    numbering.restart();
    openSection(title, title);
  };

  /** The term holds for the points below; who must act and how they count goes on. */
  const addTerm = (text: string): void => {
    headers = [
      ...headers.filter(({ depth, text: above }) => depth === 0 && !isTermHead(above)),
      headerOf(0, text),
    ];
  };

  const addBulletGroup = (node: OutlineNode): void => {
    const title = withoutColon(textOf(node.entry));
    const number = node.entry.label?.printed ?? title;
    const scope = context.question === null ? context.newScope() : listScope;
    openQuestion(number, title);
    const header = headerOf(depthOf(node.entry.label), textOf(node.entry));
    headers = node.entry.label === null ? [header] : [...headers, header];
    for (const bullet of node.bullets) decide(bullet, number, scope, []);
  };

  const add = (node: OutlineNode, next: OutlineNode | undefined): void => {
    const { entry, bullets } = node;
    const text = textOf(entry);
    const depth = depthOf(entry.label);
    if (entry.label !== null) headers = headers.filter((header) => header.depth < depth);
    const notes = entry.label === null ? [] : numbering.read(entry.label);
    if (entry.label !== null && !headers.some((header) => header.depth > 0) && !isPartOfHeader(entry.label))
      topPointScope = context.newScope();
    if (bullets.length > 0) return addBulletGroup(node);
    if (isHeader(entry, text, next?.entry, context.index)) {
      if (entry.label === null && isTermHead(text)) return addTerm(text);
      if (entry.label === null) return addSection(entry);
      headers.push(headerOf(depth, text));
      if (context.question === null && SUBJECT.test(text))
        openSection(entry.label.printed, withoutColon(text));
      numbering.openHeader(entry.label, notes);
      return;
    }
    if (entry.paragraph && numbered) {
      headers = [];
      section = null;
    } else if (entry.label === null && !entry.bullet && numbered && entry.attributes.length === 0) {
      if (hasTaskVerb(text)) warnings.push(ignored(text));
      return;
    }
    if (!tellsSomebody(entry, text, context.index)) return;
    const ownQuestion = pointsAreQuestions && section === null ? (entry.label?.printed ?? null) : null;
    if (ownQuestion !== null) openQuestion(ownQuestion, withoutColon(text));
    decide(entry, ownQuestion ?? section, scopeOf(ownQuestion), notes);
  };

  /** «Орловой А.А.: / 1) …; / 2) … Срок: …»: parts of one task. */
  const isPartOfHeader = ({ bracket }: Label): boolean =>
    bracket && headers.some(({ depth, addressees }) => depth === 0 && addressees !== null);

  const scopeOf = (ownQuestion: string | null): number => {
    if (ownQuestion !== null) return context.newScope();
    return context.wholeListSharesDeadline ? sectionScope : topPointScope;
  };

  return { add, outline: () => ({ decisions, questions, warnings }) };
}

/** A header has no lines of its own and numbered points below; it ends with a colon or names no task. */
function isHeader(entry: Entry, text: string, next: Entry | undefined, index: DirectoryIndex): boolean {
  if (entry.bullet || entry.attributes.length > 0 || next === undefined || next.label === null) return false;
  if (depthOf(next.label) <= depthOf(entry.label)) return false;
  if (text.endsWith(':')) return true;
  return entry.label === null ? namesOnly(text, index) : !hasTaskVerb(text);
}

/** A numbered point does as a rule; a paragraph by its verb, its lines or «Контроль оставляю за собой». */
function tellsSomebody(entry: Entry, text: string, index: DirectoryIndex): boolean {
  if (hasTaskVerb(text) || entry.attributes.length > 0) return true;
  if (entry.bullet && (beginsWithTerm(text) || namedBeforeDash(text, index) !== null)) return true;
  if (entry.label === null) return findLeadingAddressees(text, index) !== null;
  return !ENTRY_INTO_FORCE.test(text);
}

function deadlineOf(
  entry: Entry,
  scope: number,
  source: string,
  headers: readonly string[],
): PrintedDeadline {
  const lines = entry.attributes.filter((attribute) => attribute.kind === 'deadline');
  if (lines.length === 0) return { from: 'nowhere', scope, headers };
  const phrases = lines.map((line) => source.slice(line.start, line.end));
  return { from: 'words', phrases, scope, ...(entry.bulleted === true ? { amidBullets: true } : {}) };
}

function withoutColon(text: string): string {
  return trimTrailing(text, ':');
}

function ignored(text: string): Warning {
  return { code: 'content_ignored', message: `Абзац без номера не учтён как пункт: «${quotedWords(text)}»` };
}
