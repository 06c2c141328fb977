import { addDays } from '../core/calendar/calendar-date.ts';
import { moscowDateOf, moscowInstant, moscowTimeOf } from '../core/calendar/moscow-time.ts';
import type { ReminderPolicy } from '../core/reminders/policy.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import type { MessagePart } from '../messages/split.ts';
import type { Deps } from './deps.ts';
import {
  type Delivery,
  type DeliveryContent,
  type Messenger,
  MessengerError,
  type Place,
  type ReportFile,
} from './ports.ts';
import { rememberReads } from './remember-reads.ts';
import { findQuietPolicy } from './reminder-policies.ts';
import { wordRenewed } from './renew-messages.ts';
import { type DeliveryShare, shareByTopic } from './share-by-topic.ts';
import { wordForChat } from './word-for-chat.ts';

/** What became of an outbox row; `overtaken`: another sender has it, because this one was too slow. */
export type DeliverMessageOutcome =
  | { readonly kind: 'sent' | 'not_to_be_sent' | 'cancelled' | 'postponed' | 'overtaken' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Its chat takes nothing now; the row keeps its turn and is to be tried again then. */
  | { readonly kind: 'chat_busy'; readonly waitMs: number }
  /** Telegram asks everybody to wait. */
  | { readonly kind: 'rate_limited'; readonly retryAfterSeconds: number };

/** A message and where it goes. */
type AddressedPart = MessagePart & { readonly to: Place };

/** A sender that dies loses its claim after this time, and another takes the row. */
const LEASE_SECONDS = 120;
/**
 * Attempts at a row after which a bug makes it given up: with growing pauses of up to an hour, about two days. An
 * edge that does not answer is no reason to give up, however long it takes.
 */
const MAX_ATTEMPTS = 60;
const MAX_PAUSE_SECONDS = 3600;
/** A sender waits so long for its chat; for longer it leaves its place to the other chats. */
const PATIENCE_MS = 1_500;
/** What waits for the end of the quiet hours. */
const REMINDERS: ReadonlySet<DeliveryContent['kind']> = new Set([
  'digest',
  'escalation',
  'summary',
  'nudge',
  'gathering_paused',
  'absence',
]);

/** The row is still the first of its chat, or another sender's. */
const KEEPS_ITS_TURN: ReadonlySet<DeliverMessageOutcome['kind']> = new Set([
  'chat_busy',
  'rate_limited',
  'overtaken',
]);

/**
 * Sends one outbox row: claims it, words it from the facts of this moment, sends its parts from the first that
 * has not arrived, and marks it sent. A crash between may repeat a part, never swallow one. Then the chat's next row
 * is rung for, for the moment the chat takes one more; where this one's chat takes none for some time, it is left.
 *
 * @throws what went wrong on our own side; the row is put off, or given up after many attempts
 */
export async function deliverMessage(
  deps: Deps & { readonly messenger: Messenger },
  deliveryId: number,
): Promise<DeliverMessageOutcome> {
  const delivery = await deps.store.outbox.claim(deliveryId, deps.clock.now(), LEASE_SECONDS);
  if (delivery === null) {
    // Whoever rang for this row has woken its chat: what is before it may wait for a sweep otherwise.
    const turn = await deps.store.outbox.waitsFor(deliveryId, deps.clock.now());
    if (turn !== null) await deps.bell.turnComes(turn, 0);
    return { kind: 'not_to_be_sent' };
  }
  const { chatId } = delivery;
  let outcome: DeliverMessageOutcome;
  try {
    outcome = (await leaveBusyChat(deps, delivery)) ?? (await send(deps, delivery));
  } catch (error) {
    if (!(error instanceof MessengerError)) {
      await settleFailure(deps, delivery, error);
      await ringForNext(deps, chatId);
      throw error;
    }
    outcome = await settleRefusal(deps, delivery, error);
  }
  if (!KEEPS_ITS_TURN.has(outcome.kind)) await ringForNext(deps, chatId);
  return outcome;
}

/** Rows of a chat wait for one another: whoever is done rings for the next. */
async function ringForNext(
  { store, clock, bell, messenger }: Deps & { readonly messenger: Messenger },
  chatId: number,
): Promise<void> {
  const next = await store.outbox.nextOf(chatId, clock.now());
  if (next !== null) await bell.turnComes(next, messenger.waitMs(chatId));
}

/** Puts a row back whose chat takes nothing for longer than a sender waits; null where it may go on. */
async function leaveBusyChat(
  { store, messenger }: Pick<Deps, 'store'> & { readonly messenger: Messenger },
  delivery: Delivery,
): Promise<DeliverMessageOutcome | null> {
  const waitMs = messenger.waitMs(delivery.chatId);
  if (waitMs <= PATIENCE_MS) return null;
  await store.outbox.putBack(delivery, null, 'the chat is busy');
  return { kind: 'chat_busy', waitMs };
}

async function send(
  deps: Deps & { readonly messenger: Messenger },
  delivery: Delivery,
): Promise<DeliverMessageOutcome> {
  const now = deps.clock.now();
  const { outbox } = deps.store;
  const worded = { ...deps, store: rememberReads(deps.store) };
  const quiet = isReminder(delivery.content) ? await findQuietPolicy(worded, delivery) : null;
  if (quiet !== null) {
    await outbox.putBack(delivery, quietEnd(quiet, now), 'quiet hours');
    return { kind: 'postponed' };
  }
  if (delivery.content.kind === 'renewed') return renew(deps, delivery, delivery.content.deliveryId);
  const parts: AddressedPart[] = [];
  const files: { readonly file: ReportFile; readonly to: Place }[] = [];
  for (const share of await shareByTopic(worded.store, delivery)) {
    const to = { chatId: delivery.chatId, topicId: share.topicId };
    const wording = await wordForChat(worded, { ...to, content: share.content });
    if (wording.kind === 'wait') {
      await outbox.putBack(delivery, after(now, wording.seconds), 'under way');
      return { kind: 'postponed' };
    }
    if (wording.kind === 'nothing') continue;
    for (const [index, part] of wording.parts.entries()) {
      const message = index === 0 ? await asReader(deps, share, part.message) : part.message;
      parts.push({ ...part, to, message });
    }
    files.push(...wording.files.map((file) => ({ file, to })));
  }
  if (parts.length === 0) {
    await outbox.markCancelled(delivery, now);
    return { kind: 'cancelled' };
  }
  const unsent = [
    ...partsToSend(parts, delivery).map(({ to, message, assignmentIds }) => ({
      assignmentIds,
      send: () => deps.messenger.send(to, message),
    })),
    ...files.slice(Math.max(0, delivery.partsSent - parts.length)).map(({ to, file }) => ({
      assignmentIds: [],
      send: () => sendFile(deps, to, file),
    })),
  ];
  if (unsent.length === 0) await outbox.markSent(delivery, deps.clock.now());
  for (const [index, part] of unsent.entries()) {
    const busy = index === 0 ? null : await leaveBusyChat(deps, delivery);
    if (busy !== null) return busy;
    const { messageId } = await part.send();
    const isHeld = await outbox.partSent(delivery, {
      chatId: delivery.chatId,
      messageId,
      assignmentIds: part.assignmentIds,
      at: deps.clock.now(),
      leaseSeconds: LEASE_SECONDS,
      isLast: index === unsent.length - 1,
    });
    if (!isHeld) return { kind: 'overtaken' };
  }
  return { kind: 'sent' };
}

async function sendFile(
  { files, messenger }: Pick<Deps, 'files'> & { readonly messenger: Messenger },
  to: Place,
  file: ReportFile,
): Promise<{ readonly messageId: number }> {
  const bytes = await files.read(file.sha256);
  if (bytes === null) throw new Error(`file ${file.sha256} is not in the store`);
  return messenger.sendFile(to, { ...file, bytes }, file.name);
}

/** Words the message of an earlier row anew, in its place. That row has had its turn, so its number is known. */
async function renew(
  deps: Deps & { readonly messenger: Messenger },
  delivery: Delivery,
  originalId: number,
): Promise<DeliverMessageOutcome> {
  const { outbox } = deps.store;
  const original = await outbox.find(originalId);
  const message = original === null ? null : await wordRenewed(deps, original);
  if (message === null || original === null || original.firstMessageId === null) {
    await outbox.markCancelled(delivery, deps.clock.now());
    return { kind: 'cancelled' };
  }
  const [share] = await shareByTopic(deps.store, original);
  const renewed = share === undefined ? message : await asReader(deps, share, message);
  await deps.messenger.edit(original.chatId, original.firstMessageId, renewed);
  await outbox.markSent(delivery, deps.clock.now());
  return { kind: 'sent' };
}

/** What a chat is told of others says as which of its organizations it is told. */
async function asReader(
  { store }: Pick<Deps, 'store'>,
  { readsAs }: DeliveryShare,
  message: OutgoingMessage,
): Promise<OutgoingMessage> {
  if (readsAs === null) return message;
  const names = await store.organizations.names([readsAs]);
  return { organization: names.get(readsAs) ?? readsAs, ...message };
}

/**
 * What has not arrived yet. The text was split anew from the facts of this moment, so parts are known by what they
 * are about, not by their number; one that is partly told is told again.
 */
function partsToSend(parts: readonly AddressedPart[], delivery: Delivery): readonly AddressedPart[] {
  const told = new Set(delivery.told);
  return parts.filter(({ assignmentIds }, index) =>
    assignmentIds.length === 0
      ? index >= delivery.partsSent
      : assignmentIds.some((assignmentId) => !told.has(assignmentId)),
  );
}

/** The channel did not take the message. */
async function settleRefusal(
  deps: Deps,
  delivery: Delivery,
  error: MessengerError,
): Promise<DeliverMessageOutcome> {
  const now = deps.clock.now();
  const { outbox, subscriptions } = deps.store;
  if (error.migrateToChatId !== null) {
    // The row itself moves with the chat, so the next attempt goes to the new one.
    await subscriptions.migrateChat(delivery.chatId, error.migrateToChatId);
    await outbox.putBack(delivery, now, error.reason);
    return { kind: 'postponed' };
  }
  if (error.reason === 'rate_limited') {
    const retryAfterSeconds = error.retryAfterSeconds ?? 1;
    if (error.onlyThisChat) {
      await outbox.putBack(delivery, null, error.reason);
      return { kind: 'chat_busy', waitMs: retryAfterSeconds * 1000 };
    }
    await outbox.putBack(delivery, after(now, retryAfterSeconds), error.reason);
    return { kind: 'rate_limited', retryAfterSeconds };
  }
  if (error.permanent) {
    await outbox.markFailed(delivery, error.reason, now);
    if (error.reason !== 'bad_request') await subscriptions.markUnreachable(delivery.chatId, error.reason);
    return { kind: 'failed', reason: error.reason };
  }
  await outbox.postpone(delivery, after(now, pauseSeconds(delivery.attempts)), error.reason);
  return { kind: 'postponed' };
}

/** Something of our own went wrong: the attempt counts, so that a row nobody can send ends some day. */
async function settleFailure(deps: Deps, delivery: Delivery, error: unknown): Promise<void> {
  const now = deps.clock.now();
  const reason = 'a failure of the service';
  const { outbox } = deps.store;
  const passes = error instanceof Error && 'permanent' in error && error.permanent === false;
  if (delivery.attempts >= MAX_ATTEMPTS && !passes) await outbox.markFailed(delivery, reason, now);
  else await outbox.postpone(delivery, after(now, pauseSeconds(delivery.attempts)), reason);
}

function isReminder(content: DeliveryContent): boolean {
  return REMINDERS.has(content.kind);
}

function quietEnd({ quietUntil }: ReminderPolicy, now: Date): Date {
  const today = moscowDateOf(now);
  return moscowInstant(moscowTimeOf(now) < quietUntil ? today : addDays(today, 1), quietUntil);
}

function pauseSeconds(attempts: number): number {
  return Math.min(MAX_PAUSE_SECONDS, 2 ** Math.min(attempts, 12));
}

function after(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
