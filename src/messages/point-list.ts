import { bold, escapeHtml } from './html.ts';
import type { Page } from './pages.ts';
import {
  abridged,
  deadlineLine,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointName,
} from './point.ts';
import { fitWords } from './split.ts';

/** Words of one item; its button opens the rest. */
const ITEM_WORDS = 160;

/**
 * A page of points, numbered as their buttons are; the organization is named where the whole list has several.
 *
 *   «9. 🔴 п. 2.5 Представить отчёт …
 *    ⏰ Срок: до пт 09.04.2021 — просрочено на 2 дня»
 */
export function pointPage(
  head: string,
  all: readonly PointFacts[],
  page: Page<PointFacts>,
  day: MessageDay,
  mark: (point: PointFacts) => string = () => '',
): string {
  const organizations = new Set(all.map((point) => point.organizationName)).size > 1;
  return itemPage(head, page, day, { organizations, mark });
}

/** The same where only the page itself is known. */
export function itemPage(
  head: string,
  page: Pick<Page<PointFacts>, 'items' | 'first'>,
  day: MessageDay,
  options: { readonly organizations: boolean; readonly mark: (point: PointFacts) => string },
): string {
  return fitWords((max) =>
    [
      head,
      ...page.items.map((point, index) => {
        const item = abridged(point, Math.min(max, ITEM_WORDS));
        return [
          `${page.first + index}. ${options.mark(point)}${bold(pointName(item))} ${escapeHtml(item.text)}`,
          ...(options.organizations ? [organizationLine(item.organizationName)] : []),
          deadlineLine(item, day),
        ].join('\n');
      }),
    ].join('\n\n'),
  );
}
