/** Parts of compounds that keep their hyphen wherever a line breaks after them. */
const COMPOUND_START =
  /(?:^|\P{L})(?:учебно|научно|социально|организационно|информационно|материально|финансово|физкультурно|художественно|культурно|военно|нормативно|психолого|историко|естественно|контрольно|северо|юго|онлайн|интернет|видео|вице|экс|пресс|бизнес|из|по|во|кое|медико|хозяйственно|программно|административно)$/iu;
const COMPOUND_END =
  /^(?:то|либо|нибудь|педагогическ|методическ|техническ|правов|экономическ|массов|оздоровительн)/iu;

/**
 * Two lines as one: «орга-» and «низация» → «организация», «учебно-» and «методический» keep the hyphen, other
 * lines get a space. `isKnown` tells whether a word stands elsewhere in the document.
 */
export function joinLines(first: string, second: string, isKnown: (word: string) => boolean): string {
  if (first === '' || second === '') return first + second;
  if (first.endsWith('\u00ad')) return first.slice(0, -1) + second;
  if (!/\p{L}[-‐]$/u.test(first) || !/^\p{Ll}/u.test(second)) return `${first} ${second}`;
  const start = /[\p{L}-]+$/u.exec(first.slice(0, -1))?.[0] ?? '';
  const end = /^[\p{L}-]+/u.exec(second)?.[0] ?? '';
  const compound =
    isKnown(`${start}-${end}`) ||
    (!isKnown(start + end) && (COMPOUND_START.test(start) || COMPOUND_END.test(end)));
  return compound ? first + second : first.slice(0, -1) + second;
}

/** Remembers the words of a text, in any case. */
export function knownWords(texts: Iterable<string>): (word: string) => boolean {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) words.add(word.toLowerCase());
  }
  return (word) => words.has(word.toLowerCase());
}
