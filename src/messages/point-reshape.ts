import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import type { Deadline } from '../core/deadlines/deadline.ts';
import type { ReadAddressee } from '../core/documents/read-document.ts';
import { haveOneDeadline } from '../core/review/merge-points.ts';
import { readDeadlineText } from './deadline-text.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { pointName } from './point.ts';
import type { AskedPoint } from './point-questions.ts';
import { fitWords } from './split.ts';

/** Buttons with numbers in one row. */
const ROW = 4;

/**
 * «Разделить»: the beginnings of the parts, and a button before each where a second point may begin. Words serve as
 * well, where the place is not among them.
 */
export function askSplit(
  point: AskedPoint & { readonly text: string },
  places: readonly number[],
): OutgoingMessage {
  const seen = { decisionId: point.id, revision: point.revision };
  const starts = [0, ...places];
  const parts = starts.map((start, at) => point.text.slice(start, starts[at + 1]).trim());
  const buttons = places.map(
    (offset, at): Button => ({ text: `✂ Перед ${at + 2}`, action: { kind: 'split_point', ...seen, offset } }),
  );
  const rows: (readonly Button[])[] = [];
  for (let at = 0; at < buttons.length; at += ROW) rows.push(buttons.slice(at, at + ROW));
  return {
    html: fitWords((max) =>
      [
        `${bold(pointName(point))}: где начинается второй пункт?`,
        ...(places.length > 0
          ? ['', ...parts.map((part, at) => `${at + 1}. ${escapeHtml(cutText(part, max))}`)]
          : []),
        '',
        places.length > 0
          ? 'Нажмите нужное место. Если его нет в списке, напишите слова, с которых начинается второй пункт. /cancel — не делить.'
          : 'Напишите слова, с которых начинается второй пункт. /cancel — не делить.',
      ].join('\n'),
    ),
    keyboard: [...rows, [{ text: 'К пункту', action: { kind: 'show_point', decisionId: point.id } }]],
  };
}

/** The words to cut at are not in the point, or at its very beginning. */
export function cutNotFound(words: string): OutgoingMessage {
  return {
    html: `В тексте пункта нет слов «${escapeHtml(cutText(words, 200))}», с которых мог бы начаться второй пункт. Скопируйте их из пункта или /cancel.`,
  };
}

/** A point that is to be merged. */
export interface MergedPoint extends AskedPoint {
  readonly text: string;
  readonly addressees: readonly ReadAddressee[];
  readonly deadline: Deadline;
}

/** «Объединить со следующим»: both points, and which deadline counts where they differ. */
export function askMerge(
  point: MergedPoint,
  next: MergedPoint,
  calendar: ProductionCalendar,
): OutgoingMessage {
  const action = {
    kind: 'merge_points',
    decisionId: point.id,
    revision: point.revision,
    nextId: next.id,
    nextRevision: next.revision,
  } as const;
  const same = haveOneDeadline(point.deadline, next.deadline);
  const deadlineButton = (of: MergedPoint, deadlineOf: number): Button => ({
    text: cutText(`Срок: ${readDeadlineText(of.deadline, calendar)}`, 60),
    action: { ...action, deadlineOf },
  });
  return {
    html: fitWords((max) =>
      [
        `Объединить ${bold(pointName(point))} и ${bold(pointName(next))} в один пункт?`,
        ...[point, next].map((one) =>
          [
            escapeHtml(cutText(one.text, max)),
            `Кому: ${escapeHtml(cutText(one.addressees.map(({ text }) => text).join(', ') || 'адресат не указан', max))}`,
            `Срок: ${escapeHtml(cutText(readDeadlineText(one.deadline, calendar), max))}`,
          ].join('\n'),
        ),
        same
          ? 'Пункт уйдёт всем адресатам обоих.'
          : 'Пункт уйдёт всем адресатам обоих. Сроки разные: выберите, какой действует.',
      ].join('\n\n'),
    ),
    keyboard: [
      ...(same
        ? [[{ text: 'Объединить', action: { ...action, deadlineOf: 0 } } as const]]
        : [[deadlineButton(point, 0)], [deadlineButton(next, 1)]]),
      [{ text: 'Не объединять', action: { kind: 'show_point', decisionId: point.id } }],
    ],
  };
}
