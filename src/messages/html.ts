/**
 * Telegram's HTML subset. Whatever comes from outside (documents, names, comments) passes through escapeHtml.
 */

/** Escapes text for Telegram's HTML: «A & B <i>» → "A &amp; B &lt;i&gt;". */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Bold; the text is escaped. */
export function bold(text: string): string {
  return `<b>${escapeHtml(text)}</b>`;
}

/** Italic; the text is escaped. */
export function italic(text: string): string {
  return `<i>${escapeHtml(text)}</i>`;
}

/** How long Telegram counts the HTML: without tags, every entity as the character it means, in UTF-16 units. */
export function visibleLength(html: string): number {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#(\d+)|#x([\da-fA-F]+));/g, (_entity, decimal?: string, hex?: string) => {
      const code = hex === undefined ? Number(decimal ?? 0) : Number.parseInt(hex, 16);
      return code > 0xffff ? '..' : '.';
    }).length;
}

/** The text cut at a word boundary to at most `max` (≥ 1) UTF-16 units, with an ellipsis where something was cut. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  // A space right after the last word that fits counts too; its place is the ellipsis's.
  const lastSpace = text.lastIndexOf(' ', max - 1);
  const cut = text.slice(0, lastSpace > max / 2 ? lastSpace : max - 1);
  // A lone high surrogate at the end would be refused by Telegram.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').replace(/[\s,;:.–—-]+$/u, '')}…`;
}

/** The HTML as a terminal shows it: without tags, entities as characters. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
