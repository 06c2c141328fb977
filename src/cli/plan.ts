import { type Command, InvalidArgumentError } from 'commander';
import { type ForeseenMorning, foreseeMornings } from '../app/foresee-morning.ts';
import { parseMoscowMoment } from '../core/calendar/moscow-moment.ts';
import { plainText } from '../messages/html.ts';
import { withInstallation } from './with-installation.ts';

/** `srok plan --at ISO [--json]`: what a morning at that moment would send. Sends nothing. */
export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .requiredOption('--at <moment>', 'ISO 8601, Moscow time unless an offset is written', moment)
    .option('--json', 'one JSON value on stdout')
    .description('dry run: every message that a morning at that moment would send, to whom and why')
    .action(async (options: { at: Date; json?: boolean }) => {
      await withInstallation(async (installation) => {
        const [morning] = await foreseeMornings(installation, [options.at]);
        if (morning === undefined) throw new Error('no morning was planned for one moment');
        console.log(options.json ? JSON.stringify(asJson(morning), null, 2) : asText(morning));
      });
    });
}

function moment(text: string): Date {
  const at = parseMoscowMoment(text);
  if (at === null) throw new InvalidArgumentError('an ISO 8601 moment such as 2026-09-15T09:00 is needed.');
  return at;
}

function asJson(morning: ForeseenMorning) {
  return morning.messages.map(({ chatId, kind, organizationCode, reasons, messages }) => ({
    chatId,
    kind,
    organization: organizationCode,
    reasons,
    texts: messages.map(({ html }) => plainText(html)),
  }));
}

/** The plan for people: every message under a line that says to whom and why. */
function asText(morning: ForeseenMorning): string {
  if (morning.messages.length === 0) return `${morning.on}: nothing would be sent.`;
  const parts = morning.messages.map(({ chatId, kind, organizationCode, reasons, messages }) => {
    const why = reasons.map(({ assignmentId, step }) => `${assignmentId}: ${step}`).join(', ');
    const to = organizationCode === null ? `chat ${chatId}` : `${organizationCode}, chat ${chatId}`;
    const text = messages.map(({ html }) => plainText(html)).join('\n---\n');
    return `→ ${to} (${kind}${why === '' ? '' : `; ${why}`})\n${text.replace(/^/gm, '    ')}`;
  });
  return [`${morning.on}: ${morning.messages.length} message(s)`, ...parts].join('\n\n');
}
