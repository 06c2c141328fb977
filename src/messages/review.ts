import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import type { Deadline } from '../core/deadlines/deadline.ts';
import { readDeadlineText } from './deadline-text.ts';
import { doubtLine, restOfDoubts } from './doubt-lines.ts';
import { type DraftFacts, type DraftPoint, NO_ADDRESSEE } from './draft.ts';
import { bold, cutText, escapeHtml, italic, visibleLength } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { countedPoints } from './plural.ts';
import { documentName, pointName } from './point.ts';
import { pointKeyboard, restKeyboard } from './review-keyboard.ts';
import { fitText, MESSAGE_LIMIT } from './split.ts';

/** Doubts listed beside the text of a point. */
const POINT_DOUBTS = 6;
/** Doubts listed that were confirmed. */
const CONFIRMED_DOUBTS = 2;

/** Which point is shown (from 0), and whether turning the page leads through all points or the doubtful ones. */
export interface ReviewPlace {
  readonly index: number;
  readonly through: 'all' | 'doubts';
}

/** Where a point is among those of a draft, or what was made of it where it was split or merged; -1: nowhere. */
export function indexOfPoint({ points }: DraftFacts, decisionId: number): number {
  const index = points.findIndex(({ id }) => id === decisionId);
  return index >= 0 ? index : points.findIndex(({ madeFrom }) => madeFrom.includes(decisionId));
}

/** The first doubtful point at or after an index, else the first of all; the point itself where none is doubtful. */
export function doubtfulFrom(draft: DraftFacts, index: number): ReviewPlace {
  const doubtful = doubtfulIndexes(draft);
  const [first] = doubtful;
  if (first === undefined) return { index, through: 'all' };
  return { index: doubtful.find((at) => at >= index) ?? first, through: 'doubts' };
}

/**
 * One point of the draft: what was read and from which words, why it is doubted, who would get it, and what the
 * reviewer can do about it: what is likely, or behind «Ещё…» the rest of it.
 */
export function reviewPage(
  draft: DraftFacts,
  place: ReviewPlace,
  calendar: ProductionCalendar,
  buttons: 'likely' | 'rest' = 'likely',
): OutgoingMessage {
  const { document, points } = draft;
  const index = Math.min(Math.max(place.index, 0), points.length - 1);
  const point = points[index];
  if (point === undefined) return { html: 'В документе нет пунктов.' };
  const render = (text: string, quotation: string): string =>
    [
      `${italic(documentName(document))} — пункт ${index + 1} из ${points.length}`,
      ...(place.through === 'doubts' ? [remainingLine(draft)] : []),
      `${bold(pointName(point))}${point.dropped ? ' — снят, никому не уйдёт' : ''}`,
      '',
      text,
      '',
      quotation,
      `Кому: ${escapeHtml(cutText(printedAddressees(point).join(', '), 400))}`,
      ...(point.dropped ? [] : [recipientsLine(point.organizations)]),
      `Срок: ${bold(readDeadlineText(point.deadline, calendar))}`,
      ...deadlineWords(point.deadline, calendar),
      ...(point.requiresFile ? ['📎 Отчёт принимается только с файлом.'] : []),
      ...doubtLines(point),
    ].join('\n');
  // A quotation that differs from the text takes at most half of the room that everything else leaves.
  const room = MESSAGE_LIMIT - visibleLength(render('', quotationLine(point, 1)));
  const quotation = quotationLine(point, Math.floor(room / 2));
  const html = fitText(point.text, (text) => render(text, quotation));
  const shown = { point, index, through: place.through, doubtful: doubtfulIndexes(draft) };
  const keyboard = buttons === 'likely' ? pointKeyboard(draft, shown) : restKeyboard(draft, shown);
  return { html, keyboard };
}

/** True while something is neither settled nor confirmed. */
export function isDoubtful(draft: DraftFacts): boolean {
  return draft.warnings.length > 0 || doubtfulIndexes(draft).length > 0;
}

