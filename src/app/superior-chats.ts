import type { Records } from './ports.ts';
import { executorChats } from './report-audience.ts';

/** The chats above an organization: those that answer for its parent, and the controllers. */
export async function superiorChats(records: Records, organizationCode: string): Promise<readonly number[]> {
  const parent = (await records.organizations.find(organizationCode))?.parent ?? null;
  const above = parent === null ? [] : await executorChats(records, parent);
  const controllers = (await records.controllers.all()).map(({ chatId }) => chatId);
  return [...new Set([...above, ...controllers])];
}
