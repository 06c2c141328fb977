import {
  type DirectoryIndex,
  findHeaderAddressees,
  findLeadingAddressees,
  findPersonNames,
  hasTaskVerb,
  resolveWith,
  trimTrailing,
} from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import { beginsWithTerm, namedBeforeDash } from './assigned-lines.ts';
import { isCapitals } from './boundaries.ts';
import type { DraftDecision, PrintedAddressees, PrintedDeadline } from './draft-decision.ts';
import type { Entry } from './entries.ts';
import type { Label } from './labels.ts';
import { createNumbering, depthOf } from './numbering.ts';
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

export interface Outline {
  readonly decisions: readonly DraftDecision[];
  /** Sections the list itself opens: addressee lines, points with bullets of their own. */
  readonly questions: readonly ReadQuestion[];
  readonly warnings: readonly Warning[];
}

/** A point about the act itself that tells nobody to do anything. */
const ENTRY_INTO_FORCE = /вступает\s+в\s+(?:законную\s+)?силу|подлежит\s+(?:официальному\s+)?опубликованию/iu;

/** «1. О размещении детей»: a header that names a subject is a question of the agenda. */
const SUBJECT = /^обо?\s|^о\s/iu;

interface Header {
  readonly depth: number;
  readonly text: string;
  readonly addressees: string | null;
}

/** An entry and the bullets that are decisions of their own under it. */
interface Node {
  readonly entry: Entry;
  readonly bullets: readonly Entry[];
}

/**
 * From the entries of one list to its decisions: headers give addressees to the points below, bullets stay
 * inside their point unless they carry «Срок/Ответственные» lines of their own.
 */
export function readOutline(entries: readonly Entry[], context: OutlineContext): Outline {
  const nodes = groupBullets(withListsInside(entries, context.text), (entry, bullets) =>
    headsBullets(entry, bullets, context),
  );
  const writer = createWriter(nodes, context);
  for (const [place, node] of nodes.entries()) writer.add(node, nodes[place + 1]);
  return writer.outline();
}

/**
 * «2. Утвердить: / 1) порядок …; / 2) форму …»: what a point is about, not points of their own; they stay inside it
 * like bullets.
 */
function withListsInside(entries: readonly Entry[], text: string): readonly Entry[] {
  const wordsOf = ({ start, end }: Entry): string => collapse(text.slice(start, end));
  const settled: Entry[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) break;
    settled.push(entry);
    const heads = entry.label !== null && entries[at + 1]?.label?.bracket === true;
    const words = heads && entry.attributes.length === 0 ? wordsOf(entry) : '';
    const opens = words.endsWith(':') && hasTaskVerb(lastWordOf(words));
    const list = opens ? entries.slice(at + 1, endOfBracketed(entries, at + 1)) : [];
    if (list.length === 0 || list.some((one) => one.attributes.length > 0 || hasTaskVerb(wordsOf(one))))
      continue;
    settled.push(
      ...list.map(
        (one): Entry => ({ ...one, label: null, bullet: true, start: one.start - (one.label?.length ?? 0) }),
      ),
    );
    at += list.length;
  }
  return settled;
}

const lastWordOf = (words: string): string => trimTrailing(words, ':').split(' ').at(-1) ?? '';

function endOfBracketed(entries: readonly Entry[], from: number): number {
  let to = from;
  while (entries[to]?.label?.bracket === true) to += 1;
  return to;
}

/**
 * Bullets join the point above, or stay apart where one before the last has attributes of its own, and under a line
 * without a number that only says whom they are for.
 */
function groupBullets(
  entries: readonly Entry[],
  headsTasks: (entry: Entry, bullets: readonly Entry[]) => boolean,
): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at];
    if (entry === undefined) break;
    let next = at + 1;
    if (!entry.bullet) while (entries[next]?.bullet === true) next += 1;
    const bullets = entries.slice(at + 1, next);
    const apart =
      bullets.slice(0, -1).some((bullet) => bullet.attributes.length > 0) ||
      (bullets.length > 0 &&
        entry.label === null &&
        (headsTasks(entry, bullets) || bullets.every(({ attributes }) => attributes.length > 0)));
    nodes.push(apart ? { entry, bullets } : { entry: joined(entry, bullets), bullets: [] });
    at = next;
  }
  return nodes;
}

const ENTRUSTED_HEAD = /^(?:рекомендовать|поручить|обязать|предложить|просить)\s*:$/iu;

/** «Муниципальным органам управления образованием:» above «- создать …», «На уровне района:» above the same. */
function headsBullets(entry: Entry, bullets: readonly Entry[], { text, index }: OutlineContext): boolean {
  const words = collapse(text.slice(entry.start, entry.end));
  if (entry.bullet || entry.attributes.length > 0) return false;
  if ((words.endsWith(':') || entry.label === null) && namesOnly(words, index)) return true;
  return (
    entry.label === null &&
    (words.endsWith(':') || isCapitals(words)) &&
    (!hasTaskVerb(words) || ENTRUSTED_HEAD.test(words)) &&
    bullets.every(({ start, end }) => {
      const task = text.slice(start, end);
      return hasTaskVerb(task) || beginsWithTerm(task);
    })
  );
}

function joined(entry: Entry, bullets: readonly Entry[]): Entry {
  if (bullets.length === 0) return entry;
  return {
    ...entry,
    bulleted: true,
    end: bullets.at(-1)?.end ?? entry.end,
    attributes: [...entry.attributes, ...bullets.flatMap((bullet) => bullet.attributes)],
  };
}

