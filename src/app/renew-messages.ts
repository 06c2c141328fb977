import type { OutgoingMessage } from '../messages/message.ts';
import { reportReceived } from '../messages/report-to-decide.ts';
import { type Deps, messageDay } from './deps.ts';
import { describeExtension } from './describe-extension.ts';
import { describeReport } from './describe-report.ts';
import type { AskedContent, Delivery, Records } from './ports.ts';

/**
 * Has the messages that ask about these reports and requests worded anew in their places: what they are about has
 * changed (`cause`, unique by itself). A row that is still to be sent is worded from the facts of its moment anyway.
 */
export async function renewMessages(
  records: Records,
  about: readonly AskedContent[],
  cause: string,
  notBefore: Date,
): Promise<readonly number[]> {
  if (about.length === 0) return [];
  const asking = await records.outbox.asking(about);
  return records.outbox.addMany(
    asking
      .filter(({ state, partsSent }) => state === 'sending' || partsSent > 0)
      .map(({ id: deliveryId, chatId }) => ({
        key: `renewed:${deliveryId}:${cause}`,
        chatId,
        content: { kind: 'renewed', deliveryId } as const,
        notBefore,
      })),
  );
}

/** What stands in the place of the message of an earlier row; null where nothing is to be changed. */
export async function wordRenewed(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  { content }: Pick<Delivery, 'content'>,
): Promise<OutgoingMessage | null> {
  const day = messageDay(deps);
  if (content.kind === 'report_received') {
    const report = await deps.store.reports.find(content.reportId);
    // Once answered, the message says so: whoever answered has seen to it.
    if (report === null || report.outcome !== null) return null;
    const facts = await describeReport(deps.store, report, day);
    return facts === null ? null : reportReceived(facts);
  }
  if (content.kind === 'extension_asked') {
    const described = await describeExtension(deps.store, content.requestId, day);
    return described?.message ?? null;
  }
  return null;
}
