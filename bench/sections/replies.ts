import { createTelegramClient } from '../../src/adapters/telegram/client.ts';
import { runBot } from '../../src/service/run-bot.ts';
import { storeTasks } from '../material/tasks.ts';
import { quantile, sampleOf } from '../measure.ts';
import { plainRow, type Row } from '../results.ts';
import type { Section } from '../section.ts';
import { openDeliveryLine } from '../service/delivery-line.ts';
import { openRemoteSandbox, type RemoteSandbox, type Reply } from '../service/remote-sandbox.ts';
import { inTempFolder } from '../service/temp-folder.ts';
import { troubleLog } from '../service/trouble-log.ts';

const ASSIGNMENTS = 500;
/** Each asks in a chat of their own, as people do: one chat alone would wait for Telegram's limit of a message a second. */
const PEOPLE = 30;
const ROUNDS = 2;
/** What a person is promised. */
const PROMISE = { name: 'a second', value: 1000 };

/**
 * From what a person does to the message that answers it: update, database, wording, gate and HTTP, on the embedded
 * database, with Telegram's limits kept.
 */
export const replies: Section = {
  name: 'replies',
  measure: () =>
    inTempFolder(async (folder) => {
      const sandbox = await openRemoteSandbox();
      const line = await openDeliveryLine(folder);
      const telegram = createTelegramClient(sandbox);
      const chatIds = await sandbox.createChats(PEOPLE);
      await storeTasks(line.deps, chatIds, ASSIGNMENTS);
      const bot = await runBot({
        deps: line.deps,
        telegram,
        me: await telegram.api.getMe(),
        reader: { read: () => Promise.reject(new Error('the bench sends no documents')) },
        log: troubleLog,
        botKey: 'bench',
      });
      try {
        return await measureReplies(sandbox, chatIds);
      } finally {
        await bot.stop();
        telegram.close();
        await line.close();
        await sandbox.close();
      }
    }),
};

async function measureReplies(sandbox: RemoteSandbox, chatIds: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const everybody = async (act: (chatId: number) => Promise<Reply>): Promise<ReadonlyMap<number, Reply>> => {
    const answers = new Map<number, Reply>();
    for (const chatId of chatIds) answers.set(chatId, await act(chatId));
    return answers;
  };
  const measure = async (
    name: string,
    words: string,
    act: (chatId: number) => Promise<Reply>,
  ): Promise<ReadonlyMap<number, Reply>> => {
    const elapsed: number[] = [];
    let last: ReadonlyMap<number, Reply> = new Map();
    for (let round = 0; round < ROUNDS; round += 1) {
      last = await everybody(act);
      for (const { text, elapsedMs } of last.values()) {
        if (!text.includes(words)) throw new Error(`${name} was answered with «${text.slice(0, 80)}»`);
        elapsed.push(elapsedMs);
      }
    }
    for (const [share, label] of [
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const) {
      const row = { name: `${name}, ${label}`, unit: 'ms', better: 'less' } as const;
      const value = quantile(elapsed, share);
      rows.push(plainRow({ ...row, value, spread: sampleOf(elapsed).spread }, PROMISE));
    }
    return last;
  };
  // Everybody's «/start» is answered before the first round, and what runs for the first time has run.
  await everybody((chatId) => sandbox.say(chatId, '/help'));
  const lists = await measure(`/tasks, ${ASSIGNMENTS} open`, 'Мои поручения (500)', (chatId) =>
    sandbox.say(chatId, '/tasks'),
  );
  const messageOf = (chatId: number): number => lists.get(chatId)?.messageId ?? 0;
  await measure('the next page', 'Мои поручения (500)', (chatId) =>
    sandbox.press(chatId, 'Дальше ▶', messageOf(chatId)),
  );
  await measure('a search by words', 'Найдено', (chatId) => sandbox.say(chatId, 'найти маршруты подвоза'));
  await everybody((chatId) => sandbox.press(chatId, 'Подробнее', messageOf(chatId)));
  await measure('the history of a card', 'п. ', async (chatId) => {
    const reply = await sandbox.press(chatId, 'История', messageOf(chatId));
    await sandbox.press(chatId, '◀ К карточке', messageOf(chatId));
    return reply;
  });
  return rows;
}
