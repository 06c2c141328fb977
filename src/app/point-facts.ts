import type { DocumentFacts, PointFacts } from '../messages/point.ts';
import type { AssignmentView, StoredDocument } from './ports.ts';

/** An assignment's view in the form messages are worded from. */
export function pointFacts(view: AssignmentView): PointFacts {
  const { assignment, decision, document } = view;
  return {
    assignmentId: assignment.id,
    question: document.questions.length > 1 ? decision.question : null,
    label: decision.label,
    text: decision.text,
    kind: assignment.deadlineKind,
    start: assignment.start,
    due: assignment.due,
    printed: decision.deadline.text,
    state: assignment.state,
    organizationName: view.organizationName,
    executor: assignment.executor,
    through: view.through,
    delegate: view.delegate?.name ?? null,
    requiresFile: decision.requiresFile,
    document: documentFacts(document),
  };
}

/** What names a stored document to a person. */
export function documentFacts(document: StoredDocument): DocumentFacts {
  const { id, kind, title, date, number } = document;
  return { id, kind, title, date, number };
}
