import { type Action, parseAction } from '../messages/actions.ts';
import { listOfNumber } from '../messages/card-origin.ts';
import { SCREENS } from '../messages/greeting.ts';
import { REPLIES } from '../messages/reply.ts';
import type { ChoiceSource } from '../messages/report-choice.ts';
import { replace, toast } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import {
  askForAbsenceDay,
  comeBack,
  goAway,
  inviteStandIn,
  offerAbsence,
  offerDeputies,
} from './features/absence.ts';
import { offerChoice, reportAll, reportByButton, reportChosen, settleAbout } from './features/answers.ts';
import { closeFeed, openFeed } from './features/calendar.ts';
import { accept, askReturn, showNextReport, takeBack } from './features/decisions.ts';
import {
  handToColleague,
  inviteNewColleague,
  offerColleagues,
  takeFromColleague,
} from './features/delegation.ts';
import {
  askDecision,
  confirmWish,
  grant,
  rewordWish,
  startExtension,
  withdraw,
} from './features/extension.ts';
import { forgetMe } from './features/forgetting.ts';
import {
  attachReport,
  attachWith,
  cancel,
  remove,
  resume,
  send,
  sendChanged,
  supplementReport,
} from './features/gathering.ts';
import {
  askForHandDownDue,
  chooseSchools,
  handDownNow,
  offerHandDown,
  showHandDown,
} from './features/hand-down.ts';
import { askToRemindAll, remindThose, showOverview, turnOverview } from './features/overview.ts';
import {
  askToPublish,
  discard,
  publish,
  showBroadcast,
  showDraft,
  takePlace,
} from './features/publishing.ts';
import { askRecall, chooseRecall, recallNow } from './features/recall.ts';
import {
  changeStep,
  chooseQuiet,
  chooseStepPreset,
  explainLockedStep,
  offerQuietHours,
  offerSteps,
} from './features/reminder-settings.ts';
import { confirm, confirmDocument, drop, requireFile, review, showPoint } from './features/review.ts';
import {
  chooseAddressee,
  offerAddressees,
  searchAddressee,
  showAddressees,
} from './features/review-addressees.ts';
import { confirmShown, showAlike, takeDefaultDeadlines } from './features/review-alike.ts';
import { acceptDeadline, askForDeadline, takeDefaultDeadline } from './features/review-deadline.ts';
import {
  askForGroupName,
  askForOrganizations,
  markEverybody,
  markOrganization,
  offerMunicipalities,
  offerOrganizations,
  unmarkOrganizations,
} from './features/review-organizations.ts';
import { askForPage, join, putPage, showPlaces } from './features/review-page.ts';
import { askToMerge, askToSplit, merge, split, undo } from './features/review-reshape.ts';
import { askForPoint, askForText } from './features/review-text.ts';
import { answerWhetherVersion, chooseReopening, showChanges } from './features/review-version.ts';
import {
  addOwn,
  openRollUp,
  previewGathered,
  remindThem,
  sendGatheredReport,
  sendReportAgain,
  showSchools,
  turnDirectRollUp,
  turnRollUp,
  turnSchoolReports,
  turnSchools,
} from './features/schools.ts';
import { askForSearch, turnFound } from './features/search.ts';
import {
  askToLeave,
  askToRemove,
  chooseDigestTime,
  leave,
  makeLink,
  moveHere,
  offerDigestTimes,
  removePerson,
  showOrganization,
  showPeople,
  turnSettings,
} from './features/settings.ts';
import {
  acknowledge,
  acknowledgeOnCard,
  showDetails,
  showTasks,
  turnCard,
  turnTasks,
} from './features/tasks.ts';
import { openScreen } from './open-screen.ts';
import { recordRefusal } from './record-refusal.ts';

const MAX_ID = 2 ** 31 - 1;

/** Every button of the bot. Whether the person may is decided where the action is carried out; a refusal is recorded. */
export async function press(deps: BotDeps, ctx: BotContext): Promise<void> {
  await carryOut(deps, ctx);
  if (ctx.refused !== undefined) await recordRefusal(deps, ctx, ctx.refused);
}

