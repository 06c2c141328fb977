import type { Api } from 'grammy';
import { type Access, findAccess } from '../app/standing.ts';
import type { BotContext, BotDeps } from './context.ts';

/** A command of Telegram's menu. */
interface MenuCommand {
  readonly command: string;
  readonly description: string;
}

const EXECUTOR: readonly MenuCommand[] = [
  { command: 'tasks', description: 'Мои поручения' },
  { command: 'report', description: 'Отчитаться: текст, фото, файлы' },
  { command: 'upcoming', description: 'Ближайшие сроки' },
  { command: 'calendar', description: 'Сроки в календарь телефона' },
];
const CONTROLLER: readonly MenuCommand[] = [
  { command: 'publish', description: 'Опубликовать документ' },
  { command: 'status', description: 'Исполнение' },
  { command: 'overdue', description: 'Просрочено' },
  { command: 'orgs', description: 'Организации' },
  { command: 'invite', description: 'Пригласить: /invite КОД' },
];
const EVERYBODY: readonly MenuCommand[] = [
  { command: 'settings', description: 'Настройки: сводка, напоминания, люди' },
  { command: 'help', description: 'Что умеет бот' },
  { command: 'cancel', description: 'Отменить начатое' },
  { command: 'forget', description: 'Удалить мои данные' },
];

/** What everybody is shown who is no controller. */
export const DEFAULT_COMMANDS: readonly MenuCommand[] = [...EXECUTOR, ...EVERYBODY];
/** In groups: what is the whole group's business. */
export const GROUP_COMMANDS: readonly MenuCommand[] = [
  ...EXECUTOR.filter(({ command }) => command !== 'calendar'),
  ...EVERYBODY.filter(({ command }) => command === 'settings' || command === 'help'),
];

/** What a controller is shown, who may answer for an organization too. */
export function controllerCommands({ subscriptions }: Pick<Access, 'subscriptions'>): readonly MenuCommand[] {
  return [...CONTROLLER, ...(subscriptions.length > 0 ? EXECUTOR : []), ...EVERYBODY];
}

type CommandApi = Pick<Api, 'setMyCommands' | 'deleteMyCommands'>;

/** Shows a private chat the commands of whoever it is now: of a controller, or of everybody. */
export async function tellChatCommands(
  api: CommandApi,
  chatId: number,
  access: Pick<Access, 'controller' | 'subscriptions'>,
): Promise<void> {
  const scope = { type: 'chat', chat_id: chatId } as const;
  if (access.controller) await api.setMyCommands([...controllerCommands(access)], { scope });
  else await api.deleteMyCommands({ scope });
}

/** The same after a change of role; a menu that could not be told is no reason to fail. */
export async function updateCommands(deps: BotDeps, ctx: BotContext): Promise<void> {
  const { chatId, telegramUserId } = ctx.actor;
  const access = await findAccess(deps.store, telegramUserId, chatId);
  // Nobody else has a menu of their own.
  const concerned = access.controller || ctx.access.controller;
  if (!concerned || chatId !== telegramUserId) return;
  try {
    await tellChatCommands(ctx.api, chatId, access);
  } catch (error) {
    deps.onError(error, { what: 'the commands of a chat' });
  }
}
