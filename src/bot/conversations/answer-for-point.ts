import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { findAddressees } from '../../app/choose-addressees.ts';
import type { Actor } from '../../app/deps.ts';
import type { SeenPoint } from '../../app/review-point.ts';
import { typeDeadline } from '../../app/set-deadline.ts';
import { addresseeNotFound, addresseesFound } from '../../messages/addressee-choice.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { confirmDeadline, deadlineUnclear } from '../../messages/point-questions.ts';
import { answerGroupName, answerOrganizations } from '../answer-about-organizations.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { added, refusedChange, rewritten, splitByWords } from '../rewrite-point.ts';
import { untilTaken } from './until-taken.ts';

/** The dialogue's name in storage. */
export const ANSWER_FOR_POINT = 'answer-for-point';

/** What the controller was asked about a point of a draft, or for a new one. */
export type PointQuestion =
  | (SeenPoint & { readonly about: PointMatter })
  | { readonly about: { readonly kind: 'new_point'; readonly documentId: number } };

/** What of a point is asked. */
export type PointMatter =
  | { readonly kind: 'deadline' | 'text' | 'split' }
  | { readonly kind: 'addressee' | 'organizations' | 'group_name'; readonly place: number };

/**
 * Waits for the controller's words about a point and does with them what was asked; words that are not understood are
 * explained, and the next ones are waited for. Commands, menu labels, files and buttons pass by.
 */
export function answerForPoint(deps: BotDeps) {
  return async (
    conversation: Conversation<BotContext, Context>,
    _ctx: Context,
    question: PointQuestion,
  ): Promise<void> => {
    await untilTaken(conversation, (actor, words) => answer(deps, actor, question, words));
  };
}

/** True where the words are to be written anew. */
async function answer(deps: BotDeps, actor: Actor, question: PointQuestion, words: string): Promise<boolean> {
  const { again, message } = await answerTo(deps, actor, question, words);
  await deps.messenger.send(actor, message);
  return again;
}

/** What is said to the words, and whether they are to be written anew. */
interface Answer {
  readonly again: boolean;
  readonly message: OutgoingMessage;
}

async function answerTo(
  deps: BotDeps,
  actor: Actor,
  question: PointQuestion,
  words: string,
): Promise<Answer> {
  if (!('decisionId' in question)) {
    return { again: false, message: await added(deps, actor, question.about.documentId, words) };
  }
  const { about } = question;
  switch (about.kind) {
    case 'deadline':
      return answerDeadline(deps, actor, question, words);
    case 'text':
      return { again: false, message: await rewritten(deps, actor, question, words) };
    case 'split':
      return splitByWords(deps, actor, question, words);
    case 'addressee':
      return answerAddressee(deps, actor, question, about.place, words);
    case 'organizations':
      return answerOrganizations(deps, actor, question, about.place, words);
    case 'group_name':
      return answerGroupName(deps, actor, question, about.place, words);
  }
}

async function answerDeadline(deps: BotDeps, actor: Actor, seen: SeenPoint, words: string): Promise<Answer> {
  const outcome = await typeDeadline(deps, actor, seen, words);
  switch (outcome.kind) {
    case 'understood': {
      const { deadline, warnings } = outcome.reading;
      const typed = { words, deadline, warnings, updateId: actor.updateId, today: outcome.today };
      return { again: false, message: confirmDeadline(outcome.point, typed, deps.calendar) };
    }
    case 'unclear':
      return { again: true, message: deadlineUnclear(words, outcome.reading.warnings) };
    default:
      return { again: false, message: refusedChange(seen, outcome) };
  }
}

async function answerAddressee(
  deps: BotDeps,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  words: string,
): Promise<Answer> {
  const outcome = await findAddressees(deps, actor, seen, words, place);
  if (outcome.kind !== 'found') return { again: false, message: refusedChange(seen, outcome) };
  if (outcome.entries.length === 0) return { again: true, message: addresseeNotFound(words) };
  return { again: false, message: addresseesFound(outcome, place) };
}
