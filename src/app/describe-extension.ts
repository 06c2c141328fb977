import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import type { ExtensionLimit } from '../messages/extension.ts';
import { extensionClosed, extensionToDecide } from '../messages/extension-decision.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import type { MessageDay } from '../messages/point.ts';
import { pointFacts } from './point-facts.ts';
import type { AssignmentView, ExtensionRequest, Records } from './ports.ts';
import { findSuperior } from './superior.ts';

/**
 * The day beyond which nobody may go who answers for an assignment: that of the organization that handed it down, or
 * of the whole point a co-executor contributes to; null where there is none.
 */
export async function findExtensionLimit(
  records: Records,
  assignment: Assignment,
): Promise<ExtensionLimit | null> {
  const superior = await findSuperior(records, assignment);
  if (superior === null) return null;
  const { id: assignmentId, organizationCode, due, state } = superior.assignment;
  if (due === null || !isOpen(state)) return null;
  const organization = await records.organizations.find(organizationCode);
  return {
    of: superior.role === 'municipality' ? 'above' : 'whole',
    due,
    organizationName: organization?.shortName ?? organization?.name ?? organizationCode,
    assignmentId,
  };
}

/** A request as whoever answers it reads it at this moment; null where there is none. */
export async function describeExtension(
  records: Records,
  requestId: number,
  day: MessageDay,
): Promise<{
  readonly request: ExtensionRequest;
  readonly view: AssignmentView;
  readonly message: OutgoingMessage;
} | null> {
  const request = await records.extensions.find(requestId);
  const view = request === null ? null : await records.assignments.view(request.assignmentId);
  if (request === null || view === null) return null;
  const point = pointFacts(view);
  if (request.outcome !== null) return { request, view, message: extensionClosed(point, request, day) };
  const names = await records.people.names([request.personId]);
  const asked = {
    point,
    request,
    personName: names.get(request.personId) ?? 'неизвестный',
    limit: await findExtensionLimit(records, view.assignment),
    byController: request.forOrganizationCode === null,
  };
  return { request, view, message: extensionToDecide(asked, day) };
}
