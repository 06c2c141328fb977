import { type GatheredFacts, nameOf, sendButton, sumOf } from './gathering.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { type PointFacts, pointName } from './point.ts';
import { whose } from './whose.ts';

/** A file above what Telegram gives out to bots: what can be done instead. */
export function fileTooBig(): OutgoingMessage {
  return {
    html: [
      `${bold('Файл больше 20 МБ и не принят:')} Telegram не передаёт ботам такие файлы. Как быть:`,
      '• фото и видео отправьте как фото и видео, а не «файлом»: Telegram их сожмёт;',
      '• документ сожмите (например, PDF с меньшим качеством) или пришлите частями;',
      '• либо выложите файл в облако и пришлите сюда ссылку.',
    ].join('\n'),
  };
}

/** The rest of an album came after its report was sent. */
export function addedLate(points: readonly PointFacts[]): OutgoingMessage {
  const names = points.map((point) => bold(cutText(pointName(point), 60))).join('; ');
  return {
    html: `📥 Файл пришёл, когда отчёт (${names}) был уже отправлен: добавил его к отчёту и показал тому, кто отвечает.`,
  };
}

/** Telegram does not give out a file now: what was said with it waits. */
export function lateFileAwaited(name: string): OutgoingMessage {
  return {
    html: `⏳ Telegram пока не отдаёт файл «${escapeHtml(cutText(name, 120))}». Отчёт ещё не отправлен: пробую скачать снова и сообщу, когда получится. Присылать файл повторно не нужно.`,
  };
}

/** A file that could not be had from Telegram at once has arrived, or never will; `rest`: what it waits with. */
export function lateFile(
  file: { readonly name: string; readonly isLost: boolean },
  rest:
    | { readonly kind: 'gathering'; readonly facts: GatheredFacts }
    | { readonly kind: 'choice'; readonly draftId: number }
    | { readonly kind: 'sent' },
): OutgoingMessage {
  const name = `«${escapeHtml(cutText(file.name, 120))}»`;
  const head = file.isLost
    ? `❌ Файл ${name} так и не удалось получить из Telegram. Пришлите его, пожалуйста, ещё раз.`
    : `📥 Файл ${name} получен.`;
  switch (rest.kind) {
    case 'gathering':
      return {
        ...whose([rest.facts.point]),
        html: `${head}\nОтчёт ещё не отправлен: ${nameOf(rest.facts.point)}. Собрано: ${sumOf(rest.facts.items)}.`,
        keyboard: [
          [sendButton(rest.facts)],
          [{ text: 'Показать собранное', action: { kind: 'resume_gathered', draftId: rest.facts.draftId } }],
        ],
      };
    case 'choice':
      return {
        html: file.isLost ? head : `${head} Осталось выбрать, какое поручение выполнено.`,
        ...(file.isLost
          ? {}
          : {
              keyboard: [
                [{ text: 'Выбрать поручение', action: { kind: 'choose_with', draftId: rest.draftId } }],
              ],
            }),
      };
    case 'sent':
      return { html: file.isLost ? head : `${head} Он приложен к отчёту.` };
  }
}
