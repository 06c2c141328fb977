import type { Screen } from '../messages/greeting.ts';
import type { BotContext, BotDeps } from './context.ts';
import { showCalendar } from './features/calendar.ts';
import { startReport } from './features/gathering.ts';
import { showOverview } from './features/overview.ts';
import { showSchools } from './features/schools.ts';
import { showSettings } from './features/settings.ts';
import { showTasks } from './features/tasks.ts';

/** What a label of the menu or a button of `/help` opens: a new message. Whether the person may is decided there. */
export async function openScreen(deps: BotDeps, ctx: BotContext, screen: Screen): Promise<void> {
  switch (screen) {
    case 'tasks':
      return showTasks(deps, ctx);
    case 'upcoming':
      return showTasks(deps, ctx, 'upcoming');
    case 'report':
      return startReport(deps, ctx);
    case 'calendar':
      return showCalendar(deps, ctx);
    case 'schools':
      return showSchools(deps, ctx);
    case 'settings':
      return showSettings(deps, ctx);
    case 'overdue':
      // Whoever only executes means their own.
      if (!ctx.access.controller && ctx.access.subscriptions.length > 0) return showTasks(deps, ctx);
      return showOverview(deps, ctx, screen);
    case 'execution':
    case 'organizations':
    case 'broadcasts':
      return showOverview(deps, ctx, screen);
  }
}
