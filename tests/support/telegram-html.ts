/** Tags of Telegram's HTML that this project uses. */
const ALLOWED_TAGS: ReadonlySet<string> = new Set(['b', 'i', 'u', 's', 'a', 'code', 'pre', 'blockquote']);

const TOKEN = /<(\/?)([a-z]+)(?: href="[^"<>]*")?>|&(?:amp|lt|gt|quot);|[<>&]|[^<>&]+/g;

/**
 * What is wrong with a text as Telegram HTML: tags that are not allowed, not closed or crossed, and `<`, `>`, `&`
 * that were not escaped. Stricter than Telegram, which takes a lone `&` for text: here it means a forgotten escape.
 *
 *   htmlFaults('<b>Срок</b> &lt; 3') → []
 *   htmlFaults('<b>A & B')           → ['raw "&"', 'not closed: b']
 */
export function htmlFaults(html: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [token, slash, tag] of html.matchAll(TOKEN)) {
    if (token === '<' || token === '>' || token === '&') faults.push(`raw "${token}"`);
    if (tag === undefined) continue;
    if (!ALLOWED_TAGS.has(tag)) faults.push(`tag not allowed: ${tag}`);
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) faults.push(`closed out of order: ${tag}`);
  }
  return [...faults, ...open.map((tag) => `not closed: ${tag}`)];
}
