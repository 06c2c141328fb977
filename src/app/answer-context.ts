import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { DeadlineContext } from '../core/deadlines/index.ts';
import type { Deps } from './deps.ts';

/** What words mean today. */
export function answerContext(deps: Pick<Deps, 'clock' | 'calendar' | 'deadlinePolicy'>): DeadlineContext {
  return { on: moscowDateOf(deps.clock.now()), calendar: deps.calendar, policy: deps.deadlinePolicy };
}
