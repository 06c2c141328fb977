import { findEntries, membersOf } from '../core/addressees/index.ts';
import type { ListedOrganization } from '../messages/organization-list.ts';
import type { Deps } from './deps.ts';

/** Every organization (groups left out) with how many chats speak for it. */
export async function listOrganizations(deps: Pick<Deps, 'store'>): Promise<readonly ListedOrganization[]> {
  const [directory, subscriptions] = await Promise.all([
    deps.store.organizations.all(),
    deps.store.subscriptions.ofOrganizations(),
  ]);
  const chats = new Map<string, number>();
  for (const { organizationCode } of subscriptions) {
    chats.set(organizationCode, (chats.get(organizationCode) ?? 0) + 1);
  }
  return directory
    .filter(({ kind }) => kind !== 'group')
    .map(({ code, name, shortName }) => ({ code, name: shortName ?? name, chats: chats.get(code) ?? 0 }));
}

/** Those whose code or any of whose names have every word in them. */
export async function findOrganizations(
  deps: Pick<Deps, 'store'>,
  words: string,
): Promise<readonly ListedOrganization[]> {
  const found = new Set(findEntries(await deps.store.organizations.all(), words).map(({ code }) => code));
  return (await listOrganizations(deps)).filter(({ code }) => found.has(code));
}

/** Every group with how many organizations it means, and whether a reviewer saved it in the chat. */
export async function listGroups(deps: Pick<Deps, 'store'>): Promise<
  readonly {
    readonly code: string;
    readonly name: string;
    readonly members: number;
    readonly saved: boolean;
  }[]
> {
  const directory = await deps.store.organizations.all();
  return directory
    .filter(({ kind }) => kind === 'group')
    .map(({ code, name, shortName, suggestedFor }) => ({
      code,
      name: shortName ?? name,
      members: membersOf(directory, code).length,
      saved: suggestedFor !== undefined,
    }));
}
