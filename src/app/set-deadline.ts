import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { DeadlineReading } from '../core/deadlines/index.ts';
import { withoutDeadlineDoubts } from '../core/review/settle-doubts.ts';
import { defaultDeadline, readReviewedDeadline, type TypedDeadline } from '../core/review/typed-deadline.ts';
import type { Actor, Deps } from './deps.ts';
import type { StoredDecision, StoredDocument } from './ports.ts';
import { type ReviewAlikeOutcome, reviewAlike, type SeenAlike } from './review-alike.ts';
import {
  type ChangedMeanwhile,
  findSeen,
  type PointEdit,
  type ReviewPointOutcome,
  type ReviewRefusal,
  reviewPoint,
  type SeenPoint,
} from './review-point.ts';

type DeadlineDeps = Pick<Deps, 'store' | 'clock' | 'calendar' | 'deadlinePolicy'>;

export type TypeDeadlineOutcome =
  | ReviewRefusal
  | ChangedMeanwhile
  | {
      /** `unclear` is to be typed again; `understood` is to be confirmed by `setTypedDeadline`. */
      readonly kind: TypedDeadline['kind'];
      readonly point: StoredDecision;
      readonly reading: DeadlineReading;
      /** The day the words were typed on. */
      readonly today: CalendarDate;
    };

/**
 * A controller typed a deadline for a point: what do the words mean? Nothing changes yet; words that are understood
 * wait under the id of the update for the controller's «Верно».
 */
export async function typeDeadline(
  deps: DeadlineDeps,
  actor: Actor,
  seen: SeenPoint,
  words: string,
): Promise<TypeDeadlineOutcome> {
  const found = await findSeen(deps.store, actor, seen);
  if (found.kind !== 'seen') return found;
  const typedOn = moscowDateOf(deps.clock.now());
  const typed = read(deps, found.document, { deadlineWords: words, typedOn });
  if (typed.kind === 'understood') {
    const kept: KeptWords = { deadlineWords: words, typedOn };
    await deps.store.dialogues.write(wordsKey(actor.chatId, actor.updateId), kept);
  }
  return { kind: typed.kind, point: found.point, reading: typed.reading, today: typedOn };
}

/** «Верно»: the words typed by an earlier update become the point's deadline, and its doubts about it go. */
export async function setTypedDeadline(
  deps: DeadlineDeps,
  actor: Actor,
  seen: SeenPoint,
  typedByUpdateId: number,
): Promise<ReviewPointOutcome | { readonly kind: 'words_gone' }> {
  const kept = await deps.store.dialogues.read(wordsKey(actor.chatId, typedByUpdateId));
  if (!isWords(kept)) return { kind: 'words_gone' };
  return reviewPoint(deps, actor, seen, (point, _records, document) => {
    const { deadline } = read(deps, document, kept).reading;
    return {
      action: 'point_deadline_set',
      change: { deadline, warnings: withoutDeadlineDoubts(point.warnings) },
    };
  });
}

/** «Срок по умолчанию (месяц)». */
export function setDefaultDeadline(
  deps: DeadlineDeps,
  actor: Actor,
  seen: SeenPoint,
): Promise<ReviewPointOutcome> {
  return reviewPoint(deps, actor, seen, (point, _records, document) => byDefault(deps, point, document));
}

/** «Срок по умолчанию для этих пунктов»: for points without a deadline that were named together. */
export function setDefaultDeadlines(
  deps: DeadlineDeps,
  actor: Actor,
  seen: SeenAlike,
): Promise<ReviewAlikeOutcome> {
  return reviewAlike(deps, actor, seen, ({ decision }, document) =>
    decision.deadline.kind === 'none' ? byDefault(deps, decision, document) : null,
  );
}

function byDefault(deps: DeadlineDeps, point: StoredDecision, document: StoredDocument): PointEdit {
  return {
    action: 'point_deadline_set',
    change: {
      deadline: defaultDeadline(dateOf(deps, document)),
      warnings: withoutDeadlineDoubts(point.warnings),
    },
  };
}

function read(
  deps: DeadlineDeps,
  document: StoredDocument,
  { deadlineWords, typedOn }: KeptWords,
): TypedDeadline {
  const { calendar, deadlinePolicy: policy } = deps;
  return readReviewedDeadline(deadlineWords, { on: dateOf(deps, document), calendar, policy }, typedOn);
}

/** What deadlines count from: the document's date, or today where it has none. */
export function dateOf(deps: Pick<Deps, 'clock'>, document: StoredDocument) {
  return document.date ?? moscowDateOf(deps.clock.now());
}

function wordsKey(chatId: number, updateId: number): string {
  return `deadline:${chatId}:${updateId}`;
}

/** What waits for «Верно»: the words, and the day they were typed on («завтра» is the day after it). */
interface KeptWords {
  readonly deadlineWords: string;
  readonly typedOn: CalendarDate;
}

function isWords(value: unknown): value is KeptWords {
  return (
    typeof value === 'object' &&
    value !== null &&
    'deadlineWords' in value &&
    typeof value.deadlineWords === 'string' &&
    'typedOn' in value &&
    typeof value.typedOn === 'string'
  );
}
