import { type DirectoryEntry, organizationsMeant } from '../core/addressees/index.ts';
import type { Actor, Deps } from './deps.ts';
import { type ChangedMeanwhile, findSeen, type ReviewRefusal, type SeenPoint } from './review-point.ts';

export type SaveGroupOutcome =
  | ReviewRefusal
  | ChangedMeanwhile
  | { readonly kind: 'nobody_picked' | 'name_taken' | 'name_too_long' }
  | { readonly kind: 'saved'; readonly name: string; readonly organizations: number };

/** A name is shown on a button. */
const LONGEST_NAME = 100;

/**
 * A controller saves the organizations picked for an addressee as a group of the directory. The words of the document
 * are kept with it: where they are printed again, the group is offered, and nobody is chosen silently. A group saved
 * under the same name before is changed; an entry the operator imported never is. The same update saves once.
 */
export async function saveGroup(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  typed: string,
): Promise<SaveGroupOutcome> {
  const name = typed.replaceAll(/\s+/g, ' ').trim();
  return deps.store.transaction(async (records): Promise<SaveGroupOutcome> => {
    const found = await findSeen(records, actor, seen);
    if (found.kind !== 'seen') return found;
    const addressee = found.point.addressees[place];
    if (addressee === undefined) return { kind: 'nobody_picked' };
    const directory = await records.organizations.all();
    const limited = addressee.only !== undefined || addressee.except !== undefined;
    const codes = limited ? organizationsMeant(directory, addressee).map(({ code }) => code) : [];
    if (codes.length === 0) return { kind: 'nobody_picked' };
    if (name.length > LONGEST_NAME) return { kind: 'name_too_long' };
    const same = directory.find((entry) => namesOf(entry).includes(comparable(name)));
    if (same !== undefined && same.suggestedFor === undefined) return { kind: 'name_taken' };
    const saved = { kind: 'saved', name, organizations: codes.length } as const;
    const group: DirectoryEntry = {
      code: same?.code ?? `saved-${actor.updateId}`,
      kind: 'group',
      name,
      shortName: null,
      aliases: [],
      parent: null,
      members: { by: 'codes', codes },
      reminderTime: null,
      suggestedFor: [...new Set([...(same?.suggestedFor ?? []), addressee.text])],
    };
    if (JSON.stringify(group) === JSON.stringify(same)) return saved;
    await records.organizations.saveAll([group]);
    await records.audit.append({
      at: deps.clock.now(),
      action: 'group_saved',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId: found.document.id,
      assignmentId: null,
      details: {
        decisionId: seen.decisionId,
        code: group.code,
        was: JSON.stringify(same ?? null),
        is: JSON.stringify(group),
      },
    });
    return saved;
  });
}

function namesOf({ code, name, shortName, aliases }: DirectoryEntry): readonly string[] {
  return [code, name, ...(shortName === null ? [] : [shortName]), ...aliases].map(comparable);
}

function comparable(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
