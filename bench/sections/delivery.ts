import { performance } from 'node:perf_hooks';
import { Api } from 'grammy';
import { createTelegramClient, type TelegramClient } from '../../src/adapters/telegram/client.ts';
import { createMessenger } from '../../src/adapters/telegram/messenger.ts';
import { wordDelivery } from '../../src/app/word-delivery.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { storeBroadcast } from '../material/broadcast.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, plainRow, type Row } from '../results.ts';
import type { Section } from '../section.ts';
import { type DeliveryLine, openDeliveryLine, type WaitingMessage } from '../service/delivery-line.ts';
import { openRemoteSandbox, type RemoteSandbox } from '../service/remote-sandbox.ts';
import { inTempFolder } from '../service/temp-folder.ts';

const MESSAGES = 600;
const LIMITED_MESSAGES = 150;
const IN_FLIGHT = 20;
/** Telegram's, over all chats. */
const LIMIT_PER_SECOND = 30;
const NO_LIMIT = { gapMs: 0, chatIntervalMs: 0, chatBurst: 1, groupMessages: 1, groupWindowMs: 0 };

/**
 * Messages from the outbox to the sandbox's Bot API: outbox, queue, wording, gate, HTTP and bookkeeping, beside a
 * bare loop of grammY calls with the same text; then with Telegram's limits on.
 */
export const delivery: Section = {
  name: 'delivery',
  measure: () =>
    inTempFolder(async (folder) => {
      const sandbox = await openRemoteSandbox();
      const line = await openDeliveryLine(folder);
      try {
        const chatIds = await sandbox.createChats(MESSAGES);
        const messages = await storeBroadcast(line.deps, chatIds);
        return [
          ...(await withoutLimit(line, sandbox, messages)),
          ...(await withLimit(line, sandbox, messages)),
        ];
      } finally {
        await line.close();
        await sandbox.close();
      }
    }),
};

async function withoutLimit(
  line: DeliveryLine,
  sandbox: RemoteSandbox,
  messages: readonly WaitingMessage[],
): Promise<readonly Row[]> {
  const html = await textOf(line, messages);
  const bare = new Api(sandbox.token, { apiRoot: sandbox.apiRoot });
  const send = async ({ chatId }: WaitingMessage): Promise<void> => {
    await bare.sendMessage(chatId, html, { parse_mode: 'HTML' });
  };
  const client = createTelegramClient({ ...sandbox, gate: { budget: NO_LIMIT } });
  const messenger = messengerOf(client);
  const rates = await measureInTurns(
    {
      srok: perSecond(async () => {
        await line.deliver(messages, messenger);
        return messages.length;
      }),
      sequential: perSecond(async () => {
        for (const message of messages) await send(message);
        return messages.length;
      }),
      inFlight: perSecond(async () => {
        const rest = messages.values();
        const sender = async (): Promise<void> => {
          for (const message of rest) await send(message);
        };
        await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
        return messages.length;
      }),
    },
    { measured: 3, warmUp: 1 },
  );
  client.close();
  const row = { name: 'delivered, no limit', unit: 'messages/s', better: 'more' } as const;
  return [
    measuredRow(row, rates.srok, { name: 'grammY, one at a time', sample: rates.sequential }),
    measuredRow(row, rates.srok, { name: `grammY, ${IN_FLIGHT} in flight`, sample: rates.inFlight }),
  ];
}

async function withLimit(
  line: DeliveryLine,
  sandbox: RemoteSandbox,
  messages: readonly WaitingMessage[],
): Promise<readonly Row[]> {
  const some = messages.slice(0, LIMITED_MESSAGES);
  const client = createTelegramClient(sandbox);
  await sandbox.limit(true);
  const callsBefore = await sandbox.countCalls('sendMessage');
  const startedMs = performance.now();
  await line.deliver(some, messengerOf(client));
  const seconds = (performance.now() - startedMs) / 1000;
  const calls = (await sandbox.countCalls('sendMessage')) - callsBefore;
  client.close();
  return [
    plainRow(
      {
        name: 'delivered, limit on',
        value: some.length / seconds,
        unit: 'messages/s',
        better: 'more',
        spread: null,
      },
      { name: "Telegram's limit", value: LIMIT_PER_SECOND },
    ),
    plainRow({
      name: 'refused with 429, limit on',
      // Every call that is no message in a chat was refused: nothing else goes wrong in this sandbox.
      value: calls - some.length,
      unit: `of ${calls} calls`,
      better: 'less',
      spread: null,
    }),
  ];
}

function messengerOf(client: TelegramClient) {
  return createMessenger({ ...client, lane: 'bulk', encodeAction });
}

/** The words that the line will send, for the bare loop. */
async function textOf(line: DeliveryLine, [first]: readonly WaitingMessage[]): Promise<string> {
  const wording = first === undefined ? null : await wordDelivery(line.deps, first);
  const text = wording?.kind === 'messages' ? wording.parts[0]?.message.html : undefined;
  if (text === undefined) throw new Error('the broadcast has nothing to say');
  return text;
}
