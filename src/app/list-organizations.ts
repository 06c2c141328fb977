import type { Deps } from './deps.ts';

/** Every organization (groups left out) with how many chats speak for it. */
export async function listOrganizations(
  deps: Pick<Deps, 'store'>,
): Promise<readonly { readonly code: string; readonly name: string; readonly chats: number }[]> {
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
