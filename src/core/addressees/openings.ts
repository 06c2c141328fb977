import type { Word } from './words.ts';

/** «совместно с», «при участии», as a whole note or the words before a name; it says nothing of who is meant. */
const TOGETHER =
  /^(?:(?:совместно|вместе)\s+со?|при\s+(?:участии|содействии|поддержке)|с\s+(?:участием|привлечением)|во\s+взаимодействии\s+со?)(?![A-Za-zЀ-ӿ])/iu;
const TOGETHER_FIRST = /^(?:совместно|вместе|при|с|во)$/iu;
const LONGEST_TOGETHER = 3;
const ACTING_WORDS =
  '(?<![A-Za-zЀ-ӿ.])(?:(?:временно\\s+)?исполняющ[а-я]{2,4}\\s+обязанности|вр\\.\\s?и\\.\\s?о\\.|врио|[Ии]\\.\\s?о\\.|(?<=^\\s*|[,;:\\n]\\s*)И\\.\\s?О\\.)\\s*';
/** «и.о.», «врио», «исполняющему обязанности»: whoever stands in for the head. */
const ACTING = new RegExp(`${ACTING_WORDS}(?=[a-zа-яё])`, 'gu');

/** What stands right before a name's first word and belongs to it: «и.о. ректора», a quotation mark. */
export const OPENING = new RegExp(`(?:${ACTING_WORDS}|[«"„]\\s*)$`, 'u');

/** True where a note begins so: «(совместно с ЗЦОКО)». */
export const saysTogether = (note: string): boolean => TOGETHER.test(note);

/** How many words from here say «совместно с», «при участии». */
export function togetherAt(places: readonly { readonly word: Word }[], at: number): number {
  if (!TOGETHER_FIRST.test(places[at]?.word.text ?? '')) return 0;
  for (let length = 2; length <= LONGEST_TOGETHER; length += 1) {
    const said = places.slice(at, at + length).map(({ word }) => word.text);
    if (said.length === length && TOGETHER.test(said.join(' '))) return length;
  }
  return 0;
}

/** What every such word has. */
const MAYBE_ACTING = /[Ии]\.|врио|исполняющ|вр\./u;

/** Where a text says that somebody stands in for a head. */
export function actingIn(printed: string): { readonly start: number; readonly end: number }[] {
  if (!MAYBE_ACTING.test(printed)) return [];
  return [...printed.matchAll(ACTING)].map(({ 0: said, index: start }) => ({
    start,
    end: start + said.length,
  }));
}
