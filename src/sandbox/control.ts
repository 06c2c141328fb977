import { z } from 'zod';
import { WaitedInVain } from './changes.ts';
import { SandboxError } from './errors.ts';
import { TELEGRAM_LIMITS } from './flood.ts';
import type { World } from './world.ts';

/** An answer of the control side: JSON, or the bytes of a file. */
export type ControlAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'file'; readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array };

const id = z.coerce.number().int();
const place = {
  chat: id.optional(),
  replyTo: id.optional(),
  topic: id.optional(),
  anonymous: z.boolean().optional(),
};
const topic = z.object({ topic: z.union([id, z.literal('General')]) });
const file = {
  name: z.string().min(1),
  mimeType: z.string().optional(),
  base64: z.base64().optional(),
  size: z.number().int().nonnegative().optional(),
};
const withBytes = <T extends { readonly base64?: string | undefined }>(given: T) => ({
  ...given,
  bytes: given.base64 === undefined ? undefined : new Uint8Array(Buffer.from(given.base64, 'base64')),
});

const timeoutMs = z.coerce.number().int().min(1).max(60_000).default(5_000);

/** One request of the control side. `ids` are the numbers in its path, in order. */
interface Route {
  readonly verb: 'GET' | 'POST' | 'DELETE';
  /** `/users/:id/say`; «:id» is a number. */
  readonly path: string;
  readonly run: (world: World, ids: readonly string[], given: unknown) => unknown;
}

function route<T>(
  verb: Route['verb'],
  path: string,
  form: z.ZodType<T>,
  run: (world: World, ids: readonly number[], given: T) => unknown,
): Route {
  return { verb, path, run: (world, ids, given) => run(world, ids.map(Number), form.parse(given)) };
}

const nothing = z.object({});
const first = (ids: readonly number[]): number => ids[0] ?? Number.NaN;

