import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Actor, Deps } from '../app/deps.ts';
import type { FileFetcher, Members, Messenger } from '../app/ports.ts';
import type { Access } from '../app/standing.ts';

/** What an update leaves behind for its dialogue, written down once it has been handled. */
export interface DialogueChanges {
  /** Undefined: nothing to write. */
  state?: { readonly kind: 'written'; readonly value: unknown } | { readonly kind: 'deleted' };
  /** Why the answer could not be handled; see runInDialogue. */
  failure?: { readonly error: unknown };
}

/** Whoever an update comes from, before it is known whether they belong here: nothing of a stranger is kept. */
export type Visitor = Omit<Actor, 'personId'> & {
  /** As Telegram shows it. */
  readonly name: string;
};

/** An update with who caused it, what they may do in the chat, and what it leaves behind for their dialogue. */
export type BotContext = ConversationFlavor<
  Context & {
    visitor: Visitor;
    actor: Actor;
    access: Access;
    dialogue: DialogueChanges;
    /** The message was meant for the bot; in a group «выполнено» may come without. */
    isAddressed: boolean;
    /** What a press was refused with. */
    refused?: string;
  }
>;

/** What the bot needs beside the use cases' own dependencies. */
export interface BotDeps extends Deps {
  readonly messenger: Messenger;
  readonly fetcher: FileFetcher;
  readonly members: Members;
  /** A document was received, or more of one: it is to be read. */
  readonly onUpload: () => void;
  /** The address that opens the bot with an invitation. */
  readonly inviteLink: (token: string) => string;
  /** The address of a private calendar; null where the installation can't be reached from outside. */
  readonly calendarLink: ((token: string) => string) | null;
  /** A failure that nobody else tells of; ids only. */
  readonly onError: (error: unknown, facts: Readonly<Record<string, unknown>>) => void;
}