async function carryOut(deps: BotDeps, ctx: BotContext): Promise<void> {
  const action = parseAction(ctx.callbackQuery?.data ?? '');
  if (action === null || hasImpossibleId(action)) return toast(ctx, REPLIES.oldButton, true);
  switch (action.kind) {
    case 'publish':
      return askToPublish(deps, ctx, action.documentId);
    case 'publish_now':
      return publish(deps, ctx, action.documentId, action.edition);
    case 'review':
      return review(deps, ctx, action.documentId, { index: action.page, through: 'all' });
    case 'review_doubts':
      return review(deps, ctx, action.documentId, { index: action.page, through: 'doubts' });
    case 'confirm_warnings':
      return confirmDocument(deps, ctx, action.documentId);
    case 'confirm_point':
      return confirm(deps, ctx, action);
    case 'alike_doubts':
      return showAlike(deps, ctx, action.documentId, action.doubtKey);
    case 'confirm_alike':
      return confirmShown(deps, ctx, action);
    case 'default_alike':
      return takeDefaultDeadlines(deps, ctx, action);
    case 'drop_point':
    case 'restore_point':
      return drop(deps, ctx, action, action.kind === 'drop_point');
    case 'show_point':
      return showPoint(deps, ctx, action.decisionId, 'likely');
    case 'more_of_point':
      return showPoint(deps, ctx, action.decisionId, 'rest');
    case 'ask_deadline':
      return askForDeadline(deps, ctx, action);
    case 'set_deadline':
      return acceptDeadline(deps, ctx, action, action.updateId);
    case 'default_deadline':
      return takeDefaultDeadline(deps, ctx, action);
    case 'require_file':
    case 'waive_file':
      return requireFile(deps, ctx, action, action.kind === 'require_file');
    case 'ask_text':
      return askForText(deps, ctx, action);
    case 'ask_split':
      return askToSplit(deps, ctx, action);
    case 'split_point':
      return split(deps, ctx, action, action.offset);
    case 'ask_merge':
      return askToMerge(deps, ctx, action);
    case 'merge_points':
      return merge(
        deps,
        ctx,
        action,
        { decisionId: action.nextId, revision: action.nextRevision },
        action.deadlineOf === 0 ? 'first' : 'second',
      );
    case 'undo_reshape':
      return undo(deps, ctx, action);
    case 'ask_new_point':
      return askForPoint(deps, ctx, action.documentId);
    case 'replace_draft':
      return takePlace(deps, ctx, action.documentId, action.earlierId);
    case 'ask_page':
      return askForPage(deps, ctx, action.documentId);
    case 'join_page':
      return join(deps, ctx, action.uploadId, action.documentId);
    case 'place_page':
      return showPlaces(deps, ctx, action.decisionId, action.page);
    case 'move_page':
      return putPage(deps, ctx, action.decisionId, action.afterId === 0 ? null : action.afterId);
    case 'addressees':
      return showAddressees(deps, ctx, action.decisionId);
    case 'choose_addressee':
      return offerAddressees(deps, ctx, action, action.place, action.page);
    case 'find_addressee':
      return searchAddressee(deps, ctx, action, action.place);
    case 'pick_organizations':
      return offerOrganizations(deps, ctx, action, action.place, action.page);
    case 'toggle_organization':
      return markOrganization(deps, ctx, action, action);
    case 'pick_municipalities':
      return offerMunicipalities(deps, ctx, action, action.place, action.page);
    case 'pick_everybody':
      return markEverybody(deps, ctx, action, action.place);
    case 'clear_picked':
      return unmarkOrganizations(deps, ctx, action, action.place);
    case 'ask_picked':
      return askForOrganizations(deps, ctx, action, action.place);
    case 'ask_group_name':
      return askForGroupName(deps, ctx, action, action.place);
    case 'set_addressee':
      return chooseAddressee(deps, ctx, action, {
        kind: 'put',
        place: action.place,
        entryKey: action.entryKey,
      });
    case 'remove_addressee':
      return chooseAddressee(deps, ctx, action, { kind: 'remove', place: action.place });
    case 'lead_addressee':
      return chooseAddressee(deps, ctx, action, { kind: 'lead', place: action.place });
    case 'show_draft':
      return showDraft(deps, ctx, action.documentId);
    case 'version_yes':
    case 'version_no':
      return answerWhetherVersion(deps, ctx, action.documentId, action.kind === 'version_yes');
    case 'show_changes':
      return showChanges(deps, ctx, action.documentId, action.page);
    case 'reopen_accepted':
    case 'keep_accepted':
      return chooseReopening(deps, ctx, action, action.kind === 'reopen_accepted');
    case 'discard':
    case 'discard_now':
      return discard(deps, ctx, action.documentId, action.kind === 'discard_now');
    case 'broadcast_status':
      return showBroadcast(deps, ctx, action.documentId);
    case 'acknowledge':
      return acknowledge(deps, ctx, { assignmentId: action.assignmentId });
    case 'acknowledge_document':
      return acknowledge(deps, ctx, { documentId: action.documentId });
    case 'choose_done':
      return offerChoice(deps, ctx, ofDocument(action.documentId, 'done'), 'open');
    case 'turn_done':
      return offerChoice(deps, ctx, ofDocument(action.documentId, 'done'), { turn: action.page });
    case 'choose_any':
      return offerChoice(deps, ctx, { kind: 'all', purpose: 'done' }, 'open');
    case 'turn_any':
      return offerChoice(deps, ctx, { kind: 'all', purpose: 'done' }, { turn: action.page });
    case 'attach_of':
      return offerChoice(deps, ctx, ofDocument(action.documentId, 'attach'), 'open');
    case 'turn_attach_of':
      return offerChoice(deps, ctx, ofDocument(action.documentId, 'attach'), { turn: action.page });
    case 'attach_any':
      return offerChoice(deps, ctx, { kind: 'all', purpose: 'attach' }, 'open');
    case 'turn_attach':
      return offerChoice(deps, ctx, { kind: 'all', purpose: 'attach' }, { turn: action.page });
    case 'choose_with':
      return offerChoice(deps, ctx, ofDraft(action.draftId, 'done'), 'open');
    case 'turn_with':
      return offerChoice(deps, ctx, ofDraft(action.draftId, 'done'), { turn: action.page });
    case 'choose_attach':
      return offerChoice(deps, ctx, ofDraft(action.draftId, 'attach'), 'open');
    case 'turn_attach_with':
      return offerChoice(deps, ctx, ofDraft(action.draftId, 'attach'), { turn: action.page });
    case 'attach_with':
      return attachWith(deps, ctx, action.assignmentId, action.draftId);
    case 'turn_about':
      return offerChoice(deps, ctx, ofDraft(action.draftId, 'about'), { turn: action.page });
    case 'turn_extend':
      return offerChoice(deps, ctx, ofDraft(action.draftId, 'extend'), { turn: action.page });
    case 'report_done':
      return reportByButton(deps, ctx, action.assignmentId);
    case 'report_with':
    case 'interim_with':
      return reportChosen(deps, ctx, action.assignmentId, action.draftId, action.kind === 'interim_with');
    case 'report_all':
      return reportAll(deps, ctx, action.draftId);
    case 'answer_about':
    case 'extend_with':
      return settleAbout(deps, ctx, action.assignmentId, action.draftId);
    case 'attach_report':
      return attachReport(deps, ctx, action.assignmentId);
    case 'supplement_report':
      return supplementReport(deps, ctx, action.assignmentId);
    case 'send_changed':
      return sendChanged(deps, ctx, action);
    case 'done_changed':
      return reportByButton(deps, ctx, action.assignmentId, action.decisionId);
    case 'send_draft':
    case 'send_interim':
      return send(deps, ctx, action.draftId, action.kind === 'send_interim');
    case 'remove_gathered':
      return remove(deps, ctx, action.draftId, action.itemId);
    case 'cancel_gathered':
      return cancel(deps, ctx, action.draftId);
    case 'resume_gathered':
      return resume(deps, ctx, action.draftId);
    case 'details':
      return showDetails(deps, ctx, action.assignmentId);
    case 'accept':
      return accept(deps, ctx, action.reportId);
    case 'accept_whole':
      return accept(deps, ctx, action.reportId, action.decisionId, action.parts);
    case 'accept_changed':
      return accept(deps, ctx, action.reportId, action.decisionId);
    case 'return':
      return askReturn(deps, ctx, action.reportId);
    case 'take_back_acceptance':
      return takeBack(deps, ctx, action.reportId);
    case 'next_report':
      return showNextReport(deps, ctx);
    case 'open_tasks':
      await toast(ctx);
      return showTasks(deps, ctx);
    case 'open_overdue':
      await toast(ctx);
      return showOverview(deps, ctx, 'overdue');
    case 'open_execution':
      await toast(ctx);
      return showOverview(deps, ctx, 'execution');
    case 'remind_late':
      return remindThose(deps, ctx, { assignmentId: action.assignmentId });
    case 'ask_remind_all':
      return askToRemindAll(deps, ctx, action.page);
    case 'remind_all_late':
      return remindThose(deps, ctx, 'all');
    case 'tasks':
      return turnTasks(deps, ctx, 'open', action.page);
    case 'upcoming':
    case 'on_review':
      return turnTasks(deps, ctx, action.kind, action.page);
    case 'accepted_tasks':
      return turnTasks(deps, ctx, 'accepted', action.page);
    case 'all_tasks':
      return turnTasks(deps, ctx, listOfNumber(action.list).filter ?? 'open', action.page, true);
    case 'search':
      return askForSearch(deps, ctx);
    case 'found':
      return turnFound(deps, ctx, action.updateId, action.page);
    case 'card':
      return turnCard(deps, ctx, action);
    case 'acknowledge_card':
      return acknowledgeOnCard(deps, ctx, action);
    case 'open_reports_on_review':
      await toast(ctx);
      return showOverview(deps, ctx, 'reports_on_review');
    case 'execution':
    case 'overdue':
    case 'reports_on_review':
    case 'drafts':
    case 'organizations':
    case 'unconnected_organizations':
      return turnOverview(deps, ctx, action.kind, action.page);
    case 'open_schools':
      await toast(ctx);
      return showSchools(deps, ctx);
    case 'schools':
      return turnSchools(deps, ctx, action.page);
    case 'school_reports':
      return turnSchoolReports(deps, ctx, action.page);
    case 'show_report':
      return sendReportAgain(deps, ctx, action.reportId);
    case 'hand_down':
      return offerHandDown(deps, ctx, action.assignmentId);
    case 'hand_down_preview':
      return showHandDown(deps, ctx, action.assignmentId);
    case 'choose_schools':
      return chooseSchools(deps, ctx, action);
    case 'put_school':
      return chooseSchools(deps, ctx, action, { kind: 'put', entryKey: action.entryKey });
    case 'take_school':
      return chooseSchools(deps, ctx, action, { kind: 'take', entryKey: action.entryKey });
    case 'put_all_schools':
      return chooseSchools(deps, ctx, action, { kind: 'all' });
    case 'take_all_schools':
      return chooseSchools(deps, ctx, action, { kind: 'none' });
    case 'ask_hand_down_due':
      return askForHandDownDue(deps, ctx, action.assignmentId);
    case 'hand_down_now':
      return handDownNow(deps, ctx, action.assignmentId);
    case 'choose_recall':
      return chooseRecall(deps, ctx, action.assignmentId, action.page);
    case 'ask_recall':
      return askRecall(deps, ctx, { of: 'one', assignmentId: action.assignmentId });
    case 'ask_recall_all':
      return askRecall(deps, ctx, { of: 'all', assignmentId: action.assignmentId });
    case 'recall':
      return recallNow(deps, ctx, { of: 'one', assignmentId: action.assignmentId });
    case 'recall_all':
      return recallNow(deps, ctx, { of: 'all', assignmentId: action.assignmentId }, action.seen);
    case 'open_roll_up':
      return openRollUp(deps, ctx, action.assignmentId);
    case 'roll_up':
      return turnRollUp(deps, ctx, action.assignmentId, action.page);
    case 'direct_roll_up':
      return turnDirectRollUp(deps, ctx, action);
    case 'remind_rest':
      return remindThem(deps, ctx, action.assignmentId);
    case 'gather_report':
      return previewGathered(deps, ctx, action.assignmentId);
    case 'add_to_gathered':
      return addOwn(deps, ctx, action.assignmentId);
    case 'send_gathered':
      return sendGatheredReport(deps, ctx, action.assignmentId);
    case 'delegate':
      return offerColleagues(deps, ctx, action.assignmentId, 'open');
    case 'turn_colleagues':
      return offerColleagues(deps, ctx, action.assignmentId, { turn: action.page });
    case 'delegate_to':
      return handToColleague(deps, ctx, action.assignmentId, action.personId);
    case 'take_back':
      return takeFromColleague(deps, ctx, action.assignmentId);
    case 'invite_colleague':
      return inviteNewColleague(deps, ctx, action.assignmentId);
    case 'ask_extension':
      return startExtension(deps, ctx, action.assignmentId);
    case 'confirm_extension':
      return confirmWish(deps, ctx, action.assignmentId, action.draftId);
    case 'reword_extension':
      return rewordWish(deps, ctx, action.assignmentId, action.draftId);
    case 'withdraw_extension':
      return withdraw(deps, ctx, action.requestId);
    case 'grant_extension':
      return grant(deps, ctx, action.requestId, { kind: 'wanted' });
    case 'grant_until':
      return grant(deps, ctx, action.requestId, { kind: 'until', day: action.day });
    case 'grant_whole':
      return grant(deps, ctx, action.requestId, { kind: 'whole' });
    case 'grant_other':
      return askDecision(deps, ctx, action.requestId, 'other_day');
    case 'refuse_extension':
      return askDecision(deps, ctx, action.requestId, 'refuse');
    case 'open_calendar_feed':
      return openFeed(deps, ctx);
    case 'close_calendar_feed':
      return closeFeed(deps, ctx);
    case 'open_screen': {
      const screen = SCREENS[action.screen];
      if (screen === undefined) return toast(ctx, REPLIES.oldButton, true);
      await toast(ctx);
      return openScreen(deps, ctx, screen);
    }
    case 'open_settings':
      return turnSettings(deps, ctx);
    case 'settings_of':
      return showOrganization(deps, ctx, action.subscriptionId);
    case 'ask_digest_time':
      return offerDigestTimes(deps, ctx, action.subscriptionId);
    case 'set_digest_time':
      return chooseDigestTime(deps, ctx, action.subscriptionId, action.minutes);
    case 'ask_steps':
      return offerSteps(deps, ctx, action.subscriptionId);
    case 'set_steps':
      return chooseStepPreset(deps, ctx, action);
    case 'put_step':
    case 'take_step':
      return changeStep(deps, ctx, action, action.kind === 'put_step');
    case 'locked_step':
      return explainLockedStep(deps, ctx, action.subscriptionId);
    case 'ask_quiet':
      return offerQuietHours(deps, ctx, action.subscriptionId);
    case 'set_quiet':
      return chooseQuiet(deps, ctx, action.subscriptionId, action);
    case 'usual_quiet':
      return chooseQuiet(deps, ctx, action.subscriptionId, null);
    case 'ask_absence':
      return offerAbsence(deps, ctx, action.subscriptionId);
    case 'ask_absence_day':
      return askForAbsenceDay(deps, ctx, action.subscriptionId);
    case 'absence_until':
      return offerDeputies(deps, ctx, action);
    case 'absence_with':
      return goAway(deps, ctx, action);
    case 'absence_invite':
      return inviteStandIn(deps, ctx, action);
    case 'end_absence':
      return comeBack(deps, ctx, action.subscriptionId);
    case 'people':
      return showPeople(deps, ctx, action.subscriptionId, action.page);
    case 'invite_deputy':
      return makeLink(deps, ctx, action.subscriptionId, 'deputy');
    case 'invite_observer':
      return makeLink(deps, ctx, action.subscriptionId, 'observer');
    case 'hand_over':
      return makeLink(deps, ctx, action.subscriptionId, 'successor');
    case 'ask_remove_person':
      return askToRemove(deps, ctx, action.subscriptionId, action.otherId);
    case 'remove_person':
      return removePerson(deps, ctx, action.subscriptionId, action.otherId);
    case 'write_here':
      return moveHere(deps, ctx, action.subscriptionId);
    case 'ask_leave':
      return askToLeave(deps, ctx, action.subscriptionId);
    case 'leave':
      return leave(deps, ctx, action.subscriptionId);
    case 'forget_me':
      return forgetMe(deps, ctx);
    case 'dismiss':
      await toast(ctx);
      return replace(deps, ctx, { html: REPLIES.cancelled });
  }
}

function ofDocument(documentId: number, purpose: 'done' | 'attach'): ChoiceSource {
  return { kind: 'document', documentId, purpose };
}

function ofDraft(draftId: number, purpose: 'done' | 'about' | 'extend' | 'attach'): ChoiceSource {
  return { kind: 'draft', draftId, purpose };
}

/** Ids of the database are 32-bit numbers; a forged one must not reach it. Updates are numbered by Telegram. */
function hasImpossibleId(action: Action): boolean {
  return Object.entries(action).some(
    ([field, value]) => field !== 'updateId' && typeof value === 'number' && value > MAX_ID,
  );
}
