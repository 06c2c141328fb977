import { cutText } from './html.ts';
import { type RollUpFacts, rollUpText } from './roll-up.ts';

/** Words of one organization below. */
const WORDS = 400;

/**
 * The text of a report gathered from those below; plain, as an executor would have written it.
 *
 *   Исполнили 2 из 3 школ.
 *   1. Заречная ООШ: Паспорт обновлён.
 *   2. …
 */
export function gatheredText(
  rollUp: RollUpFacts,
  parts: readonly { readonly organizationName: string; readonly words: string }[],
): string {
  return [
    `${rollUpText(rollUp)}.`,
    ...parts.map(({ organizationName, words }, at) => {
      const said = words.trim().replaceAll(/\s+/g, ' ');
      return `${at + 1}. ${organizationName}: ${said === '' ? 'исполнено' : cutText(said, WORDS)}`;
    }),
  ].join('\n');
}
