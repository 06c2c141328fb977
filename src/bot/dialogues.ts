import type { ConversationStorage } from '@grammyjs/conversations';
import type { MiddlewareFn } from 'grammy';
import type { DialogueRecords } from '../app/ports.ts';
import type { BotContext, DialogueChanges } from './context.ts';

/** Raised when the code before a dialogue's waiting point changes: older dialogues then end instead of misreading. */
const DIALOGUE_VERSION = 1;

/**
 * Dialogues live in the database, one per person and chat: they survive restarts. An update that fails leaves its
 * dialogue as it was, so that handling it again finds the dialogue where it stood.
 */
export function keepDialogues(dialogues: DialogueRecords): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const changes: DialogueChanges = {};
    ctx.dialogue = changes;
    await next();
    if (changes.failure !== undefined) throw changes.failure.error;
    if (changes.state?.kind === 'written') await dialogues.write(keyOf(ctx), changes.state.value);
    if (changes.state?.kind === 'deleted') await dialogues.delete(keyOf(ctx));
  };
}

/** The storage of the conversations plugin: reads the database, leaves writing to keepDialogues. */
export function dialogueStorage(
  dialogues: Pick<DialogueRecords, 'read'>,
): ConversationStorage<BotContext, never> {
  return {
    type: 'context',
    version: DIALOGUE_VERSION,
    adapter: {
      read: async (ctx) => ((await dialogues.read(keyOf(ctx))) ?? undefined) as never,
      write: (ctx, value) => {
        ctx.dialogue.state = { kind: 'written', value };
      },
      delete: (ctx) => {
        ctx.dialogue.state = { kind: 'deleted' };
      },
    },
  };
}

/**
 * Work outside a dialogue whose failure is the update's, not the dialogue's: inside `external` an error would end
 * the dialogue and lose its class.
 */
export async function runInDialogue(ctx: BotContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    ctx.dialogue.failure = { error };
  }
}

function keyOf(ctx: BotContext): string {
  return `dialogue:${ctx.chatId ?? 0}:${ctx.from?.id ?? 0}`;
}
