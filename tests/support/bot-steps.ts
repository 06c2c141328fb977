import type { StoredDocument } from '../../src/app/ports.ts';
import type { AssignmentState } from '../../src/core/assignments/assignment.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { publishDraft as agreeAndPublish } from '../../src/service/publish-draft.ts';
import type { BotUnderTest } from './bot-under-test.ts';

/** A point of a test's protocol: whom it is for, what to do, until when. */
export interface ProtocolPoint {
  readonly to: string;
  readonly text: string;
  readonly term: string;
}

/** The addressees of the example directory as a protocol prints them. */
export const TO = {
  municipalities: 'Органам местного самоуправления, осуществляющим управление в сфере образования',
  schools: 'Общеобразовательным организациям',
  institute: 'ГАУ ДПО ЗОИРО',
  centre: 'ОГАУ ЗЦОКО',
} as const;

let numbered = 500;

/** A number no other protocol of the tests has: two of one number and day are versions of one act. */
function nextNumber(): string {
  numbered += 1;
  return String(numbered);
}

/** A protocol of one question with these points, in the printed form. */
export function protocolText(
  points: readonly ProtocolPoint[],
  number = nextNumber(),
  date = '03.09.2026',
): string {
  const decided = points.flatMap(({ to, text, term }, index) => [
    `${index + 1}. ${to}:`,
    `${index + 1}.1. ${text}`,
    `Срок: ${term}`,
  ]);
  return [
    'ПРОТОКОЛ',
    `совещания руководителей системы образования ${date} № ${number}`,
    '1. О подготовке школ к зиме.',
    'ВЫСТУПИЛИ: Л.П. Верещагина – заместитель начальника Департамента образования Заозёрской области',
    'РЕШИЛИ:',
    ...decided,
  ].join('\n\n');
}

/** Sends a document to the bot and returns the draft's summary. */
export async function sendDocument(
  bot: BotUnderTest,
  controller: number,
  text: string,
): Promise<MessageView> {
  const { world } = bot.sandbox;
  const after = world.mark();
  world.sendFile(controller, { name: 'protocol.txt', bytes: Buffer.from(text) });
  return world.waitFor(controller, (message) => message.text.includes('Прочитано'), { after });
}

/** Publishes a draft; every doubt is confirmed as it is. */
export async function publishDraft(
  bot: BotUnderTest,
  controller: number,
  draft: MessageView,
): Promise<StoredDocument> {
  await agreeAndPublish(bot.sandbox, controller, draft);
  await bot.settle();
  const [document] = await bot.store.documents.published(1);
  if (document === undefined) throw new Error('nothing was published');
  return document;
}

/** Sends and publishes a protocol with these points. */
export async function publishProtocol(
  bot: BotUnderTest,
  controller: number,
  points: readonly ProtocolPoint[],
  number?: string,
): Promise<StoredDocument> {
  return publishDraft(bot, controller, await sendDocument(bot, controller, protocolText(points, number)));
}

/** Withdraws whatever earlier tests have left: it would be listed, reminded of and late too. */
export async function withdrawEverything(bot: BotUnderTest): Promise<void> {
  const open = (await bot.store.assignments.open()).map(({ id }) => id);
  await bot.store.assignments.moveStates(open, IN_HAND, 'withdrawn');
}

const IN_HAND: readonly AssignmentState[] = ['new', 'acknowledged', 'in_work', 'returned', 'reported'];

/** What a chat gets in the morning of a moment, e.g. "2026-09-15T09:30:00+03:00"; the clock is set to it. */
export async function morningTexts(
  bot: BotUnderTest,
  moment: string,
  chat: number,
): Promise<readonly string[]> {
  const after = bot.sandbox.world.mark();
  bot.clock.set(moment);
  await bot.morning();
  await bot.deliver();
  return textsSince(bot, chat, after);
}

/** What stands on a message's buttons, row by row. */
export function labelsOf({ buttons }: MessageView): readonly string[] {
  return buttons.flat().map(({ text }) => text);
}

/** The texts the bot sent to a chat since a mark. */
export function textsSince(bot: BotUnderTest, chat: number, after: number): readonly string[] {
  return bot.sandbox.world
    .history(chat)
    .filter((message) => message.from.isBot && message.change > after)
    .map(({ text }) => text);
}

/**
 * Presses a button that carries any callback data, as a forger would. Returns what the bot showed; what it still
 * sends is there after `settle`.
 */
export async function pressForged(
  bot: BotUnderTest,
  userId: number,
  data: string,
  chat = userId,
): Promise<{ readonly text: string; readonly alert: boolean }> {
  const { world } = bot.sandbox;
  const { message_id: messageId } = await bot.telegram.api.sendMessage(chat, 'Подделка', {
    reply_markup: { inline_keyboard: [[{ text: 'Нажать', callback_data: data }]] },
  });
  const pressed = world.press(userId, 'Нажать', { messageId, chat });
  if (pressed.kind !== 'callback') throw new Error('the forged button is no callback');
  return world.waitForAnswer(pressed.queryId);
}
