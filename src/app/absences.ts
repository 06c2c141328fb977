import { type AbsencesInForce, absencesInForce } from '../core/absences/absences-in-force.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { Records, StoredAbsence, Subscription } from './ports.ts';

/** The absences of one organization as of a day. */
export interface OrganizationAbsences extends AbsencesInForce {
  /** Everybody the organization can write to. */
  readonly subscriptions: readonly Subscription[];
  /** Those that have begun, whether they still hold or not. */
  readonly begun: readonly StoredAbsence[];
  /** Those that wait for a deputy to join, planned or not. */
  readonly waiting: readonly StoredAbsence[];
  /** Those that begin on a later day by themselves: so far nobody is away. */
  readonly planned: readonly StoredAbsence[];
  /** The subscriptions of those who answer for it. */
  readonly answering: ReadonlySet<number>;
}

/** Who of these organizations is away on a day; an organization nobody has left is not among them. */
export async function findAbsences(
  records: Pick<Records, 'absences' | 'subscriptions'>,
  codes: readonly string[],
  today: CalendarDate,
): Promise<ReadonlyMap<string, OrganizationAbsences>> {
  // Hardly anybody is away at a time: everything else is asked only where somebody is.
  const taken = codes.length === 0 ? [] : await records.absences.ofOrganizations(codes);
  const concerned = [...new Set(taken.map(({ organizationCode }) => organizationCode))];
  if (concerned.length === 0) return new Map();
  const subscriptions = await records.subscriptions.ofOrganizations(concerned);
  return new Map(
    concerned.map((code) => {
      const own = subscriptions.filter(({ organizationCode }) => organizationCode === code);
      const absences = taken.filter(({ organizationCode }) => organizationCode === code);
      const begun = absences.filter(({ waiting, startsOn }) => !waiting && startsOn === null);
      const answering = new Set(own.filter(({ role }) => role === 'executor').map(({ id }) => id));
      return [
        code,
        {
          ...absencesInForce(answering, begun, today),
          subscriptions: own,
          begun,
          waiting: absences.filter(({ waiting }) => waiting),
          planned: absences.filter(({ waiting, startsOn }) => !waiting && startsOn !== null),
          answering,
        },
      ];
    }),
  );
}

/** The records as they will be on a day: what is planned until then has begun. */
export function recordsOn<Read extends Pick<Records, 'absences'>>(records: Read, day: CalendarDate): Read {
  return {
    ...records,
    absences: {
      ...records.absences,
      ofOrganizations: async (codes) =>
        (await records.absences.ofOrganizations(codes)).map((absence) =>
          absence.startsOn !== null && absence.startsOn <= day ? { ...absence, startsOn: null } : absence,
        ),
    },
  };
}

/** One somebody stands in for. */
export interface StoodInFor {
  readonly organizationCode: string;
  readonly personId: number;
  readonly until: CalendarDate;
}

/** How a chat stands to the absences of its organizations. */
export interface ChatAbsences {
  /** Organizations the chat is away from: it is sent nothing of theirs. */
  readonly awayFrom: ReadonlySet<string>;
  readonly standsInFor: readonly StoodInFor[];
}

const NONE: ChatAbsences = { awayFrom: new Set(), standsInFor: [] };

/** Where a chat is away, and for whom it stands in. */
export async function findChatAbsences(
  records: Pick<Records, 'absences' | 'subscriptions'>,
  chatId: number,
  today: CalendarDate,
): Promise<ChatAbsences> {
  // Groups neither go away nor stand in.
  if (chatId < 0) return NONE;
  const own = await records.subscriptions.ofChat(chatId);
  const absences = await findAbsences(
    records,
    own.map(({ organizationCode }) => organizationCode),
    today,
  );
  if (absences.size === 0) return NONE;
  const awayFrom = new Set<string>();
  const standsInFor: StoodInFor[] = [];
  for (const { id, organizationCode } of own) {
    const found = absences.get(organizationCode);
    if (found === undefined) continue;
    if (found.away.has(id)) awayFrom.add(organizationCode);
    for (const { subscriptionId, until } of found.begun) {
      if (found.away.get(subscriptionId) !== id) continue;
      const absent = found.subscriptions.find((one) => one.id === subscriptionId);
      if (absent !== undefined) standsInFor.push({ organizationCode, personId: absent.personId, until });
    }
  }
  return { awayFrom, standsInFor };
}

/** The chats that stand in for a person of an organization, where that person is away. */
export async function standInChats(
  records: Pick<Records, 'absences' | 'subscriptions'>,
  organizationCode: string,
  personId: number,
  today: CalendarDate,
): Promise<readonly number[]> {
  const found = (await findAbsences(records, [organizationCode], today)).get(organizationCode);
  if (found === undefined) return [];
  const chats = found.subscriptions
    .filter((one) => one.personId === personId)
    .flatMap(({ id }) => found.subscriptions.filter((other) => other.id === found.away.get(id)))
    .map(({ chatId }) => chatId);
  return [...new Set(chats)];
}
