import { type AlikeDoubts, alikeDoubts, doubtKey } from '../core/review/alike-doubts.ts';
import type { DraftFacts, DraftPoint } from './draft.ts';
import { cutText } from './html.ts';
import type { Button, Keyboard } from './message.ts';

/** The point whose page is shown, and the points that turning the pages leads through. */
export interface ShownPoint {
  readonly point: DraftPoint;
  readonly index: number;
  readonly through: 'all' | 'doubts';
  /** Indexes of the doubtful points of the draft. */
  readonly doubtful: readonly number[];
}

/**
 * The buttons of a point's page, what is likely first, in at most five rows: the text of the point is to be seen above
 * them on a phone. Everything else is behind «Ещё…» (`restKeyboard`).
 */
export function pointKeyboard(draft: DraftFacts, shown: ShownPoint): Keyboard {
  const { point } = shown;
  const documentId = draft.document.id;
  const seen = { decisionId: point.id, revision: point.revision };
  const more: Button = { text: 'Ещё…', action: { kind: 'more_of_point', decisionId: point.id } };
  return [
    ...(point.warnings.length > 0
      ? [[{ text: 'Подтвердить как есть', action: { kind: 'confirm_point', ...seen } } as const]]
      : []),
    ...(point.dropped
      ? [[{ text: 'Вернуть пункт', action: { kind: 'restore_point', ...seen } } as const, more]]
      : [
          [
            { text: 'Срок', action: { kind: 'ask_deadline', ...seen } } as const,
            { text: 'Кому', action: { kind: 'addressees', decisionId: point.id } } as const,
            { text: 'Текст', action: { kind: 'ask_text', ...seen } } as const,
            more,
          ],
          [
            ...shortcuts(draft, point),
            { text: 'Снять пункт', action: { kind: 'drop_point', ...seen } } as const,
          ],
        ]),
    ...turnRows(draft, shown),
    [
      { text: 'К сводке', action: { kind: 'show_draft', documentId } },
      ...otherPoints(documentId, shown),
      { text: 'Опубликовать', action: { kind: 'publish', documentId } },
    ],
  ];
}

/** «Ещё…»: what is seldom wanted of a point, and of the document. */
export function restKeyboard(draft: DraftFacts, shown: ShownPoint): Keyboard {
  const { point, index } = shown;
  const documentId = draft.document.id;
  const seen = { decisionId: point.id, revision: point.revision };
  const next = draft.points[index + 1];
  const isReshaped = point.madeFrom.length > 0;
  return [
    ...(point.dropped
      ? []
      : [
          [
            { text: 'Разделить', action: { kind: 'ask_split', ...seen } } as const,
            ...(next === undefined || next.dropped
              ? []
              : [{ text: 'Объединить со следующим', action: { kind: 'ask_merge', ...seen } } as const]),
          ],
          [
            point.requiresFile
              ? ({ text: 'Файл не требовать', action: { kind: 'waive_file', ...seen } } as const)
              : ({ text: 'Требовать файл', action: { kind: 'require_file', ...seen } } as const),
          ],
          ...(isReshaped && point.deadline.kind === 'none' ? [[byDefault(point)]] : []),
        ]),
    ...alikeOf(draft, point)
      .slice(isReshaped ? 0 : 1)
      .map((alike) => [alikeButton(documentId, alike, `: ${doubtOf(point, alike)}`)]),
    ...(isReshaped && point.dropped ? [[undo(point)]] : []),
    [
      { text: 'Добавить пункт', action: { kind: 'ask_new_point', documentId } },
      { text: 'Добавить страницу', action: { kind: 'ask_page', documentId } },
    ],
    [{ text: '◀ К пункту', action: { kind: 'show_point', decisionId: point.id } }],
  ];
}

/** What settles a point by one press; of one just split or merged, the way back. */
function shortcuts(draft: DraftFacts, point: DraftPoint): readonly Button[] {
  if (point.madeFrom.length > 0) return [undo(point)];
  const [alike] = alikeOf(draft, point);
  return [
    ...(point.deadline.kind === 'none' ? [byDefault(point)] : []),
    ...(alike === undefined ? [] : [alikeButton(draft.document.id, alike, '')]),
  ];
}

function byDefault({ id, revision }: DraftPoint): Button {
  return { text: 'Срок: месяц', action: { kind: 'default_deadline', decisionId: id, revision } };
}

function undo({ id, revision, madeFrom }: DraftPoint): Button {
  return {
    text: madeFrom.length === 1 ? 'Отменить разделение' : 'Отменить объединение',
    action: { kind: 'undo_reshape', decisionId: id, revision },
  };
}

/** Several points that are doubted for one of the reasons of this one; the most numerous first. */
function alikeOf(draft: DraftFacts, { warnings }: DraftPoint): readonly AlikeDoubts<DraftPoint>[] {
  return [...new Set(warnings.map(({ code }) => doubtKey(code)))]
    .flatMap((key) => alikeDoubts(draft.points, key) ?? [])
    .filter(({ count }) => count > 1)
    .toSorted((one, other) => other.count - one.count);
}

function alikeButton(documentId: number, { code, count }: AlikeDoubts<DraftPoint>, which: string): Button {
  return {
    text: cutText(`Похожие (${count})${which}`, 60),
    action: { kind: 'alike_doubts', documentId, doubtKey: doubtKey(code) },
  };
}

function doubtOf({ warnings }: DraftPoint, { code }: AlikeDoubts<DraftPoint>): string {
  return warnings.find((warning) => warning.code === code)?.message ?? '';
}

function turnRows(draft: DraftFacts, { index, through, doubtful }: ShownPoint): Keyboard {
  const stops = through === 'all' ? [...draft.points.keys()] : doubtful;
  const back = stops.findLast((at) => at < index);
  const on = stops.find((at) => at > index);
  const step = (text: string, page: number): Button => ({
    text,
    action: { kind: through === 'all' ? 'review' : 'review_doubts', documentId: draft.document.id, page },
  });
  const row = [
    ...(back === undefined ? [] : [step('◀ Назад', back)]),
    ...(on === undefined ? [] : [step('Дальше ▶', on)]),
  ];
  return row.length > 0 ? [row] : [];
}

/** From the doubtful points to all of them, and back as long as there are any. */
function otherPoints(documentId: number, { index, through, doubtful }: ShownPoint): readonly Button[] {
  if (through === 'doubts')
    return [{ text: 'Все пункты', action: { kind: 'review', documentId, page: index } }];
  if (doubtful.length === 0) return [];
  const text = `⚠️ Сомнения (${doubtful.length})`;
  return [{ text, action: { kind: 'review_doubts', documentId, page: index } }];
}
