import type { AddresseeCandidate } from '../documents/read-document.ts';
import { describe } from './descriptor.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { disagreeing, type Meaning } from './meaning.ts';
import { type AddresseeItem, splitAddressees } from './split-addressees.ts';
import { isHeadPost } from './vocabulary.ts';
import { type Word, wordsOf } from './words.ts';

/** What the words of an item without a person mean. */
export type ReadWords = (item: AddresseeItem, words: readonly Word[]) => Meaning;

/**
 * The organization whose head is named with the post, or in brackets behind the name: «ректору ЗОИРО Ильиной И.В.»,
 * «Ильина И.В. (СОШ № 3 г. Озёрска)». Null where no organization is named so; nobody for sure where one is that the
 * directory does not know or has several of.
 */
export function readHeaded(
  item: AddresseeItem,
  words: readonly Word[],
  index: DirectoryIndex,
  read: ReadWords,
): Meaning | null {
  const nameless = words.filter(({ start }) => !item.names.some((name) => isIn(start, name)));
  const body = nameless.slice(nameless.findIndex(isHeadPost) + 1);
  if (nameless.length > body.length && body.length > 0 && nameless.length - body.length <= 2) {
    const meaning = read({ ...item, person: false, names: [] }, nameless);
    if (isOrganization(meaning)) return meaning;
    if (meaning.kind === 'unknown' && (meaning.candidates.length > 0 || namesOneBody(body))) return meaning;
  }
  const noted = item.notes.map((note) => readNote(note, index, read)).find((meaning) => meaning !== null);
  return nameless.length === 0 ? (noted ?? null) : null;
}

/**
 * The person the directory knows and the organization printed with the name are to be the same; where they are not,
 * the reviewer is asked.
 */
export function agreeing(text: string, named: Meaning, headed: Meaning, index: DirectoryIndex): Meaning {
  const [ofPerson, ofBody] = [candidatesOf(named), candidatesOf(headed)];
  const common = ofBody.filter(({ code }) => ofPerson.some((one) => one.code === code));
  if (headed.kind === 'entry' && common.length > 0) return headed;
  const rest = ofPerson.filter(({ code }) => !ofBody.some((one) => one.code === code));
  const candidates = [...(common.length === 1 ? common : ofBody), ...rest];
  return disagreeing(text, candidates, index);
}

function candidatesOf(meaning: Meaning): readonly AddresseeCandidate[] {
  if (meaning.kind === 'entry') return [{ code: meaning.entry.code, score: 0.5 }];
  return meaning.kind === 'unknown' ? meaning.candidates : [];
}

const isIn = (at: number, { start, text }: { readonly start: number; readonly text: string }): boolean =>
  start <= at && at < start + text.length;

const isOrganization = (meaning: Meaning): boolean =>
  meaning.kind === 'entry' && meaning.entry.kind !== 'group';

/** «ВКИРО», «СОШ № 3», «МБОУ «Радуга»»: one body of that name, where «отдела кадров» is a part of some. */
export function namesOneBody(body: readonly Word[]): boolean {
  const { type, numbers } = describe(body);
  return body.some(({ abbreviation }) => abbreviation) || (type !== null && numbers.size > 0);
}

/** «(СОШ № 3 г. Озёрска)»; null for a note that names no one organization. */
function readNote(note: string, index: DirectoryIndex, read: ReadWords): Meaning | null {
  const items = splitAddressees(note, index);
  const [only] = items;
  if (only === undefined || items.length > 1 || only.person) return null;
  const words = wordsOf(note);
  const meaning = read(only, only.words);
  if (isOrganization(meaning)) return meaning;
  return meaning.kind === 'unknown' && meaning.candidates.length > 0 && describe(words).numbers.size > 0
    ? meaning
    : null;
}
