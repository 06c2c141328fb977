/** Parts of compounds that keep their hyphen wherever a line breaks after them. */
const COMPOUND_START =
  /(?:^|\P{L})(?:учебно|научно|социально|организационно|информационно|материально|финансово|физкультурно|художественно|культурно|военно|нормативно|психолого|историко|естественно|контрольно|северо|юго|онлайн|интернет|видео|вице|экс|пресс|бизнес|из|по|во|кое|медико|хозяйственно|программно|административно)$/iu;
const COMPOUND_END =
  /^(?:то|либо|нибудь|педагогическ|методическ|техническ|правов|экономическ|массов|оздоровительн)/iu;

/**
 * Whether the hyphen at the end of a line belongs to the word it cuts: «учебно-» and «методический» keep it, «орга-»
 * and «низация» do not. `isKnown` tells whether a word stands elsewhere in the document.
 */
export function keepsHyphen(start: string, end: string, isKnown: (word: string) => boolean): boolean {
  if (isKnown(`${start}-${end}`)) return true;
  return !isKnown(start + end) && (COMPOUND_START.test(start) || COMPOUND_END.test(end));
}

/** Remembers the words of a text, in any case. */
export function knownWords(texts: Iterable<string>): (word: string) => boolean {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.matchAll(/[A-Za-zЀ-ӿ]+(?:-[A-Za-zЀ-ӿ]+)*/gu)) words.add(word.toLowerCase());
  }
  return (word) => words.has(word.toLowerCase());
}