/** «🔎 Осталось проверить: 3 пункта и замечания к документу»; of nothing more, «Сомнений не осталось». */
export function remainingLine(draft: DraftFacts): string {
  const points = doubtfulIndexes(draft).length;
  const parts = [
    ...(points > 0 ? [countedPoints(points)] : []),
    ...(draft.warnings.length > 0 ? ['замечания к документу'] : []),
  ];
  return parts.length === 0 ? '✅ Сомнений не осталось.' : `🔎 Осталось проверить: ${parts.join(' и ')}.`;
}

/** The alert for the second of two reviewers, or for an old page of one's own; at most 200 characters. */
export function changedMeanwhile(by: string | null, own: boolean): string {
  if (own) return 'Вы уже изменили этот пункт. Посмотрите, что есть сейчас.';
  const who = by === null ? 'имя неизвестно' : cutText(by, 60);
  return `Ваша правка не внесена: пункт только что изменил другой человек (${who}). Посмотрите, что есть сейчас.`;
}

/** The same as a message, where there is no button to answer, with the way to the point. */
export function pointChanged(decisionId: number, by: string | null, own: boolean): OutgoingMessage {
  return {
    html: escapeHtml(changedMeanwhile(by, own)),
    keyboard: [[{ text: 'Показать пункт', action: { kind: 'show_point', decisionId } }]],
  };
}

function doubtfulIndexes(draft: DraftFacts): readonly number[] {
  return draft.points.flatMap(({ warnings }, index) => (warnings.length > 0 ? [index] : []));
}

/** The document's own words, cut to `max` characters, unless the text of the point is just that; HTML. */
function quotationLine({ quotation, text }: DraftPoint, max: number): string {
  if (quotation === null) return 'Пункт добавлен при проверке, в документе его нет.';
  if (quotation.replaceAll(/\s+/g, ' ').trim() === text) return 'Текст — дословная цитата документа.';
  return `В документе: <blockquote>${escapeHtml(cutText(quotation.trim(), max))}</blockquote>`;
}

function doubtLines(point: DraftPoint): readonly string[] {
  const { warnings, confirmedDoubts, confirmedBy } = point;
  const confirmed = confirmedDoubts.slice(0, CONFIRMED_DOUBTS).map((warning) => `☑️ ${doubtLine(warning)}`);
  const by = confirmedBy === null ? '' : `: ${escapeHtml(cutText(confirmedBy, 60))}`;
  return [
    ...warnings.slice(0, POINT_DOUBTS).map((warning) => `⚠️ ${doubtLine(warning)}`),
    ...restOfDoubts(warnings.length - POINT_DOUBTS),
    ...(confirmed.length > 0
      ? [
          ...confirmed,
          ...restOfDoubts(confirmedDoubts.length - CONFIRMED_DOUBTS),
          `Подтверждено как есть${by}.`,
        ]
      : []),
  ];
}

function printedAddressees(point: DraftPoint): readonly string[] {
  if (point.addressees.length === 0) return [NO_ADDRESSEE];
  return point.addressees.map(({ text }) => cutText(text, 80));
}

function recipientsLine(organizations: readonly string[]): string {
  if (organizations.length === 0) return 'Никто не получит';
  const shown = escapeHtml(cutText(organizations.slice(0, 3).join('; '), 300));
  if (organizations.length === 1) return `Получит: ${shown}`;
  const hidden = organizations.length - 3;
  return `Получат (${organizations.length}): ${shown}${hidden > 0 ? ` и ещё ${hidden}` : ''}`;
}

/** The words a deadline was read from, unless it is told by them already. */
function deadlineWords(deadline: Deadline, calendar: ProductionCalendar): readonly string[] {
  if (deadline.text === null) return [];
  const words = `«${cutText(deadline.text, 200)}»`;
  const isTold = readDeadlineText(deadline, calendar).includes(words);
  if (isTold && !deadline.inherited) return [];
  return [`Словами: ${escapeHtml(words)}${inheritedNote(deadline)}`];
}

function inheritedNote(deadline: Deadline): string {
  return deadline.inherited ? ' (срок общий для нескольких пунктов)' : '';
}
