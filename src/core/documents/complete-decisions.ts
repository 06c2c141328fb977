import {
  type DirectoryIndex,
  findHeaderAddressees,
  type ResolvedAddressees,
  resolveWith,
} from '../addressees/index.ts';
import type { DeadlineReading } from '../deadlines/index.ts';
import type { Warning } from '../warning.ts';
import type { DraftDecision } from './draft-decision.ts';
import type { ReadDecision } from './read-document.ts';
import { collapse } from './source-text.ts';
import {
  LAST_BRACKET,
  readHeaders,
  readInText,
  readLines,
  readPhrase,
  readUnmarked,
  readWords,
  splitCell,
  type TermContext,
} from './term-readings.ts';

/** What the words of decisions are understood against. */
export interface CompletionContext extends TermContext {
  readonly index: DirectoryIndex;
  /** Short names the document itself gives: «… (далее – МОУО)», with the words they stand for. */
  readonly shortNames: ReadonlyMap<string, string>;
  /** Whom words were found to mean: a header's words are those of every point below it. */
  readonly resolved: Map<string, ResolvedAddressees>;
}

interface Understood {
  readonly draft: DraftDecision;
  readonly addressees: ResolvedAddressees;
  /** What is printed for this decision itself or in the header above it, null where it must look below. */
  readonly deadline: DeadlineReading | null;
  /** True where it is the header's. */
  readonly fromHeader: boolean;
}

/** Resolves the addressees of every decision and reads its deadline, its own or one from a point below. */
export function completeDecisions(
  drafts: readonly DraftDecision[],
  printedContext: Omit<CompletionContext, 'shortNames' | 'resolved'>,
): ReadDecision[] {
  const shortNames = shortNamesIn(drafts, printedContext);
  const context: CompletionContext = { ...printedContext, shortNames, resolved: new Map() };
  const decisions: ReadDecision[] = [];
  const nearestBelow = new Map<number, Understood>();
  for (const draft of drafts.toReversed()) {
    const decision = understand(draft, context);
    const scope = draft.deadline.from === 'shared_cell' ? null : draft.deadline.scope;
    const source = scope === null || decision.deadline !== null ? null : (nearestBelow.get(scope) ?? null);
    decisions.push(complete(decision, source, context));
    if (scope !== null && draft.deadline.from === 'words') nearestBelow.set(scope, decision);
  }
  return decisions.reverse();
}

function understand(draft: DraftDecision, context: CompletionContext): Understood {
  const { deadline, addressees } = draft;
  if (deadline.from === 'shared_cell') {
    const words = addressees.from === 'deadline_cell' ? null : wordsOf(draft);
    return understoodCell(draft, deadline.cell, words, context);
  }
  if (deadline.from === 'words') {
    const own = readLines(deadline, draft.text, context);
    return { draft, addressees: addresseesOf(wordsOf(draft), context), deadline: own, fromHeader: false };
  }
  const bracket = addressees.from === 'nowhere' ? understoodBracket(draft, context) : null;
  if (bracket !== null) return bracket;
  const own = readWords(draft.text, context);
  const above = own === null ? readHeaders(deadline.headers, context) : null;
  return {
    draft,
    addressees: addresseesOf(wordsOf(draft), context),
    deadline: own ?? above,
    fromHeader: above !== null,
  };
}

/** A deadline and bodies in one place; `words` where the bodies are printed elsewhere. */
function understoodCell(
  draft: DraftDecision,
  printed: string,
  words: string | null,
  context: CompletionContext,
): Understood {
  const cell = splitCell(printed, context);
  return {
    draft,
    addressees: addresseesOf(words ?? cell.rest, context),
    deadline: cell.phrase === null ? readInText(draft.text, context) : readPhrase(cell.phrase, context),
    fromHeader: false,
  };
}

function understoodBracket(draft: DraftDecision, context: CompletionContext): Understood | null {
  const inside = LAST_BRACKET.exec(draft.text)?.[1];
  if (inside === undefined) return null;
  const cell = splitCell(inside, context);
  // «(не позднее 1 июля)» names nobody, «(приложение № 1)» no day, «(в редакции от 1 мая)» a date of an act.
  if (cell.phrase === null || cell.rest === '' || findHeaderAddressees(cell.rest, context.index) === null)
    return null;
  return understoodCell(draft, inside, null, context);
}

function wordsOf({ addressees }: DraftDecision): string {
  return addressees.from === 'words' ? addressees.words : '';
}

function addresseesOf(words: string, context: CompletionContext): ResolvedAddressees {
  const known = context.resolved.get(words);
  const resolved = known ?? resolveWith(context.index, context.shortNames.get(shortNameOf(words)) ?? words);
  context.resolved.set(words, resolved);
  if (resolved.addressees.length > 0) return resolved;
  const message = 'Не указано, кому поручено: выберите адресатов.';
  return { addressees: [], warnings: [{ code: 'no_addressee', message }] };
}

const FURTHER = /\(далее(?:\s+по\s+тексту)?\s*[–—:-]\s*([^()]{2,60})\)/iu;

/** «Муниципальным органам управления образованием (далее – МОУО)»: МОУО are they in every point. */
function shortNamesIn(
  drafts: readonly DraftDecision[],
  { index }: { index: DirectoryIndex },
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { addressees } of drafts) {
    const found = addressees.from === 'words' ? FURTHER.exec(addressees.words) : null;
    if (addressees.from !== 'words' || found?.[1] === undefined) continue;
    const whole = addressees.words.slice(0, found.index);
    const isKnown = resolveWith(index, found[1]).warnings.length === 0;
    if (!isKnown && resolveWith(index, whole).addressees.length === 1)
      names.set(shortNameOf(found[1]), whole);
  }
  return names;
}

function shortNameOf(words: string): string {
  return collapse(words).toLowerCase();
}

/** `source` is the later decision whose «Срок» line serves this one, null where it has its own or none. */
function complete(decision: Understood, source: Understood | null, context: CompletionContext): ReadDecision {
  const { draft, addressees } = decision;
  const reading =
    decision.deadline ??
    source?.deadline ??
    // A row of a table that leaves its column of days empty has no term but a day it names.
    (draft.deadline.from === 'nowhere'
      ? readUnmarked(draft.text, context, { years: draft.deadline.scope !== null })
      : null) ??
    readPhrase(null, context);
  const crosses = source !== null && namesOf(source) !== namesOf(decision);
  return {
    question: draft.question,
    label: draft.label,
    text: draft.text,
    addressees: addressees.addressees,
    deadline: { ...reading.deadline, inherited: source !== null || decision.fromHeader },
    quote: draft.quote,
    ...(draft.annex === undefined ? {} : { annex: draft.annex }),
    warnings: [
      ...draft.warnings,
      ...addressees.warnings,
      ...reading.warnings,
      ...(crosses ? [crossesAddressee(reading.deadline.text, source)] : []),
    ],
  };
}

/** Whom a decision names; a person, a post or an unknown body is only itself. */
function namesOf({ addressees }: Understood): string {
  return addressees.addressees
    .map(({ code, text, only, except }) =>
      ['PERSON', 'ROLE', 'OTHER'].includes(code) ? `${code} ${text}` : JSON.stringify([code, only, except]),
    )
    .join('|');
}

function crossesAddressee(phrase: string | null, { draft }: Understood): Warning {
  const point = draft.label === null ? 'пункта ниже' : `пункта ${draft.label}`;
  const message = `Срок «${phrase ?? ''}» взят из ${point}, где назван другой адресат.`;
  return { code: 'crosses_addressee', message };
}
