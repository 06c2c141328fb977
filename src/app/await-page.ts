import type { DocumentFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';

/** The next message of a chat is a page of a draft. */
interface AwaitedPage {
  readonly documentId: number;
  readonly untilMs: number;
  /** The update that has brought it: handled twice, it is the page both times. */
  readonly takenBy: number | null;
}

/** A page asked for is waited for so long; what comes later is a document of its own. */
const PATIENCE_MS = 30 * 60_000;

/** «Добавить страницу»: the next file, photo or text of the controller is a page of the draft. */
export async function awaitPage(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  documentId: number,
): Promise<
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  | { readonly kind: 'awaited'; readonly document: DocumentFacts }
> {
  const { controllers, documents, dialogues } = deps.store;
  if ((await controllers.findByTelegramUser(actor.telegramUserId)) === null) {
    return { kind: 'not_controller' };
  }
  const document = await documents.find(documentId);
  if (document === null) return { kind: 'document_gone' };
  if (document.state !== 'draft') return { kind: 'draft_gone' };
  const untilMs = deps.clock.now().getTime() + PATIENCE_MS;
  await dialogues.write(keyOf(actor), { documentId, untilMs, takenBy: null } satisfies AwaitedPage);
  return { kind: 'awaited', document: documentFacts(document) };
}

/** The draft that this message is a page of, because a page was asked for; null where none was. */
export async function findAwaited(deps: Pick<Deps, 'store' | 'clock'>, actor: Actor): Promise<number | null> {
  const awaited = await read(deps, actor);
  if (awaited === null) return null;
  const { documentId, untilMs, takenBy } = awaited;
  const waits = takenBy === null && deps.clock.now().getTime() < untilMs;
  return waits || takenBy === actor.updateId ? documentId : null;
}

/** The page has come. */
export async function endAwaiting(deps: Pick<Deps, 'store'>, actor: Actor): Promise<void> {
  const awaited = await read(deps, actor);
  if (awaited === null) return;
  await deps.store.dialogues.write(keyOf(actor), { ...awaited, takenBy: actor.updateId });
}

/** `/cancel`: true where a page was waited for. */
export async function cancelAwaiting(deps: Pick<Deps, 'store' | 'clock'>, actor: Actor): Promise<boolean> {
  const waits = (await findAwaited(deps, actor)) !== null;
  await deps.store.dialogues.delete(keyOf(actor));
  return waits;
}

async function read({ store }: Pick<Deps, 'store'>, actor: Actor): Promise<AwaitedPage | null> {
  const kept = (await store.dialogues.read(keyOf(actor))) as Partial<AwaitedPage> | undefined;
  if (typeof kept?.documentId !== 'number' || typeof kept.untilMs !== 'number') return null;
  return { documentId: kept.documentId, untilMs: kept.untilMs, takenBy: kept.takenBy ?? null };
}

function keyOf({ chatId }: Actor): string {
  return `page:${chatId}`;
}
