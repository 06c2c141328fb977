import { type Command, InvalidArgumentError, Option } from 'commander';
import { createInvitation } from '../app/create-invitation.ts';
import type { InvitationRole } from '../app/ports.ts';
import { withInstallation } from './with-installation.ts';

interface InviteOptions {
  readonly role: InvitationRole;
  readonly uses: number;
  readonly days: number;
  readonly json?: boolean;
}

/** `srok invite CODE [--role …] [--uses N] [--days N] [--json]`. */
export function addInviteCommand(program: Command): void {
  program
    .command('invite')
    .argument('<code>', 'code of an organization')
    .addOption(
      new Option('--role <role>', 'what the chat may do')
        .choices(['executor', 'observer', 'controller'])
        .default('executor'),
    )
    .option('--uses <n>', 'how many chats may use it', positiveInteger, 1)
    .option('--days <n>', 'how many days it is good for', positiveInteger, 14)
    .option('--json', 'one JSON value on stdout')
    .description('makes an invitation: a link that subscribes a chat to an organization')
    .action(invite);
}

async function invite(organizationCode: string, options: InviteOptions): Promise<void> {
  const { role, uses, days } = options;
  await withInstallation(async ({ store, clock, findInviteLink }) => {
    const inviteLink = await findInviteLink();
    const made = await createInvitation({ store, clock }, { organizationCode, role, uses, days });
    if (made.kind !== 'created') {
      const why =
        made.kind === 'group'
          ? `${organizationCode} is a group: invite one of its organizations`
          : `no organization has the code ${organizationCode}`;
      console.error(`${why} (srok orgs list)`);
      process.exitCode = 1;
      return;
    }
    const link = inviteLink(made.token);
    if (options.json) {
      const { token, expiresAt } = made;
      console.log(JSON.stringify({ link, token, organization: organizationCode, role, expiresAt }));
      return;
    }
    console.log(
      `${link}\n${made.organizationName ?? organizationCode}, ${role}, until ${made.expiresAt.toISOString()}`,
    );
  });
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > 10_000) {
    throw new InvalidArgumentError('a whole number from 1 to 10000.');
  }
  return value;
}
