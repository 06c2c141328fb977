import type { Args } from '../args.ts';
import { countCharacters } from '../entities.ts';
import { refusals } from '../errors.ts';
import { explainWrongField, isJsonObject, requireString, WrongField } from '../json.ts';
import type { BotCommand, State } from '../state.ts';
import type { Method } from './method.ts';

const MAX_DESCRIPTION = 256;
const COMMAND_FORM = /^[a-z0-9_]+$/;

export const getMe: Method = (state) => ({
  ...state.bot,
  can_join_groups: true,
  can_read_all_group_messages: state.readsAllGroupMessages,
  can_manage_bots: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
});

/** Commands are kept apart by scope and language. */
function commandsKey(args: Args): string {
  const scope = args.json('scope', () => refusals.field("can't parse BotCommandScope JSON object"));
  return JSON.stringify([scope ?? { type: 'default' }, args.text('language_code')]);
}

function readCommand(value: unknown): BotCommand {
  if (!isJsonObject(value)) throw new WrongField('expected an Object');
  const description = requireString(value, 'description').trim();
  const name = requireString(value, 'command').trim().replace(/^\//, '');
  if (name === '') throw refusals.emptyCommand();
  if (countCharacters(name) > 32) throw refusals.longCommand();
  if (description === '') throw refusals.emptyCommandDescription();
  if (countCharacters(description) > MAX_DESCRIPTION) throw refusals.longCommandDescription();
  if (!COMMAND_FORM.test(name)) throw refusals.badCommand();
  return { command: name, description };
}

export const setMyCommands: Method = (state, args) => {
  const given = args.json('commands', refusals.commandsJson) ?? [];
  if (!Array.isArray(given)) throw refusals.field('expected an Array of BotCommand');
  state.profile.commands.set(
    commandsKey(args),
    given.map((command: unknown) => explainWrongField(() => readCommand(command), refusals.command)),
  );
  return true;
};

export const getMyCommands: Method = (state, args) => state.profile.commands.get(commandsKey(args)) ?? [];

export const deleteMyCommands: Method = (state, args) => {
  state.profile.commands.delete(commandsKey(args));
  return true;
};

/** A setter and a getter of one text of the profile, kept by language; without one, that of no language. */
function profileText(
  field: string,
  unset: (state: State) => string = () => '',
): { readonly set: Method; readonly get: Method } {
  const key = (args: Args): string => `${field}:${args.text('language_code')}`;
  const read = (state: State, args: Args): string =>
    state.profile.texts.get(key(args)) ?? state.profile.texts.get(`${field}:`) ?? unset(state);
  return {
    set: (state, args) => {
      state.profile.texts.set(key(args), args.text(field));
      return true;
    },
    get: (state, args) => ({ [field]: read(state, args) }),
  };
}

const name = profileText('name', (state) => state.bot.first_name);
const description = profileText('description');
const shortDescription = profileText('short_description');

export const setMyName: Method = name.set;
export const getMyName: Method = name.get;
export const setMyDescription: Method = description.set;
export const getMyDescription: Method = description.get;
export const setMyShortDescription: Method = shortDescription.set;
export const getMyShortDescription: Method = shortDescription.get;

export const setChatMenuButton: Method = (state, args) => {
  const button = args.json('menu_button', () => refusals.field("can't parse menu button JSON object"));
  const type = (button as { readonly type?: unknown } | undefined)?.type ?? 'default';
  if (type !== 'default' && type !== 'commands' && type !== 'web_app') throw refusals.menuButton();
  state.profile.menuButton = button ?? { type: 'default' };
  return true;
};

export const getChatMenuButton: Method = (state) => state.profile.menuButton;
