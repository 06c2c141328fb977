import type { GatheredItem } from './gathering.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { countedAssignments } from './plural.ts';
import {
  abridged,
  deadlineLine,
  documentName,
  type MessageDay,
  type PointFacts,
  pointName,
} from './point.ts';
import { keptLine } from './report-choice.ts';
import { fitWords } from './split.ts';
import { ofSeveral, whose } from './whose.ts';

/** What words that are no «выполнено» come to. */
export type OpenMatter = 'in_part' | 'not_done' | 'needs_time' | 'unclear';

const HEADS: { readonly [K in OpenMatter]: string } = {
  in_part: 'Поручение выполнено не полностью — отчётом об исполнении это не считаю.',
  not_done: 'Поручение ещё не выполнено — отчётом об исполнении это не считаю.',
  needs_time: 'Вы не успеваете к сроку. Сам срок от этого сообщения не переносится.',
  unclear: 'Что сделать с этим сообщением?',
};

/** An answer that closes nothing by itself: pass it on, ask for time, or — where it may be meant so — report. */
export function openMatter(
  matter: OpenMatter,
  point: PointFacts,
  draftId: number,
  day: MessageDay,
  kept: readonly GatheredItem[] = [],
): OutgoingMessage {
  const { assignmentId } = point;
  const interim = { kind: 'interim_with', assignmentId, draftId } as const;
  return {
    ...whose([point]),
    html: [
      `${keptLine(kept)}${HEADS[matter]}`,
      '',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 300)),
      deadlineLine(point, day),
      '',
      '«Промежуточный отчёт» передаст ваше сообщение тому, кто принимает отчёт; поручение останется на исполнении.',
      ...(matter === 'unclear' ? [] : ['«Продлить срок» — попросить о другом сроке.']),
    ].join('\n'),
    keyboard: [
      ...(matter === 'unclear'
        ? [[{ text: 'Выполнено', action: { kind: 'report_with', assignmentId, draftId } } as const]]
        : []),
      [{ text: 'Промежуточный отчёт', action: interim }],
      ...(matter === 'unclear'
        ? []
        : [[{ text: 'Продлить срок', action: { kind: 'ask_extension', assignmentId } } as const]]),
      [{ text: 'Отменить', action: { kind: 'cancel_gathered', draftId } }],
    ],
  };
}

/** Of an organization's name beside each of several points. */
const OWNER_LENGTH = 20;
/** Points that are named one by one; the rest are counted. */
const POINTS_SHOWN = 20;

/** Several points were named: all of them? */
export function confirmAll(
  points: readonly PointFacts[],
  draftId: number,
  kept: readonly GatheredItem[] = [],
): OutgoingMessage {
  const several = ofSeveral(points);
  const html = fitWords((max) =>
    [
      `${keptLine(kept)}Отметить выполненными ${countedAssignments(points.length)}?`,
      '',
      ...points.slice(0, POINTS_SHOWN).map((point) => {
        const item = abridged(point, Math.min(max, 120));
        const file = point.requiresFile ? ' 📎 нужен файл' : '';
        const owner = several ? ` (${escapeHtml(cutText(item.organizationName, OWNER_LENGTH))})` : '';
        return `• ${bold(cutText(pointName(item), 60))}${owner} ${escapeHtml(item.text)}${file}`;
      }),
      ...(points.length > POINTS_SHOWN ? [`… и ещё ${points.length - POINTS_SHOWN}`] : []),
    ].join('\n'),
  );
  return {
    ...whose(points),
    html,
    keyboard: [
      [{ text: `Выполнено (${points.length})`, action: { kind: 'report_all', draftId } }],
      [{ text: 'Отменить', action: { kind: 'cancel_gathered', draftId } }],
    ],
  };
}

/** What became of each of the points that were reported in one go; `to` as in reportTaken. */
export function reportedAll(
  reported: readonly { readonly point: PointFacts; readonly to: string | null }[],
  fileNeeded: readonly PointFacts[],
  /** Changed by a new version since the words were given. */
  changed: readonly PointFacts[] = [],
): OutgoingMessage {
  const several = ofSeveral([...reported.map(({ point }) => point), ...fileNeeded]);
  const names = (points: readonly PointFacts[]): string => {
    const shown = points.slice(0, POINTS_SHOWN).map((point) => {
      const owner = several ? ` (${escapeHtml(cutText(point.organizationName, OWNER_LENGTH))})` : '';
      return `${bold(cutText(pointName(point), 48))}${owner}`;
    });
    return [
      ...shown,
      ...(points.length > POINTS_SHOWN ? [`и ещё ${points.length - POINTS_SHOWN}`] : []),
    ].join('; ');
  };
  const whom = reported.every(({ to }) => to === null) ? ' контролёру' : '';
  return {
    ...whose([...reported.map(({ point }) => point), ...fileNeeded]),
    html: [
      ...(reported.length > 0
        ? [`✅ ${names(reported.map(({ point }) => point))} — отчёт отправлен${whom}. О решении сообщу сюда.`]
        : []),
      ...(fileNeeded.length > 0
        ? [`📎 ${names(fileNeeded)} — контролёр просит приложить файл, без него отчёт не принимается.`]
        : []),
      ...(changed.length > 0
        ? [
            `⚠️ ${names(changed)} — изменено новой редакцией, отчёт не отправлен. Прочитайте и отчитайтесь отдельно.`,
          ]
        : []),
      ...(reported.length + fileNeeded.length + changed.length === 0
        ? ['По этим поручениям отчёты уже отправлены.']
        : []),
    ].join('\n'),
    keyboard: [
      ...fileNeeded.slice(0, POINTS_SHOWN).map((point) => [
        {
          text: cutText(`Приложить отчёт: ${pointName(point)}`, 60),
          action: { kind: 'attach_report', assignmentId: point.assignmentId } as const,
        },
      ]),
      ...changed.slice(0, POINTS_SHOWN).map((point) => [
        {
          text: cutText(`Подробнее: ${pointName(point)}`, 60),
          action: { kind: 'details', assignmentId: point.assignmentId } as const,
        },
      ]),
    ],
  };
}

/** A wish for another deadline went as it is to the organization `to`, or to the controllers. */
export function wishPassedOn(point: PointFacts, to: string | null): OutgoingMessage {
  const whom = to === null ? 'передано контролёру' : `передано (${escapeHtml(cutText(to, 160))})`;
  const { assignmentId } = point;
  return {
    ...whose([point]),
    html: `Ваше сообщение (${bold(pointName(point))}) ${whom} как промежуточный отчёт; поручение остаётся на исполнении с прежним сроком.`,
    keyboard: [[{ text: 'Продлить срок', action: { kind: 'ask_extension', assignmentId } }]],
  };
}
