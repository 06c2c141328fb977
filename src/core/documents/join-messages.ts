/**
 * A pasted text that a messenger's app has cut into several messages, put together again. Apps cut at the end of a
 * line or of a word and drop the white space there: a piece that begins like a line (a number, a bullet, a capital
 * letter after the end of a sentence) begins one, any other goes on with the words before.
 *
 *   «… Срок: до 1 октября.», «2. Направить …» → «… Срок: до 1 октября.\n2. Направить …»
 *   «… провести проверку», «готовности школ …» → «… провести проверку готовности школ …»
 */
export function joinMessages(pieces: readonly string[]): string {
  return pieces.reduce((before, piece) => {
    const head = before.trimEnd();
    if (head === '') return piece;
    return `${head}${beginsLine(head, piece.trimStart()) ? '\n' : ' '}${piece.trimStart()}`;
  }, '');
}

function beginsLine(before: string, piece: string): boolean {
  if (/^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|[•–—-])\s/u.test(piece)) return true;
  return /[.!?:;»)]$/u.test(before) && /^[\p{Lu}\d«"(]/u.test(piece);
}
