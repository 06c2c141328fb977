import { hashToken } from './create-invitation.ts';
import { handOverByInvitation } from './delegate-assignment.ts';
import type { Actor, Deps } from './deps.ts';
import type { Invitation, InvitationRole, Records } from './ports.ts';
import { queueCatchUp } from './queue-catch-up.ts';

/** What a token opened. `refused`: nothing; `paused`: too many wrong ones, none is looked at now. */
export type AcceptInvitationOutcome =
  | {
      readonly kind: 'accepted' | 'already_subscribed';
      readonly role: InvitationRole;
      readonly organizationName: string | null;
    }
  | { readonly kind: 'refused' }
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
    const invitation = await records.invitations.findByTokenHash(hashToken(command.token));
    const organizationName = await nameOf(records, invitation?.organizationCode ?? null);
    if (invitation !== null && (await isRepeat(records, invitation, actor))) {
      const answer = { role: invitation.role, organizationName };
      return { outcome: { kind: 'accepted', ...answer } as const, waiting: [] };
    }
    const attempts = await records.invitations.attempts(actor.chatId);
    if (attempts.pausedUntil !== null && attempts.pausedUntil > now) {
      const minutes = Math.ceil((attempts.pausedUntil.getTime() - now.getTime()) / 60_000);
      return { outcome: { kind: 'paused', minutes } as const, waiting: [] };
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
  const subscriptions = await records.subscriptions.ofChat(actor.chatId);
  return subscriptions.some(
    ({ organizationCode, role }) =>
      organizationCode === invitation.organizationCode && (role === invitation.role || role === 'executor'),
  );
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
  await records.subscriptions.add({
    chatId: actor.chatId,
    organizationCode,
    role: invitation.role,
    personId: actor.personId,
  });
  // Whoever joins late gets what is open: a point published before is not lost on them.
  const caughtUp = await queueCatchUp(records, {
    chatId: actor.chatId,
    organizationCodes: [organizationCode],
    cause: `${organizationCode}-${actor.updateId}`,
    at: now,
  });
  const { delegates } = invitation;
  if (delegates === null) return caughtUp;
  const handedOver = await handOverByInvitation(records, { delegates, organizationCode, actor, at: now });
  return [...caughtUp, ...handedOver];
}

async function nameOf(records: Records, code: string | null): Promise<string | null> {
  if (code === null) return null;
  const organization = await records.organizations.find(code);
  return organization === null ? code : (organization.shortName ?? organization.name);
}
