import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findStatus } from '../src/app/find-status.ts';
import { importDirectory } from '../src/app/import-directory.ts';
import { storeMorning } from '../src/app/plan-morning.ts';
import { sendDepartmentSummary } from '../src/app/send-department-summary.ts';
import { sweepOutbox } from '../src/app/sweep-outbox.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import type { MessageView } from '../src/sandbox/index.ts';
import { EXAMPLE_PEOPLE, joinExamplePerson, readExampleDirectory } from '../src/service/load-example.ts';
import { openService } from '../src/service/open-service.ts';
import { packageRoot } from '../src/service/package-root.ts';

/**
 * The main job as a story on the terminal, through the real bot, queue, database and Bot API of the sandbox. The
 * days pass on a clock of the demo's own; everything else is as in earnest. Ends by itself, exit status 0.
 */
const names = new Map<number, string>([
  [EXAMPLE_PEOPLE.controller.id, 'Вера Лодыгина, контролёр'],
  [EXAMPLE_PEOPLE.municipality.id, 'Пётр Верещагин, Приреченский район'],
  [EXAMPLE_PEOPLE.principal.id, 'Анна Мельник, Приреченская СОШ № 1'],
  [EXAMPLE_PEOPLE.institute.id, 'Нина Зорина, ГАУ ДПО ЗОИРО'],
]);
const [controller, officer, principal, institute] = [...names.keys()] as [number, number, number, number];

let now = new Date('2026-09-03T10:00:00+03:00');
const dataDir = await mkdtemp(join(tmpdir(), 'srok-demo-'));
const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' });
const service = await openService(config, createLog({ level: 'warn', destination: 'stderr' }), {
  clock: { now: () => now },
  onLost: (error) => {
    throw error;
  },
});
const { deps, sandbox } = service;
if (sandbox === null) throw new Error('the demo runs without a BOT_TOKEN');
const { world } = sandbox;
const seen = new Map<number, number>();

