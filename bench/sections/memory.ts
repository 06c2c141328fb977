import { setTimeout as pause } from 'node:timers/promises';
import { EXAMPLE_PEOPLE } from '../../src/service/load-example.ts';
import { median } from '../measure.ts';
import { plainRow, type Row } from '../results.ts';
import type { Section } from '../section.ts';
import { residentMb } from '../service/process-memory.ts';
import { openSandboxPeople } from '../service/sandbox-people.ts';
import { type ServiceProcess, startBuiltService } from '../service/service-process.ts';
import { inTempFolder } from '../service/temp-folder.ts';

const AIM = { name: 'aim', value: 350 };
const CHATS = 150;
const SCHOOL = 'sch-ozersk-gym';
const NUMBER = '31-2026';
/** A document without doubts, so that two presses publish it. */
const DOCUMENT = `ПРОТОКОЛ

совещания руководителей системы образования 15.09.2026 № ${NUMBER}

1. О подвозе учащихся.

РЕШИЛИ:

1. Руководителям общеобразовательных организаций:

1.1. Проверить готовность школьных автобусов к зиме.

Срок: постоянно

1.2. Вывесить у входа расписание школьного автобуса.

Срок: постоянно
`;

/**
 * Resident memory of the built service with its database and sandbox: after the start and after a broadcast,
 * each when it has come to rest, and at its highest in between.
 */
export const memory: Section = {
  name: 'memory',
  measure: () =>
    inTempFolder(async (dataDir) => {
      const service = await startBuiltService(dataDir);
      try {
        const sandbox = await service.findSandbox();
        const idle = await atRest(service);
        const highest = await highestDuring(service, () => broadcast(service, sandbox));
        const after = await atRest(service);
        return [
          memoryRow('idle after the start', idle),
          memoryRow(`highest during a broadcast to ${CHATS} chats`, highest),
          memoryRow('idle after the broadcast', after),
        ];
      } finally {
        await service.stop();
      }
    }),
};

function memoryRow(name: string, megabytes: number): Row {
  return plainRow({ name, value: megabytes, unit: 'MB', better: 'less', spread: null }, AIM);
}

/** The middle of five seconds, after as many to come to rest. */
async function atRest({ pid }: ServiceProcess): Promise<number> {
  await pause(5_000);
  const readings: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    readings.push(residentMb(pid));
    await pause(1_000);
  }
  return median(readings);
}

async function highestDuring({ pid }: ServiceProcess, work: () => Promise<void>): Promise<number> {
  let highest = residentMb(pid);
  const timer = setInterval(() => {
    highest = Math.max(highest, residentMb(pid));
  }, 1_000);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return highest;
}

/** Invites chats to a school of the example directory, sends a document to the bot, publishes it, waits for all. */
async function broadcast(service: ServiceProcess, sandboxUrl: string): Promise<void> {
  const people = openSandboxPeople(sandboxUrl);
  const printed = await service.runCommand('invite', SCHOOL, '--uses', String(CHATS), '--json');
  const { token } = JSON.parse(printed) as { token: string };
  const chats: number[] = [];
  for (let count = 1; count <= CHATS; count += 1) chats.push(await people.join(`Получатель ${count}`, token));
  await Promise.all(chats.map((chat) => people.waitFor(chat, 'Готово')));
  const { id: controller } = EXAMPLE_PEOPLE.controller;
  await people.sendText(controller, 'protokol.txt', DOCUMENT);
  const draft = await people.waitFor(controller, NUMBER);
  await people.press(controller, 'Опубликовать', draft.messageId);
  await people.waitFor(controller, 'Отправить');
  await people.press(controller, 'Опубликовать и отправить', draft.messageId);
  await Promise.all(chats.map((chat) => people.waitFor(chat, NUMBER)));
}
