import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { addresseeName } from '../messages/addressee-name.ts';
import type { DraftFacts } from '../messages/draft.ts';
import { replaces } from '../messages/version-facts.ts';
import type { Deps } from './deps.ts';
import { describeVersion } from './describe-version.ts';
import { editionOf, planDecisions } from './plan-document.ts';
import { documentFacts } from './point-facts.ts';
import type { StoredDecision, StoredDocument } from './ports.ts';

/** A stored document with what the reviewer is shown; null where there is none. */
export async function describeDraft(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  documentId: number,
): Promise<{ readonly document: StoredDocument; readonly draft: DraftFacts } | null> {
  const document = await deps.store.documents.find(documentId);
  if (document === null) return null;
  const [decisions, directory, text] = await Promise.all([
    deps.store.documents.decisions(documentId),
    deps.store.organizations.all(),
    deps.store.documents.text(documentId),
  ]);
  const confirmers = await nameConfirmers(deps, decisions);
  const names = new Map(directory.map((entry) => [entry.code, entry.shortName ?? entry.name]));
  const publishedOn = moscowDateOf(deps.clock.now());
  const reached = new Set<string>();
  let assignmentCount = 0;
  const planned = planDecisions(decisions, directory, publishedOn);
  const version = await describeVersion(deps, document, planned, names);
  const points = planned.map(({ decision, assignments, doubts, open }) => {
    for (const { organizationCode } of assignments) reached.add(organizationCode);
    assignmentCount += assignments.length;
    const { quote, confirmed } = decision;
    return {
      ...decision,
      quotation: text?.slice(quote.start, quote.end) || null,
      warnings: open,
      confirmedDoubts: doubts.filter((doubt) => !open.includes(doubt)),
      confirmedBy: confirmed === null ? null : (confirmers.get(confirmed.personId) ?? null),
      addresseeNames: decision.addressees.map((addressee) =>
        addresseeName(addressee, (code) => names.get(code) ?? null),
      ),
      organizations: assignments.map(
        ({ organizationCode }) => names.get(organizationCode) ?? organizationCode,
      ),
      late: assignments.some(({ due }) => due !== null && due < publishedOn),
    };
  });
  const subscriptions = await deps.store.subscriptions.ofOrganizations([...reached]);
  const connected = new Set(subscriptions.map(({ organizationCode }) => organizationCode));
  return {
    document,
    draft: {
      document: documentFacts(document),
      points,
      warnings: document.confirmed === null ? document.warnings : [],
      annexes: document.annexes,
      organizationsReached: reached.size,
      unconnected: reached.size - connected.size,
      assignments: assignmentCount,
      version: version?.facts ?? null,
      edition: editionOf(decisions, replaces(version?.facts ?? null) ? (version?.replacedId ?? null) : null),
    },
  };
}

async function nameConfirmers(
  deps: Pick<Deps, 'store'>,
  decisions: readonly StoredDecision[],
): Promise<ReadonlyMap<number, string>> {
  const ids = new Set(decisions.flatMap(({ confirmed }) => (confirmed === null ? [] : [confirmed.personId])));
  const people = await Promise.all([...ids].map((id) => deps.store.people.find(id)));
  return new Map(people.flatMap((person) => (person === null ? [] : [[person.id, person.name] as const])));
}