try {
  chapter('Справочник и подписки');
  const entries = await readExampleDirectory();
  await importDirectory(deps, entries);
  tell(`Загружен справочник: ${entries.length} организаций и групп. Каждый открыл свою ссылку-приглашение.`);
  for (const person of [
    EXAMPLE_PEOPLE.controller,
    EXAMPLE_PEOPLE.municipality,
    EXAMPLE_PEOPLE.principal,
    EXAMPLE_PEOPLE.institute,
  ]) {
    await joinExamplePerson(deps, sandbox, person);
    tell(`  ${names.get(person.id)}`);
    markSeen(person.id);
  }

  chapter('3 сентября, 10:00. Контролёр присылает протокол');
  sendsFile(controller, 'protocol.txt', await readFile(join(packageRoot(), 'examples', 'protocol.txt')));
  const draft = await shows(controller, ({ text }) => text.includes('Прочитано'));
  presses(controller, 'Проверить пункты', draft);
  let page = await shows(controller, ({ text }) => /пункт \d+ из/.test(text));
  while (page.buttons.flat().some(({ text }) => text === 'Подтвердить как есть')) {
    presses(controller, 'Подтвердить как есть', page);
    page = await shows(controller, ({ text }) => /пункт \d+ из|Отправить/.test(text));
  }
  presses(controller, 'Опубликовать и отправить', page);
  await shows(controller, ({ text }) => text.includes('опубликован:'));

  chapter('Каждый получает только своё');
  for (const person of [officer, principal, institute])
    await shows(person, ({ text }) => text.startsWith('📄'));
  presses(principal, 'Ознакомлен');
  at('2026-09-03T10:01:00+03:00');
  await sweepOutbox(deps);
  await shows(controller, ({ text }) => text.includes('рассылка'));

  chapter('Приказ с дорожной картой читается так же');
  sendsFile(
    controller,
    'roadmap-order.txt',
    await readFile(join(packageRoot(), 'examples', 'roadmap-order.txt')),
  );
  const order = await shows(controller, ({ text }) => text.includes('Прочитано'));
  presses(controller, 'Отменить', order);
  await shows(controller, ({ text }) => text.includes('Публикация отменена'));

  chapter('8 сентября, 9:00. Утренние напоминания');
  at('2026-09-08T09:00:00+03:00');
  await storeMorning(deps);
  await shows(officer, ({ text }) => text.startsWith('☀️'));
  const reminder = await shows(principal, ({ text }) => text.startsWith('☀️'));

  chapter('Анна отвечает на напоминание, Пётр присылает файл');
  says(principal, 'Выполнено!', reminder);
  await shows(principal, ({ text }) => text.includes('отчёт отправлен'));
  const report = await shows(controller, ({ text }) => text.includes('Приреченская СОШ № 1: выполнено'));
  sendsFile(officer, 'вакансии.docx', Buffer.from('сведения о вакансиях'), 'готово');
  const choice = await shows(officer, ({ text }) => text.includes('Какое поручение'));
  const label = choice.buttons[0]?.[0]?.text ?? '';
  presses(officer, label, choice);
  await shows(officer, ({ text }) => text.includes('отчёт отправлен'));
  const withFile = await shows(controller, ({ text }) => text.includes('Приреченский район: выполнено'));

  chapter('Контролёр принимает и возвращает');
  presses(controller, 'Принять', report);
  await shows(principal, ({ text }) => text.includes('снято с контроля'));
  presses(controller, 'Вернуть на доработку', withFile);
  await shows(controller, ({ text }) => text.includes('что доработать'));
  says(controller, 'Нет сведений по Заречной школе, добавьте.');
  const returned = await shows(officer, ({ text }) => text.includes('Возвращено на доработку'));
  presses(officer, 'Выполнено', returned);
  const second = await shows(controller, ({ text }) => text.includes('Приреченский район: выполнено'));
  presses(controller, 'Принять', second);
  await shows(officer, ({ text }) => text.includes('снято с контроля'));

  chapter('Проходят дни: понедельник, 14 сентября');
  for (const day of ['09', '10', '11', '14']) {
    at(`2026-09-${day}T09:00:00+03:00`);
    await storeMorning(deps);
  }
  await sendDepartmentSummary(deps);
  await shows(officer, ({ text }) => text.startsWith('☀️') && text.includes('Просрочено'));
  await shows(controller, ({ text }) => text.includes('Сводка'));

  chapter('Итог');
  says(controller, '/status');
  await shows(controller, ({ text }) => text.includes('принято'));
  const { assignments, deliveries } = await findStatus({
    store: deps.store,
    queueDepth: service.installation.queueDepth,
  });
  tell(`Поручения: ${listOf(assignments)}. Сообщения: ${listOf(deliveries)}.`);
} finally {
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function chapter(title: string): void {
  print(`\n━━━ ${title} ${'━'.repeat(Math.max(3, 70 - title.length))}`);
}

function tell(text: string): void {
  print(text);
}

function at(moment: string): void {
  now = new Date(moment);
}

function says(person: number, text: string, replyTo?: MessageView): void {
  print(`\n${names.get(person)} пишет${replyTo === undefined ? '' : ' в ответ'}: «${text}»`);
  world.say(person, text, { replyTo: replyTo?.messageId });
}

function sendsFile(person: number, name: string, bytes: Uint8Array, caption?: string): void {
  print(
    `\n${names.get(person)} присылает файл ${name}${caption === undefined ? '' : ` с подписью «${caption}»`}`,
  );
  world.sendFile(person, { name, bytes }, caption === undefined ? {} : { caption });
}

function presses(person: number, button: string, on?: MessageView): void {
  const labels = world
    .history(person)
    .flatMap((message) =>
      on === undefined || message.messageId === on.messageId ? message.buttons.flat() : [],
    );
  const label = labels.findLast(({ text }) => text.includes(button))?.text ?? button;
  print(`\n${names.get(person)} нажимает [${label}]`);
  world.press(person, button, on === undefined ? {} : { messageId: on.messageId });
}

/** Waits for a message of the bot that is new or changed since the last look, and prints it. */
async function shows(person: number, fits: (message: MessageView) => boolean): Promise<MessageView> {
  const message = await world.waitFor(person, (candidate) => candidate.from.isBot && fits(candidate), {
    timeoutMs: 20_000,
    after: seen.get(person) ?? 0,
  });
  seen.set(person, message.change);
  print(`\n  ┌ ${names.get(person)}`);
  for (const line of message.text.split('\n')) print(`  │ ${line}`);
  for (const row of message.buttons) print(`  │ ${row.map(({ text }) => `[${text}]`).join(' ')}`);
  return message;
}

function markSeen(person: number): void {
  seen.set(person, world.mark());
}

function listOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([state, count]) => `${state} ${count}`)
    .join(', ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
