/** Characters of a document that end a paragraph, a cell, or frame a field (MS-DOC 2.4.1). */
export const CELL_END = '\u0007';
export const FIELD_BEGIN = '\u0013';
export const FIELD_RESULT = '\u0014';
export const FIELD_END = '\u0015';

/** Characters with a meaning of their own; others below the space are left out. */
const PRINTED: Readonly<Record<string, string>> = { '\t': '\t', '\v': '\n', '\u001e': '-', '\u001f': '' };

/** What a character prints: a soft hyphen nothing, an unbreakable one a hyphen. */
export function printed(character: string): string {
  return character < ' ' ? (PRINTED[character] ?? '') : character;
}

/** The words of a text that is not laid out: without field codes, a line for each paragraph. */
export function plainWords(text: string): string {
  let words = '';
  const fields: boolean[] = [];
  for (const character of text) {
    if (character === FIELD_BEGIN) fields.push(false);
    else if (character === FIELD_RESULT && fields.length > 0) fields[fields.length - 1] = true;
    else if (character === FIELD_END) fields.pop();
    else if (fields.every((result) => result))
      words += character === '\r' || character === CELL_END ? '\n' : printed(character);
  }
  return words;
}
