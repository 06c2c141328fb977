import { findPersonNames, hasTaskVerb, isPersonName } from '../addressees/index.ts';
import type { Line } from './lines.ts';

const SIGNATURE =
  /^(?:(?:перв[A-Za-zЀ-ӿ]+\s+)?заместитель|председател(?:ь|ьствующий)|председательствовал|секретарь|начальник|руководитель|директор|глава|министр|ректор|заведующ(?:ий|ая)|координатор|инспектор|губернатор|мэр|префект|прокурор|протокол\s+в[её]л[аи]?|верно|лист\s+(?:согласования|ознакомления)|и\.\s?[оп]\.|врио|исп\.|исполнитель|согласовано|разослать|рассылка|подпись|с\s+приказом\s+ознакомлен[A-Za-zЀ-ӿ]*|с\s+(?:уважением|наилучшими\s+пожеланиями))(?![A-Za-zЀ-ӿ])/iu;
/** Where a message is quoted or forwarded: not what this one says. */
const FORWARDED = /^(?:>|[-–—_=]{2,}\s*(?:пересылаемо|пересланно|исходно|original|forwarded))/iu;
/** What a letter adds below its requests, and its enclosures. */
const CLOSING =
  /^(?:приложени[ея]\s*:|дополнительно\s+(?:сообщаем|информируем)|обращаем\s+(?:ваше\s+)?внимание|контактн[A-Za-zЀ-ӿ]+\s+(?:лиц|телефон)|по\s+(?:всем\s+)?вопросам\s+обращаться|вопросы\s)/iu;
const LONGEST_SIGNATURE = 160;
const NAME_WITHIN_LINES = 3;

/**
 * True where a list of decisions ends with this line: its signature, on one line or several, what a letter adds below
 * its requests, a forwarded message.
 */
export function isSignature(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || line.label !== null || line.bullet > 0 || line.meaning.kind !== 'text')
    return false;
  if (isPersonName(line.text) || namesSigner(line.text) || FORWARDED.test(line.text)) return true;
  if (CLOSING.test(line.text) || beginsSigner(lines, at)) return true;
  if (!SIGNATURE.test(line.text) || line.text.length > LONGEST_SIGNATURE || hasTaskVerb(line.text))
    return false;
  if (/^с\s+(?:у|н)/iu.test(line.text)) return true;
  if (line.text.endsWith(':') && !/^(?:исп|раз|рас)/iu.test(line.text)) return false;
  const near = lines.slice(at, at + 1 + NAME_WITHIN_LINES);
  const isLast = at + NAME_WITHIN_LINES >= lines.length && near.every(endsDocument);
  return isLast || near.some((candidate) => findPersonNames(candidate.text).length > 0);
}

/** «Губернатор / Заозёрской области»: nothing but short lines to the end. */
function endsDocument({ text, label, bullet }: Line): boolean {
  return (
    label === null &&
    bullet === 0 &&
    text.length <= LONGEST_POST &&
    !/[.;:]$/u.test(text) &&
    !hasTaskVerb(text)
  );
}

/** A name alone on a line, capitals included: «В.А. ОРЛОВ». */
const NAME_ALONE =
  /^(?:(?:\p{Lu}\.\s{0,2}){1,2}\p{Lu}[A-Za-zЀ-ӿ-]+|\p{Lu}[A-Za-zЀ-ӿ-]+\s+\p{Lu}\.\s{0,2}\p{Lu}\.)$/u;
const LONGEST_POST = 100;
const MOST_POST_LINES = 3;

/** «И.о. мэра города / В.А. ОРЛОВ»: the lines of a post after the end of a sentence, then a name alone. */
function beginsSigner(lines: readonly Line[], at: number): boolean {
  if (!/[.;!»)]$/u.test(lines[at - 1]?.text ?? '')) return false;
  for (const { text, label, bullet, meaning } of lines.slice(at, at + MOST_POST_LINES + 1)) {
    if (NAME_ALONE.test(text) || namesSigner(text)) return true;
    const isPost = label === null && bullet === 0 && meaning.kind === 'text' && !/[.;:]$/u.test(text);
    if (!isPost || text.length > LONGEST_POST || hasTaskVerb(text)) return false;
  }
  return false;
}

/** «Координатор комиссии                Ц.Ц. Пряхин»: a name set apart from the post, whatever the post. */
export function namesSigner(text: string): boolean {
  if (text.length > LONGEST_SIGNATURE || !/\s{3}|_{3}|\t/u.test(text)) return false;
  const name = findPersonNames(text).at(-1);
  if (name === undefined || name.end !== text.length) return false;
  const before = text.slice(0, name.start);
  return (
    /(?:\s{3}|_{3}\s?|\t)$/u.test(before) && !/[;:]|\.\s+\p{Lu}\p{Ll}/u.test(before) && !hasTaskVerb(before)
  );
}
