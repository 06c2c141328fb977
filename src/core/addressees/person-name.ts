/**
 * Printed names of people: «Ильина И.В.», «И.В. Ильина», «Ильина Мария Петровна» in any case.
 * Surnames are not checked against anything; initials or a patronymic make the name.
 */
const SURNAME = '[A-ZЀ-Я][a-zа-џ]+(?:-[A-ZЀ-Я][a-zа-џ]+)?';
const INITIALS = '[A-ZЀ-Я]\\.(?:\\s{0,2}[A-ZЀ-Я]\\.|[A-ZЀ-Я])?';
const PATRONYMIC =
  '[A-ZЀ-Я][a-zа-џ]+(?:вич|вича|вичу|вичем|виче|вна|вны|вне|вну|вной|ична|ичны|ичне|ичну|ичной|ич)';
const NAME = new RegExp(
  `(?<![A-Za-zЀ-ӿ])(?:${SURNAME}\\s+${INITIALS}|${INITIALS}\\s{0,3}${SURNAME}|${SURNAME}\\s+[A-ZЀ-Я][a-zа-џ]+\\s+${PATRONYMIC}` +
    `|[A-ZЀ-Я][a-zа-џ]+\\s+${PATRONYMIC}\\s+${SURNAME})(?![A-Za-zЀ-ӿ])`,
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

/** A printed name taken apart: «Ильиной И. В.» → «Ильиной», ['И', 'В'], nothing in full. */
export interface PersonName {
  readonly surname: string;
  /** First letters of the first name and the patronymic, as many as are printed. */
  readonly initials: readonly string[];
  /** The first name in full, null where only its initial is printed. */
  readonly firstName: string | null;
}

const PATRONYMIC_END = new RegExp(`^${PATRONYMIC}$`, 'u');

/** The parts of a text that is one person's name and nothing else; null for any other. */
export function parsePersonName(text: string): PersonName | null {
  if (!isPersonName(text)) return null;
  const words = text.match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];
  const initials = words.filter((word) => word.length === 1);
  const full = words.filter((word) => word.length > 1);
  const [first, second, third] = full;
  if (first === undefined) return null;
  if (second === undefined || third === undefined) return { surname: first, initials, firstName: null };
  const patronymicLast = PATRONYMIC_END.test(third);
  const [surname, name, patronymic] = patronymicLast ? [first, second, third] : [third, first, second];
  return { surname, initials: [name.charAt(0), patronymic.charAt(0)], firstName: name };
}

/**
 * True where a printed name, in any case, may be that of a person of the directory: the surname agrees, and so do
 * as many initials as both give.
 *
 *   «Ильиной И.В.», «И.В. Ильину», «Ильиной Ирине Викторовне» for «Ильина И.В.»
 *   never «Ильин И.В.», a man, or «Ильиной И.П.»; nor «Ореховой К.Д.» for «Орехов К.Д.»
 */
export function mayBeNamed(printed: PersonName, known: PersonName): boolean {
  if (!isSurnameOf(printed.surname, known.surname)) return false;
  if (!printed.initials.every((initial, at) => (known.initials[at] ?? initial) === initial)) return false;
  if (printed.firstName === null || known.firstName === null) return true;
  return nameStem(printed.firstName) === nameStem(known.firstName);
}

/** True where the printed word is the surname in some case. */
export function isSurnameOf(printed: string, known: string): boolean {
  if (nameStem(printed) !== nameStem(known)) return false;
  // «Ильиной» is no case of «Ильин».
  if (/[бвгджзклмнпрстфхцчшщ]$/u.test(known) && /[ое][йю]$/u.test(printed)) return false;
  const hers = /[ая]$/u.test(known);
  const his = /(?:[^аеёиоуыэюяь]|[ео]го|[ео]му)$/u.test(printed) && !/[ео]й$/u.test(printed);
  return !(hers && his);
}

/** What all cases of a name share. */
export function nameStem(name: string): string {
  const lower = name.toLowerCase().replaceAll('ё', 'е');
  const cut = lower.replace(
    /(?:ого|его|ому|ему|ой|ей|ою|ею|ая|яя|ую|юю|ым|им|ом|ем|ый|ий|ии|ию|ия|ье|ья|ью|а|я|у|ю|е|ы|и|о|ь|й)$/u,
    '',
  );
  return cut.length >= 2 ? cut : lower;
}
