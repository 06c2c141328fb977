import { collapse } from './source-text.ts';

const TERM =
  /^(?:в\s+срок|срок(?:\s+исполнения)?\s|до\s+(?:\d|конца|начала)|к\s+\d|не\s+поздн|постоянно|ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|в\s+течени[еи]\s|немедленно|незамедлительно|по\s+мере\s+необходимости)/iu;
const LONGEST = 100;

/**
 * True for a line that says until when the points below it are to be done, and nothing else.
 *
 *   «В срок до 1 марта 2027 года:», «Постоянно:» → true
 *   «В срок до 1 марта школам:» → true as well: whom it names is read apart from the term
 *   «Довести до школ:»          → false
 */
export function isTermHead(text: string): boolean {
  const words = collapse(text);
  return words.endsWith(':') && words.length <= LONGEST && TERM.test(words);
}
