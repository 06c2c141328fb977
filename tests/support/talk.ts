import { type Action, encodeAction } from '../../src/messages/actions.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { pressForged, textsSince } from './bot-steps.ts';
import type { BotUnderTest } from './bot-under-test.ts';

/** What people and the bot say to each other, as far as a test looks at it: from the latest mark on. */
export interface Talk {
  /** Looks only at what comes from now on. */
  readonly mark: () => void;
  /** The first message of the bot in a chat that holds these words, now or later. */
  readonly seen: (chat: number, part: string) => Promise<MessageView>;
  /** What the bot has sent to a chat so far. */
  readonly texts: (chat: number) => readonly string[];
  /** Marks, says something, and waits until it is handled. */
  readonly say: (person: number, text: string) => Promise<void>;
  /** Marks, presses a button of a message, and waits until that is handled; returns what the press is answered. */
  readonly press: (person: number, message: MessageView, button: string) => Promise<string>;
  /** The same with a button that carries any action, wherever the bot would show it. */
  readonly act: (person: number, action: Action) => Promise<string>;
}

/** The talk of a test file; its bot may be started later. */
export function talkWith(botNow: () => BotUnderTest): Talk {
  let after = 0;
  const mark = (): void => {
    after = botNow().sandbox.world.mark();
  };
  return {
    mark,
    seen: (chat, part) =>
      botNow().sandbox.world.waitFor(chat, ({ text, from }) => from.isBot && text.includes(part), { after }),
    texts: (chat) => textsSince(botNow(), chat, after),
    say: async (person, text) => {
      mark();
      botNow().sandbox.world.say(person, text);
      await botNow().settle();
    },
    press: async (person, message, button) => {
      mark();
      const { world } = botNow().sandbox;
      const pressed = world.press(person, button, { messageId: message.messageId });
      if (pressed.kind !== 'callback') throw new Error(`«${button}» is no callback`);
      const { text } = await world.waitForAnswer(pressed.queryId);
      await botNow().settle();
      return text;
    },
    act: async (person, action) => {
      mark();
      const { text } = await pressForged(botNow(), person, encodeAction(action));
      await botNow().settle();
      return text;
    },
  };
}