interface Writer {
  add(node: Node, next: Node | undefined): void;
  outline(): Outline;
}

function createWriter(nodes: readonly Node[], context: OutlineContext): Writer {
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
  const headerOf = (depth: number, text: string): Header => {
    const span = findHeaderAddressees(text, context.index);
    return { depth, text, addressees: span === null ? unknownHead(text) : text.slice(span.start, span.end) };
  };
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
      addressees: addresseesOf(entry, text, headerAddressees(), context),
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

  const addBulletGroup = (node: Node): void => {
    const title = withoutColon(textOf(node.entry));
    const number = node.entry.label?.printed ?? title;
    const scope = context.question === null ? context.newScope() : listScope;
    openQuestion(number, title);
    const header = headerOf(depthOf(node.entry.label), textOf(node.entry));
    headers = node.entry.label === null ? [header] : [...headers, header];
    for (const bullet of node.bullets) decide(bullet, number, scope, []);
  };

  const add = (node: Node, next: Node | undefined): void => {
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

function namesOnly(text: string, index: DirectoryIndex): boolean {
  return !hasTaskVerb(text) && findHeaderAddressees(text, index) !== null;
}

function addresseesOf(
  entry: Entry,
  text: string,
  fromHeader: string | null,
  context: OutlineContext,
): PrintedAddressees {
  const inherited = fromHeader ?? context.addressedTo;
  const lines = entry.attributes
    .filter((attribute) => attribute.kind === 'responsible')
    .map((line) => context.text.slice(line.start, line.end))
    .join('; ');
  const span = findLeadingAddressees(text, context.index) ?? headOfList(text, context.index);
  const named = span === null ? null : text.slice(span.start, span.end);
  const leading =
    (named !== null && AN_ACT.test(named) ? null : named) ??
    dativeHead(text) ??
    namedBeforeDash(text, context.index);
  if (lines !== '') {
    // «Отделу … подготовить … Отв.: Орехов К.Д.»: the person answers within the body the text names.
    const body = leading ?? fromHeader;
    const words = body !== null && namesOnlyPeople(lines, context.index) ? `${body}; ${lines}` : lines;
    return { from: 'words', words };
  }
  // «Департаменту: б) совместно с институтом разработать …»: with the one the header names.
  const words =
    inherited !== null && TOGETHER.test(leading ?? '') ? `${inherited} ${leading}` : (leading ?? inherited);
  return words === null ? { from: 'nowhere' } : { from: 'words', words };
}

/** «Постановление администрации … признать утратившим силу»: what is meant, not who. */
const AN_ACT =
  /^(?:постановлени|распоряжени|приказ|решени|положени|протокол|пункт|подпункт|абзац|приложени)[A-Za-zЀ-ӿ]{0,2}(?![A-Za-zЀ-ӿ])/iu;
const DATIVE_HEAD =
  /^(?:(?:рекомендовать|поручить|предложить)\s+)?((?:\p{Lu}|\p{Ll})[A-Za-zЀ-ӿ-]+(?:ам|ям|ому|ему)|(?:орг)?комитету|аппарату|штабу|участку|кабинету|редактору|совету|центру|отряду|посту|заводу)(?![A-Za-zЀ-ӿ])/iu;
const LONGEST_DATIVE = 160;

/**
 * Whom a point names in the dative before its verb, though nothing of it is known: «Собственникам автобусов
 * оборудовать …» → «Собственникам автобусов». Null where a verb or a sign comes first.
 */
function dativeHead(text: string): string | null {
  if (!DATIVE_HEAD.test(text)) return null;
  const lead = /^(?:рекомендовать|поручить|предложить)\s+/iu.exec(text)?.[0].length ?? 0;
  const words = text.slice(lead, lead + LONGEST_DATIVE).split(/(?<=\s)/u);
  const verb = words.findIndex((word) => hasTaskVerb(word));
  if (verb < 1) return null;
  const head = words.slice(0, verb).join('').trim();
  return /[.;:]\s|\d{4}|(?:^|\s)(?:до|в\s+срок|не\s+позднее)\s/iu.test(head)
    ? null
    : trimTrailing(head, ',–—-');
}

/** «Методическому кабинету (Ершова Т.Т.):» above «3.1.», though nobody knows it; null for other headings. */
function unknownHead(text: string): string | null {
  const isHead = text.endsWith(':') && text.length <= LONGEST_DATIVE && DATIVE_HEAD.test(text);
  if (!isHead || hasTaskVerb(text) || /вопрос|\d{4}|(?:^|\s)(?:до|в\s+срок)\s/iu.test(text)) return null;
  return trimTrailing(text.replace(/^(?:рекомендовать|поручить|предложить)\s+/iu, ''), ' :');
}

const TOGETHER = /^(?:совместно|вместе)\s+со?\s/iu;

/** «Органам местного самоуправления: - принять …; - довести …»: named before the colon. */
function headOfList(text: string, index: DirectoryIndex): { start: number; end: number } | null {
  const colon = text.indexOf(':');
  return colon === -1 ? null : findHeaderAddressees(text.slice(0, colon), index);
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
  const head = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return { code: 'content_ignored', message: `Абзац без номера не учтён как пункт: «${head}»` };
}

/** «Орехов К.Д.», «ректор Орехов К.Д.»: nobody but people the directory knows no organization of. */
function namesOnlyPeople(words: string, index: DirectoryIndex): boolean {
  if (findPersonNames(words).length === 0) return false;
  const { addressees } = resolveWith(index, words);
  return addressees.length > 0 && addressees.every(({ code }) => code === 'PERSON');
}
