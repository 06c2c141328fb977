/**
 * Printed names of people: «Ильина И.В.», «И.В. Ильина», «Ильина Мария Петровна» in any case.
 * Surnames are not checked against anything; initials or a patronymic make the name.
 */
const SURNAME = '\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?';
const INITIALS = '\\p{Lu}\\.(?:\\s{0,2}\\p{Lu}\\.|\\p{Lu})?';
const PATRONYMIC =
  '\\p{Lu}\\p{Ll}+(?:вич|вича|вичу|вичем|виче|вна|вны|вне|вну|вной|ична|ичны|ичне|ичну|ичной|ич)';
const NAME = new RegExp(
  `(?<!\\p{L})(?:${SURNAME}\\s+${INITIALS}|${INITIALS}\\s{0,3}${SURNAME}|${SURNAME}\\s+\\p{Lu}\\p{Ll}+\\s+${PATRONYMIC}` +
    `|\\p{Lu}\\p{Ll}+\\s+${PATRONYMIC}\\s+${SURNAME})(?!\\p{L})`,
  'gu',
);

/** Where a text names people: offsets in order. */
export function findPersonNames(text: string): { start: number; end: number }[] {
  return [...text.matchAll(NAME)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** True where the text is one name and nothing else: a signature's last line. */
export function isPersonName(text: string): boolean {
  const trimmed = text.trim();
  const names = findPersonNames(trimmed);
  const only = names.length === 1 ? names[0] : undefined;
  return only !== undefined && only.start === 0 && only.end === trimmed.length;
}
