import { isOpen } from '../core/assignments/transitions.ts';
import {
  absenceBegun,
  absenceBroken,
  absenceCalledOff,
  absencePlanned,
  absenceUnattended,
  type LeftToDo,
  onlyAbsentLeft,
  standInBegan,
  standInOver,
  welcomeBackMessages,
} from '../messages/absence.ts';
import type { MessageDay, PointFacts } from '../messages/point.ts';
import type { MessagePart } from '../messages/split.ts';
import { findChatAbsences } from './absences.ts';
import type { Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { DeliveryContent } from './ports.ts';

type AbsenceContent = Extract<DeliveryContent, { readonly kind: 'absence' }>;

/** Words a row about an absence from the facts of this moment; nothing where it does not hold any more. */
export async function wordAbsence(
  deps: Pick<Deps, 'store'>,
  content: AbsenceContent,
  chatId: number,
  day: MessageDay,
): Promise<readonly MessagePart[]> {
  const { organizationCode, personId, deputyPersonId, from = null, until } = content;
  const people = await deps.store.people.names(
    deputyPersonId === null ? [personId] : [personId, deputyPersonId],
  );
  const organizations = await deps.store.organizations.names([organizationCode]);
  const facts = {
    organizationName: organizations.get(organizationCode) ?? organizationCode,
    person: people.get(personId) ?? '',
    deputy: deputyPersonId === null ? null : (people.get(deputyPersonId) ?? null),
    period: { from, until },
  };
  switch (content.change) {
    case 'began': {
      const { standsInFor } = await findChatAbsences(deps.store, chatId, day.today);
      const holds = standsInFor.some(
        (one) => one.organizationCode === organizationCode && one.personId === personId,
      );
      if (!holds) return [];
      return standInBegan(facts, await openPoints(deps, organizationCode, personId), day);
    }
    case 'over':
    case 'released':
      return [alone(standInOver(facts, content.change))];
    case 'begun': {
      const { awayFrom } = await findChatAbsences(deps.store, chatId, day.today);
      return awayFrom.has(organizationCode) ? [alone(absenceBegun(facts))] : [];
    }
    case 'returned':
      return welcomeBackMessages(facts, await leftToDo(deps, organizationCode), day);
    case 'broken':
      return absenceBroken(facts, await leftToDo(deps, organizationCode), day);
    case 'planned': {
      const maker = await deps.store.subscriptions.find(chatId, organizationCode);
      const planned = maker === null ? null : await deps.store.absences.find(maker.id);
      return planned === null || planned.waiting ? [] : [alone(absencePlanned(facts))];
    }
    case 'called_off':
      return [alone(absenceCalledOff(facts))];
    case 'unattended': {
      const maker = await deps.store.subscriptions.find(chatId, organizationCode);
      const awaiting = maker === null ? null : await deps.store.absences.find(maker.id);
      return awaiting?.waiting === true ? [alone(absenceUnattended(facts))] : [];
    }
    case 'alone':
      return [alone(onlyAbsentLeft(facts, organizationCode))];
  }
}

function alone(message: MessagePart['message']): MessagePart {
  return { message, assignmentIds: [] };
}

async function leftToDo(deps: Pick<Deps, 'store'>, organizationCode: string): Promise<LeftToDo> {
  const waiting = await deps.store.reports.waitingFor([organizationCode]);
  return { open: await openPoints(deps, organizationCode, null), reportsWaiting: waiting.length };
}

/** What is open for an organization; of one person only what was handed over to them. */
async function openPoints(
  deps: Pick<Deps, 'store'>,
  organizationCode: string,
  delegatedTo: number | null,
): Promise<readonly PointFacts[]> {
  const { store } = deps;
  const open = (await store.assignments.open([organizationCode])).map(({ id }) => id);
  const own =
    delegatedTo === null
      ? open
      : (await store.delegations.of(open))
          .filter(({ personId }) => personId === delegatedTo)
          .map(({ assignmentId }) => assignmentId);
  const views = await store.assignments.views(own);
  return views.filter(({ assignment }) => isOpen(assignment.state)).map(pointFacts);
}