const routes: readonly Route[] = [
  route('GET', '/state', nothing, (world) => ({
    users: world.users(),
    chats: world.chats(),
    change: world.mark(),
  })),
  route('GET', '/calls', nothing, (world) => world.calls()),
  route('GET', '/commands', nothing, (world) => world.commands()),
  route(
    'POST',
    '/users',
    z.object({
      id: id.optional(),
      first_name: z.string().min(1),
      last_name: z.string().optional(),
      username: z.string().optional(),
      language_code: z.string().optional(),
    }),
    (world, _, about) => world.createUser(withoutUndefined(about)),
  ),
  route(
    'POST',
    '/groups',
    z.object({
      id: id.optional(),
      title: z.string().min(1),
      members: z.array(id).min(1),
      type: z.enum(['group', 'supergroup']).optional(),
      topics: z.array(z.string().min(1)).optional(),
      username: z.string().min(1).optional(),
      hidesMembers: z.boolean().optional(),
    }),
    (world, _, about) => world.createGroup(about),
  ),
  route('POST', '/users/:id/start', z.object({ payload: z.string().default('') }), (world, ids, given) =>
    world.start(first(ids), given.payload),
  ),
  route('POST', '/users/:id/say', z.object({ text: z.string().min(1), ...place }), (world, ids, given) =>
    world.say(first(ids), given.text, given),
  ),
  route(
    'POST',
    '/users/:id/edit',
    z.object({ messageId: id, text: z.string().min(1), chat: id.optional() }),
    (world, ids, given) => world.edit(first(ids), given.messageId, given.text, given.chat),
  ),
  route(
    'POST',
    '/users/:id/press',
    z.object({ button: z.string().min(1), messageId: id.optional(), chat: id.optional() }),
    (world, ids, given) => world.press(first(ids), given.button, given),
  ),
  route(
    'POST',
    '/users/:id/file',
    z.object({ ...file, caption: z.string().default(''), ...place }),
    (world, ids, given) => world.sendFile(first(ids), withBytes(given), given),
  ),
  route(
    'POST',
    '/users/:id/photo',
    z.object({ ...file, name: z.string().optional(), caption: z.string().default(''), ...place }),
    (world, ids, given) => world.sendPhoto(first(ids), withBytes(given), given),
  ),
  route(
    'POST',
    '/users/:id/album',
    z.object({
      items: z.array(
        z.object({ kind: z.enum(['document', 'photo']), ...file, caption: z.string().optional() }),
      ),
      ...place,
    }),
    (world, ids, given) => world.sendAlbum(first(ids), given.items.map(withBytes), given),
  ),
  route(
    'POST',
    '/users/:id/forward',
    z.object({ messageId: id, from: id.optional(), ...place }),
    (world, ids, given) => world.forward(first(ids), given.messageId, given),
  ),
  route('POST', '/users/:id/block', nothing, (world, ids) => world.block(first(ids))),
  route('POST', '/users/:id/unblock', nothing, (world, ids) => world.unblock(first(ids))),
  route('POST', '/users/:id/deactivate', nothing, (world, ids) => world.deactivate(first(ids))),
  route('POST', '/users/:id/join', z.object({ chat: id }), (world, ids, given) =>
    world.joinGroup(first(ids), given.chat),
  ),
  route('POST', '/users/:id/leave', z.object({ chat: id }), (world, ids, given) =>
    world.leaveGroup(first(ids), given.chat),
  ),
  route('POST', '/users/:id/kick-bot', z.object({ chat: id }), (world, ids, given) =>
    world.kickBot(first(ids), given.chat),
  ),
  route('POST', '/users/:id/add-bot', z.object({ chat: id }), (world, ids, given) =>
    world.addBot(first(ids), given.chat),
  ),
  route('POST', '/users/:id/promote-bot', z.object({ chat: id }), (world, ids, given) =>
    world.promoteBot(first(ids), given.chat),
  ),
  route('POST', '/users/:id/ban', z.object({ chat: id }), (world, ids, given) =>
    world.ban(first(ids), given.chat),
  ),
  route('POST', '/users/:id/restrict', z.object({ chat: id }), (world, ids, given) =>
    world.restrict(first(ids), given.chat),
  ),
  route('POST', '/groups/:id/forum', z.object({ isForum: z.boolean() }), (world, ids, given) =>
    world.setForum(first(ids), given.isForum),
  ),
  route('POST', '/groups/:id/topics', z.object({ name: z.string().min(1) }), (world, ids, given) => ({
    topic: world.createTopic(first(ids), given.name),
  })),
  route('POST', '/groups/:id/close-topic', topic, (world, ids, given) =>
    world.closeTopic(first(ids), given.topic),
  ),
  route('POST', '/groups/:id/reopen-topic', topic, (world, ids, given) =>
    world.reopenTopic(first(ids), given.topic),
  ),
  route('POST', '/groups/:id/delete-topic', z.object({ topic: id }), (world, ids, given) =>
    world.deleteTopic(first(ids), given.topic),
  ),
  route('POST', '/groups/:id/migrate', nothing, (world, ids) => world.migrate(first(ids))),
  route('GET', '/users/:id/answers', nothing, (world, ids) => world.answers(first(ids))),
  {
    verb: 'GET',
    path: '/answers/:id',
    // The id of a press has more digits than a number holds.
    run: (world, ids, given) => world.waitForAnswer(ids[0] ?? '', z.object({ timeoutMs }).parse(given)),
  },
  route('GET', '/chats/:id', nothing, (world, ids) => ({
    ...world.chat(first(ids)),
    messages: world.history(first(ids)),
    change: world.mark(),
  })),
  route(
    'GET',
    '/chats/:id/wait',
    z.object({ after: z.coerce.number().int().default(0), text: z.string().default(''), timeoutMs }),
    (world, ids, given) =>
      world.waitFor(first(ids), (message) => message.from.isBot && message.text.includes(given.text), given),
  ),
  route(
    'POST',
    '/faults',
    z.object({
      method: z.string().min(1),
      kind: z.enum(['error_500', 'error_502', 'error_429', 'drop_before', 'drop_after', 'delay']),
      times: z.number().int().positive().optional(),
      probability: z.number().min(0).max(1).optional(),
      seed: z.number().int().optional(),
      retryAfterSeconds: z.number().int().positive().optional(),
      delayMs: z.number().int().positive().optional(),
    }),
    (world, _, given) => world.addFault(withoutUndefined(given)),
  ),
  route('DELETE', '/faults', nothing, (world) => world.clearFaults()),
  route('POST', '/limits', nothing, (world) => world.setLimits(TELEGRAM_LIMITS)),
  route('DELETE', '/limits', nothing, (world) => world.setLimits(null)),
];

/** Drops the fields that are undefined: an optional field of the sandbox's shapes is absent, never undefined. */
function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function matchPath(pattern: string, path: string): readonly string[] | null {
  const form = new RegExp(`^${pattern.replaceAll(':id', '(-?\\d{1,19})')}$`);
  return form.exec(path)?.slice(1) ?? null;
}

/**
 * The people's side over HTTP: `path` without its «/sandbox». Query and JSON body are one set of arguments.
 *
 *   POST /users/700001/say {"text":"готово"}   → the message as the chat shows it
 *   GET  /chats/700001/wait?after=12&text=Срок → the first message of the bot that fits
 *
 * A wrong argument or an impossible doing answers 400 {"error":"…"}, a wait that ends in vain 408.
 */
export async function runControl(
  world: World,
  request: { readonly verb: string; readonly path: string; readonly given: unknown },
): Promise<ControlAnswer> {
  const json = (status: number, body: unknown): ControlAnswer => ({ kind: 'json', status, body });
  const fileId = /^\/files\/([\w-]{1,100})$/.exec(request.path)?.[1];
  if (request.verb === 'GET' && fileId !== undefined) {
    const found = world.file(fileId);
    return found === null ? json(404, { error: 'no such file' }) : { kind: 'file', ...found };
  }
  for (const candidate of routes) {
    const ids = candidate.verb === request.verb ? matchPath(candidate.path, request.path) : null;
    if (ids === null) continue;
    try {
      return json(200, (await candidate.run(world, ids, request.given)) ?? {});
    } catch (error) {
      if (error instanceof SandboxError) return json(400, { error: error.message });
      if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
      if (error instanceof WaitedInVain) return json(408, { error: error.message });
      throw error;
    }
  }
  return json(404, { error: 'no such route' });
}
