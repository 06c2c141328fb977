import { escapeHtml } from './html.ts';
import { countedPoints } from './plural.ts';
import { pointName } from './point.ts';

/** Points named in one line. */
const NAMED = 8;

/** What was carried over of an earlier reading's splits and merges. */
export interface ReshapingFacts {
  /** Points that were split or merged as before. */
  readonly reshaped: number;
  /** Points that were, and could not be made so again. */
  readonly notReshaped: readonly { readonly question: string | null; readonly label: string | null }[];
}

/** What of it a reviewer is told; HTML lines. */
export function reshapingLines({ reshaped, notReshaped }: ReshapingFacts): readonly string[] {
  const names = notReshaped.slice(0, NAMED).map(pointName);
  const more = notReshaped.length > names.length ? ` и ещё ${notReshaped.length - names.length}` : '';
  return [
    ...(reshaped > 0 ? [`Разделено и объединено, как прежде: ${countedPoints(reshaped)}.`] : []),
    ...(notReshaped.length > 0
      ? [
          `⚠️ Не перенесено разделение или объединение: ${escapeHtml(names.join('; '))}${more}. В новом файле сказано иначе, эти места прочитаны заново: проверьте и сделайте ещё раз.`,
        ]
      : []),
  ];
}
