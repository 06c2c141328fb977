import { cutText, escapeHtml } from './html.ts';
import type { Button, Keyboard } from './message.ts';
import { type RollUpFacts, rollUpText } from './roll-up.ts';

/** What others do for a point, as its card shows it, and what the reader of the card may do about it. */
export interface StoreyFacts {
  /** How far those below have come; null where nothing was handed down. */
  readonly rollUp: RollUpFacts | null;
  /** Parts of the co-executors; null where there are none or the reader does not answer for the whole. */
  readonly contributions: { readonly given: number; readonly total: number } | null;
  /** A co-executor's own card: who answers for the whole. */
  readonly responsible: string | null;
  readonly mayHandDown: boolean;
  readonly mayDelegate: boolean;
}

/** Lines of a card about others. HTML. */
export function storeyLines({ rollUp, contributions, responsible }: StoreyFacts): readonly string[] {
  return [
    ...(rollUp === null ? [] : [`🏫 ${escapeHtml(rollUpText(rollUp))}`]),
    ...(contributions === null
      ? []
      : [`👥 Вклад соисполнителей: ${contributions.given} из ${contributions.total}`]),
    ...(responsible === null
      ? []
      : [
          `👥 Вы соисполнитель. За пункт отвечает ${escapeHtml(cutText(responsible, 160))}: ваш отчёт уйдёт туда.`,
        ]),
  ];
}

/** Buttons of a card about others. */
export function storeyButtons(assignmentId: number, facts: StoreyFacts): Keyboard {
  const handDown: readonly Button[] = facts.mayHandDown
    ? [{ text: 'Поручить школам', action: { kind: 'hand_down', assignmentId } }]
    : [];
  const rollUp: readonly Button[] =
    facts.rollUp === null
      ? []
      : [
          {
            text: `Школы (${facts.rollUp.done} из ${facts.rollUp.total})`,
            action: { kind: 'open_roll_up', assignmentId },
          },
        ];
  const delegate: readonly Button[] = facts.mayDelegate
    ? [{ text: 'Поручить сотруднику', action: { kind: 'delegate', assignmentId } }]
    : [];
  return [[...(rollUp.length > 0 ? rollUp : handDown), ...delegate]].filter((row) => row.length > 0);
}
