import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { underStandIn } from '../messages/absence.ts';
import type { MessagePart } from '../messages/split.ts';
import { type ChatAbsences, findChatAbsences } from './absences.ts';
import type { Deps } from './deps.ts';
import type { Delivery, DeliveryContent, Records } from './ports.ts';
import { type Reader, readerOf } from './share-by-topic.ts';
import { wordDelivery } from './word-delivery.ts';
import type { Wording } from './wording.ts';

/**
 * What an outbox row says to its chat now. Whoever is away from an organization is told nothing of it: the others
 * have rows of their own, and the absent read what is open when they are back. Whoever stands in is told for whom.
 */
export async function wordForChat(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'reminderPolicy'>,
  delivery: Parameters<typeof wordDelivery>[1],
): Promise<Wording> {
  const today = moscowDateOf(deps.clock.now());
  const absences = await findChatAbsences(deps.store, delivery.chatId, today);
  if (absences.awayFrom.size === 0 && absences.standsInFor.length === 0) return wordDelivery(deps, delivery);
  const reader = await readerIn(deps.store, delivery);
  const content = withoutAway(delivery.content, reader, absences.awayFrom);
  if (content === null) return { kind: 'nothing' };
  const wording = await wordDelivery(deps, { ...delivery, content });
  if (wording.kind !== 'messages' || !TELLS_WORK.has(content.kind)) return wording;
  return { ...wording, parts: await withStandIns(deps.store, reader, wording.parts, absences) };
}

/** What is to be done, as opposed to what has been answered. */
const TELLS_WORK: ReadonlySet<DeliveryContent['kind']> = new Set([
  'broadcast',
  'new_version',
  'digest',
  'handed_down',
  'nudge',
  'delegated',
]);

/** News of people and of the person's own draft reach whoever is away too. */
const PERSONAL: ReadonlySet<DeliveryContent['kind']> = new Set([
  'absence',
  'people_changed',
  'late_file',
  'gathering_paused',
]);

async function readerIn(
  records: Records,
  { content, chatId }: Pick<Delivery, 'content' | 'chatId'>,
): Promise<Reader> {
  return readerOf(records, content, await records.subscriptions.ofChat(chatId));
}

/** The content without what is for these organizations; null where nothing of it is left. */
function withoutAway(
  content: DeliveryContent,
  reader: Reader,
  awayFrom: ReadonlySet<string>,
): DeliveryContent | null {
  if (awayFrom.size === 0 || PERSONAL.has(content.kind)) return content;
  if (reader.kind !== 'each') return reader.code !== null && awayFrom.has(reader.code) ? null : content;
  const left = new Set(
    reader.assignments.filter(({ organizationCode }) => !awayFrom.has(organizationCode)).map(({ id }) => id),
  );
  const assignmentIds = reader.content.assignmentIds.filter((id) => left.has(id));
  return assignmentIds.length === 0 ? null : { ...reader.content, assignmentIds };
}

async function withStandIns(
  records: Records,
  reader: Reader,
  parts: readonly MessagePart[],
  { standsInFor }: ChatAbsences,
): Promise<readonly MessagePart[]> {
  const codes = new Set<string | null>(
    reader.kind === 'each'
      ? reader.assignments.map(({ organizationCode }) => organizationCode)
      : [reader.code],
  );
  const concerned = standsInFor.filter(({ organizationCode }) => codes.has(organizationCode));
  const people = await records.people.names(concerned.map(({ personId }) => personId));
  const absent = concerned.map(({ personId, until }) => ({ name: people.get(personId) ?? '', until }));
  return absent.length === 0 ? parts : underStandIn(parts, absent);
}
