import { createHash, randomBytes } from 'node:crypto';
import type { Deps } from './deps.ts';
import type { InvitationRole } from './ports.ts';

/** What an invitation is asked to be. */
export interface CreateInvitation {
  /** Null only for the controller's code of the first start. */
  readonly organizationCode: string | null;
  readonly role: InvitationRole;
  readonly uses: number;
  readonly days: number;
  /** The assignment that whoever joins is to carry out, and who hands it over. */
  readonly delegates?: { readonly assignmentId: number; readonly byPersonId: number };
  /** The organization's own chat that makes it, and whether whoever joins takes its place. */
  readonly madeIn?: { readonly chatId: number; readonly handsOver: boolean };
}

/** The invitation with its token, which is shown this once, or why there is none. */
export type CreateInvitationOutcome =
  | {
      readonly kind: 'created';
      readonly token: string;
      readonly organizationName: string | null;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'unknown_organization' }
  | { readonly kind: 'group' };

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a one-time invitation. The token is 128 random bits in base64url (22 characters of A-Za-z0-9_-, fit for
 * a `/start` payload); only its hash is stored, so it can be shown this once.
 */
export async function createInvitation(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: CreateInvitation,
): Promise<CreateInvitationOutcome> {
  let organizationName: string | null = null;
  if (command.organizationCode !== null) {
    const organization = await deps.store.organizations.find(command.organizationCode);
    if (organization === null) return { kind: 'unknown_organization' };
    // A group stands for several organizations: nobody can answer for it.
    if (organization.kind === 'group') return { kind: 'group' };
    organizationName = organization.shortName ?? organization.name;
  }
  const token = randomBytes(16).toString('base64url');
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + command.days * DAY_MS);
  await deps.store.invitations.create({
    tokenHash: hashToken(token),
    organizationCode: command.organizationCode,
    role: command.role,
    uses: command.uses,
    expiresAt,
    createdAt: now,
    ...(command.delegates === undefined ? {} : { delegates: command.delegates }),
    ...(command.madeIn === undefined ? {} : { madeIn: command.madeIn }),
  });
  return { kind: 'created', token, organizationName, expiresAt };
}

/** SHA-256 of a token, hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}
