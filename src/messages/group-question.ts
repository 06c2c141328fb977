import type { OutgoingMessage } from './message.ts';

/** A question for one person of a group, who is to answer by replying to it. */
export function questionInGroup(question: OutgoingMessage, telegramUserId: number): OutgoingMessage {
  const whom = `<a href="tg://user?id=${telegramUserId}">Ответьте</a>`;
  return {
    html: `${question.html}\n${whom} на это сообщение: другие слова в группе бот не читает.`,
    asksReply: true,
  };
}
