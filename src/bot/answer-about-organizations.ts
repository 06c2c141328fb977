import type { Actor } from '../app/deps.ts';
import { describePicking, type Picking, pickByWords } from '../app/pick-organizations.ts';
import type { SeenPoint } from '../app/review-point.ts';
import { saveGroup } from '../app/save-group.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { GROUP_REFUSALS, groupSaved, nobodyPicked, pickingPage } from '../messages/organization-picking.ts';
import { pageOfItem } from '../messages/pages.ts';
import { REPLIES } from '../messages/reply.ts';
import type { BotDeps } from './context.ts';
import { refusedChange } from './rewrite-point.ts';

/** What is said to the words, and whether they are to be written anew. */
interface Answer {
  readonly again: boolean;
  readonly message: OutgoingMessage;
}

/** Organizations were typed: they are marked, or it is said why not. */
export async function answerOrganizations(
  deps: BotDeps,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  words: string,
): Promise<Answer> {
  const outcome = await pickByWords(deps, actor, seen, place, words);
  switch (outcome.kind) {
    case 'nobody': {
      const picking = await describePicking(deps, seen.decisionId, place);
      const message = picking === null ? { html: REPLIES.addresseeGone } : nobodyPicked(picking, outcome);
      return { again: picking !== null, message };
    }
    case 'addressee_gone':
      return { again: false, message: { html: REPLIES.addresseeGone } };
    case 'picked': {
      const picking = await describePicking(deps, seen.decisionId, place);
      const message =
        picking === null
          ? { html: REPLIES.addresseeGone }
          : pickingPage(picking, pageOfFirst(picking), outcome);
      return { again: false, message };
    }
    default:
      return { again: false, message: refusedChange(seen, outcome) };
  }
}

/** The page where the first of those marked stands. */
function pageOfFirst({ organizations, picked }: Picking): number {
  return pageOfItem(
    Math.max(
      0,
      organizations.findIndex(({ code }) => picked.includes(code)),
    ),
  );
}

/** A name was typed for the organizations that are marked: they are a group of the directory from now on. */
export async function answerGroupName(
  deps: BotDeps,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  words: string,
): Promise<Answer> {
  const outcome = await saveGroup(deps, actor, seen, place, words);
  switch (outcome.kind) {
    case 'saved':
      return { again: false, message: groupSaved(seen.decisionId, outcome.name, outcome.organizations) };
    case 'nobody_picked':
      return { again: false, message: { html: GROUP_REFUSALS.nobody_picked } };
    case 'name_taken':
    case 'name_too_long':
      return { again: true, message: { html: GROUP_REFUSALS[outcome.kind] } };
    default:
      return { again: false, message: refusedChange(seen, outcome) };
  }
}
