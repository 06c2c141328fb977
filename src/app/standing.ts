import { handsDownTo } from '../core/storeys/subordinates.ts';
import type { Standing } from '../messages/greeting.ts';
import type { Deps } from './deps.ts';
import type { Records, Subscription } from './ports.ts';

/** What a person may do in a chat, as of now: asked at the moment of every action. */
export interface Access {
  readonly controller: boolean;
  readonly subscriptions: readonly Subscription[];
}

/** Reads the present rights of a person in a chat. */
export async function findAccess(records: Records, telegramUserId: number, chatId: number): Promise<Access> {
  const controller = await records.controllers.findByTelegramUser(telegramUserId);
  const subscriptions = await records.subscriptions.ofChat(chatId);
  return { controller: controller !== null, subscriptions };
}

/** The same with names, for greetings and help. */
export async function describeStanding(
  deps: Pick<Deps, 'store'>,
  telegramUserId: number,
  chatId: number,
): Promise<Standing> {
  const access = await findAccess(deps.store, telegramUserId, chatId);
  const directory = access.subscriptions.length > 0 ? await deps.store.organizations.all() : [];
  const names = new Map(directory.map((entry) => [entry.code, entry.shortName ?? entry.name]));
  return {
    controller: access.controller,
    organizations: access.subscriptions.map(
      ({ organizationCode }) => names.get(organizationCode) ?? organizationCode,
    ),
    observer:
      access.subscriptions.length > 0 && access.subscriptions.every(({ role }) => role === 'observer'),
    group: chatId !== telegramUserId,
    above: access.subscriptions.some(
      ({ organizationCode }) => handsDownTo(directory, organizationCode).length > 0,
    ),
  };
}
