import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInvitation } from '../app/create-invitation.ts';
import type { Deps } from '../app/deps.ts';
import { importDirectory } from '../app/import-directory.ts';
import type { Log } from '../app/ports/log.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { moveExampleDates } from './example-document.ts';
import { packageRoot } from './package-root.ts';
import { publishDraft } from './publish-draft.ts';
import { readDirectoryFile } from './read-directory-file.ts';

/** The people of the sandbox's example: whose chat it is and which organizations it speaks for. */
export const EXAMPLE_PEOPLE = {
  controller: { id: 7_000_001, first_name: 'Вера', last_name: 'Лодыгина', organizations: [] },
  municipality: { id: 7_000_002, first_name: 'Пётр', last_name: 'Верещагин', organizations: ['prirechye'] },
  principal: {
    id: 7_000_003,
    first_name: 'Анна',
    last_name: 'Мельник',
    organizations: ['sch-prirechensk-1'],
  },
  secondPrincipal: {
    id: 7_000_004,
    first_name: 'Олег',
    last_name: 'Стожаров',
    organizations: ['sch-ozersk-gym', 'ds-skazka'],
  },
  institute: { id: 7_000_005, first_name: 'Нина', last_name: 'Зорина', organizations: ['ZOIRO'] },
} as const;

const EXAMPLE_ISSUED = '2026-09-03';
const WAIT_MS = 30_000;

const BEGUN_KEY = 'example_begun';
const LOADED_KEY = 'example_loaded';

/**
 * Fills a new sandbox: the example directory, a controller and four chats of organizations, joined by
 * invitations, and the example protocol, sent to the bot and published. All of it by talking to the bot.
 * Where the database has it from an earlier start, only the people come back; what an earlier start had only begun is
 * gone on with. Where it has a directory of its own, it is left as it is, and the answer is false.
 */
export async function loadExample(deps: Deps, sandbox: Sandbox, log: Log): Promise<boolean> {
  const { world } = sandbox;
  const { settings, organizations, documents } = deps.store;
  if ((await settings.read(LOADED_KEY)) !== null) {
    for (const { id, first_name, last_name } of Object.values(EXAMPLE_PEOPLE)) {
      world.createUser({ id, first_name, last_name });
      world.start(id);
    }
    return true;
  }
  const isBegun = (await settings.read(BEGUN_KEY)) !== null;
  if (!isBegun && (await organizations.all()).length > 0) return false;
  await settings.writeOnce(BEGUN_KEY, 'yes');
  await importDirectory(deps, await readExampleDirectory());
  for (const person of Object.values(EXAMPLE_PEOPLE)) await joinExamplePerson(deps, sandbox, person);
  if ((await documents.published(1)).length === 0) await publishExample(deps, sandbox);
  await settings.write(LOADED_KEY, 'yes');
  log.info({}, 'the example directory and protocol were loaded');
  return true;
}

/** The entries of examples/organizations.csv. */
export async function readExampleDirectory() {
  const read = readDirectoryFile(await readFile(join(packageRoot(), 'examples', 'organizations.csv')));
  if (read.kind === 'errors') throw new Error(`examples/organizations.csv: ${JSON.stringify(read.errors)}`);
  return read.entries;
}

/** Makes a person of the example and joins their chat to their organizations by invitations, once for good. */
export async function joinExamplePerson(
  deps: Pick<Deps, 'store' | 'clock'>,
  sandbox: Sandbox,
  person: (typeof EXAMPLE_PEOPLE)[keyof typeof EXAMPLE_PEOPLE],
): Promise<void> {
  const { id, first_name, last_name, organizations } = person;
  sandbox.world.createUser({ id, first_name, last_name });
  const wanted = organizations.length === 0 ? [null] : organizations;
  let isIn = true;
  for (const code of wanted) {
    if (await speaksFor(deps.store, id, code)) continue;
    await joinBot(deps, sandbox, id, code);
    isIn = false;
  }
  // Whoever has joined in an earlier start opens the chat again.
  if (isIn) sandbox.world.start(id);
}

async function speaksFor(
  { controllers, subscriptions }: Deps['store'],
  userId: number,
  organizationCode: string | null,
): Promise<boolean> {
  const known =
    organizationCode === null
      ? await controllers.findByTelegramUser(userId)
      : await subscriptions.find(userId, organizationCode);
  return known !== null;
}

async function joinBot(
  deps: Pick<Deps, 'store' | 'clock'>,
  { world }: Sandbox,
  userId: number,
  organizationCode: string | null,
) {
  const role = organizationCode === null ? 'controller' : 'executor';
  const made = await createInvitation(deps, { organizationCode, role, uses: 1, days: 1 });
  if (made.kind !== 'created')
    throw new Error(`the example directory has no organization ${organizationCode}`);
  const sent = world.start(userId, made.token);
  await world.waitFor(
    userId,
    (message) => message.messageId > sent.messageId && message.text.startsWith('Готово'),
    {
      timeoutMs: WAIT_MS,
    },
  );
}

async function publishExample(deps: Deps, { world }: Sandbox): Promise<void> {
  const { id } = EXAMPLE_PEOPLE.controller;
  const printed = await readFile(join(packageRoot(), 'examples', 'protocol.txt'), 'utf8');
  const text = moveExampleDates(printed, EXAMPLE_ISSUED, moscowDateOf(deps.clock.now()));
  world.sendFile(id, { name: 'protocol.txt', bytes: Buffer.from(text) });
  const wait = { timeoutMs: WAIT_MS };
  const draft = await world.waitFor(id, (message) => message.text.includes('Прочитано'), wait);
  await publishDraft({ world }, id, draft);
}
