import { hashToken } from './create-invitation.ts';
import { handOverByInvitation } from './delegate-assignment.ts';
import type { Actor, Deps } from './deps.ts';
import { endSubscription, tellPeople } from './end-subscription.ts';
import type { Invitation, InvitationRole, Records } from './ports.ts';
import { queueCatchUp } from './queue-catch-up.ts';
import { beginAwaited } from './take-absence.ts';

/** What a token opened. `refused`: nothing; `paused`: too many wrong ones, none is looked at now. */
export type AcceptInvitationOutcome =
  | {
      readonly kind: 'accepted' | 'already_subscribed';
      readonly role: InvitationRole;
      readonly organizationName: string | null;
    }
  | { readonly kind: 'refused' }
  /** A controller's link opened in a group, whose members are not all controllers. */
  | { readonly kind: 'only_in_private' }
  | { readonly kind: 'paused'; readonly minutes: number };

/** Wrong tokens in a row after which a chat must wait, and for how long. */
const MAX_FAILED = 5;
const PAUSE_MS = 15 * 60 * 1000;

/**
 * `/start <token>`: the chat becomes a subscription of the invitation's organization (or its person a
 * controller). Once a use; a token that opens nothing is counted, and after five in a row the chat must wait.
 */
export async function acceptInvitation(
  deps: Deps,
  command: { readonly actor: Actor; readonly token: string },
): Promise<AcceptInvitationOutcome> {
  const now = deps.clock.now();
  const { actor } = command;
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const found = await records.invitations.findByTokenHash(hashToken(command.token));
    const organizationName = await nameOf(records, found?.organizationCode ?? null);
    if (found !== null && (await isRepeat(records, found, actor))) {
      const answer = { role: found.role, organizationName };
      return { outcome: { kind: 'accepted', ...answer } as const, waiting: [] };
    }
    const invitation = found !== null && (await isAuthorized(records, found)) ? found : null;
    const attempts = await records.invitations.attempts(actor.chatId);
    if (attempts.pausedUntil !== null && attempts.pausedUntil > now) {
      const minutes = Math.ceil((attempts.pausedUntil.getTime() - now.getTime()) / 60_000);
      return { outcome: { kind: 'paused', minutes } as const, waiting: [] };
    }
    // A private chat has its person's number.
    if (invitation?.role === 'controller' && actor.chatId !== actor.telegramUserId) {
      return { outcome: { kind: 'only_in_private' } as const, waiting: [] };
    }
    if (invitation !== null) {
      const answer = { role: invitation.role, organizationName };
      if (await isMember(records, invitation, actor)) {
        return { outcome: { kind: 'already_subscribed', ...answer } as const, waiting: [] };
      }
      if (invitation.expiresAt > now && (await records.invitations.takeUse(invitation.id))) {
        const rows = await join(records, invitation, actor, now);
        if (attempts.failed > 0) {
          await records.invitations.recordAttempts(actor.chatId, { failed: 0, pausedUntil: null });
        }
        return { outcome: { kind: 'accepted', ...answer } as const, waiting: rows };
      }
    }
    const failed = attempts.failed + 1;
    const pausedUntil = failed >= MAX_FAILED ? new Date(now.getTime() + PAUSE_MS) : null;
    await records.invitations.recordAttempts(actor.chatId, {
      failed: pausedUntil === null ? failed : 0,
      pausedUntil,
    });
    return { outcome: { kind: 'refused' } as const, waiting: [] };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** This very update has accepted the invitation before: a repeat after a crash, to be answered as the first time. */
async function isRepeat(records: Records, invitation: Invitation, actor: Actor): Promise<boolean> {
  const done = await records.audit.ofUpdate(actor.updateId);
  return done.some(
    ({ action, details }) => action === 'invitation_accepted' && details.invitationId === invitation.id,
  );
}

/** An executor may do whatever an observer may: the link of an observer takes nothing away. */
async function isMember(records: Records, invitation: Invitation, actor: Actor): Promise<boolean> {
  if (invitation.role === 'controller') {
    return (await records.controllers.findByTelegramUser(actor.telegramUserId)) !== null;
  }
  // A deputy may well be the successor.
  if (invitation.madeIn?.handsOver && invitation.madeIn.chatId !== actor.chatId) return false;
  const subscriptions = await records.subscriptions.ofChat(actor.chatId);
  return subscriptions.some(
    ({ organizationCode, role }) =>
      organizationCode === invitation.organizationCode && (role === invitation.role || role === 'executor'),
  );
}

/** A link that an organization's own chat made is good as long as that chat answers for the organization. */
async function isAuthorized(records: Records, { madeIn, organizationCode }: Invitation): Promise<boolean> {
  if (madeIn === null || organizationCode === null) return true;
  const maker = await records.subscriptions.find(madeIn.chatId, organizationCode);
  return maker !== null && maker.state !== 'left' && maker.role === 'executor';
}

async function join(
  records: Records,
  invitation: Invitation,
  actor: Actor,
  now: Date,
): Promise<readonly number[]> {
  await records.audit.append({
    at: now,
    action: 'invitation_accepted',
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId: null,
    assignmentId: null,
    details: {
      invitationId: invitation.id,
      role: invitation.role,
      organization: invitation.organizationCode,
    },
  });
  if (invitation.role === 'controller' || invitation.organizationCode === null) {
    await records.controllers.add({ personId: actor.personId, chatId: actor.chatId });
    return [];
  }
  const { organizationCode } = invitation;
  const { subscription } = await records.subscriptions.add({
    chatId: actor.chatId,
    organizationCode,
    role: invitation.role,
    personId: actor.personId,
    topicId: actor.topicId,
  });
  // Whoever joins late gets what is open: a point published before is not lost on them.
  const caughtUp = await queueCatchUp(records, {
    chatId: actor.chatId,
    organizationCodes: [organizationCode],
    cause: `${organizationCode}-${actor.updateId}`,
    at: now,
  });
  const news = await tellOwnPeople(records, { ...invitation, organizationCode }, actor, now);
  const { delegates, madeIn } = invitation;
  if (madeIn !== null && !madeIn.handsOver) {
    const joined = { deputy: subscription, invitedIn: madeIn.chatId, actor, at: now };
    return [...caughtUp, ...news, ...(await beginAwaited(records, joined))];
  }
  if (delegates === null) return [...caughtUp, ...news];
  const handedOver = await handOverByInvitation(records, { delegates, organizationCode, actor, at: now });
  return [...caughtUp, ...handedOver];
}

/** Whoever made the link is told; where it hands over, the successor takes their place. Returns the outbox rows. */
async function tellOwnPeople(
  records: Records,
  { madeIn, organizationCode }: Pick<Invitation, 'madeIn'> & { readonly organizationCode: string },
  actor: Actor,
  at: Date,
): Promise<readonly number[]> {
  if (madeIn === null) return [];
  const news = { organizationCode, cause: String(actor.updateId), at };
  const maker = await records.subscriptions.find(madeIn.chatId, organizationCode);
  if (!madeIn.handsOver || maker === null) {
    return tellPeople(records, {
      ...news,
      chats: [madeIn.chatId],
      personId: actor.personId,
      change: 'joined',
    });
  }
  const ended = await endSubscription(records, { subscription: maker, cause: 'handed_over', actor, at });
  const received = await tellPeople(records, {
    ...news,
    chats: [actor.chatId],
    personId: maker.personId,
    change: 'received',
  });
  return [...(ended ?? []), ...received];
}

async function nameOf(records: Records, code: string | null): Promise<string | null> {
  if (code === null) return null;
  const organization = await records.organizations.find(code);
  return organization === null ? code : (organization.shortName ?? organization.name);
}
