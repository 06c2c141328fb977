import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { counted } from './plural.ts';
import { deadlineLine, documentName, type MessageDay, type PointFacts, pointName } from './point.ts';
import { whose } from './whose.ts';

/** The executor is told that the report is on its way to whoever answers it: an organization, or the controller. */
export function reportTaken({
  point,
  files,
  interim,
  supplement,
  to,
  by = null,
}: {
  readonly point: PointFacts;
  readonly files: number;
  readonly interim: boolean;
  /** Adds to a report that waits. */
  readonly supplement: boolean;
  /** The organization that answers it; null = the controllers. */
  readonly to: string | null;
  /** Who has reported, where others read it too. */
  readonly by?: string | null;
}): OutgoingMessage {
  const whom = to === null ? ' контролёру' : `: ${escapeHtml(cutText(to, 160))}`;
  const who = by === null ? '' : ` Отчитался участник ${escapeHtml(cutText(by, 80))}.`;
  const attached = files === 0 ? '' : ` Приложено: ${counted(files, 'файл', 'файла', 'файлов')}.`;
  const text = escapeHtml(cutText(point.text, 200));
  if (supplement) {
    return {
      ...whose([point]),
      html: `➕ ${bold(pointName(point))} — дополнение к отчёту отправлено${whom}.${who}${attached}\n${text}\n\nО решении сообщу сюда.`,
    };
  }
  if (interim) {
    return {
      ...whose([point]),
      html: `📝 ${bold(pointName(point))} — промежуточный отчёт отправлен${whom}.${who}${attached}\n${text}\n\nПоручение остаётся на исполнении: когда будет готово, отправьте отчёт об исполнении.`,
    };
  }
  return {
    ...whose([point]),
    html: `✅ ${bold(pointName(point))} — отчёт отправлен${whom}.${who}${attached}\n${text}\n\nО решении сообщу сюда.`,
  };
}

/** The executor learns what the controller decided. */
export function reportOutcome(
  point: PointFacts,
  outcome: 'accepted' | 'returned',
  comment: string | null,
  day: MessageDay,
): OutgoingMessage {
  const name = `${italic(documentName(point.document))}, ${bold(pointName(point))}`;
  const text = escapeHtml(cutText(point.text, 600));
  if (outcome === 'accepted') {
    return { ...whose([point]), html: `🎉 Принято, поручение снято с контроля.\n${name}\n${text}` };
  }
  return {
    ...whose([point]),
    html: [
      '↩️ Возвращено на доработку.',
      name,
      text,
      deadlineLine(point, day),
      '',
      `Замечание: «${escapeHtml(cutText(comment ?? '', 1500))}»`,
    ].join('\n'),
    keyboard: [
      [
        { text: 'Выполнено', action: { kind: 'report_done', assignmentId: point.assignmentId } },
        { text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } },
      ],
      [{ text: 'Приложить отчёт', action: { kind: 'attach_report', assignmentId: point.assignmentId } }],
    ],
  };
}

/** The executor learns that the acceptance was a mistake. */
export function acceptanceTakenBack(point: PointFacts): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      '↩️ Отчёт приняли по ошибке: он снова на проверке, поручение на контроле.',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 600)),
      '',
      'От вас пока ничего не нужно, о решении сообщу сюда.',
    ].join('\n'),
  };
}
