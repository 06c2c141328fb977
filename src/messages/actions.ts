/**
 * What a button does, as data, and its form in callback data (1–64 bytes of ASCII):
 *
 *   { kind: 'report_done', assignmentId: 17 } ↔ "done:17"
 *
 * Callback data comes back from the outside: it may be forged, old or from another chat. Parsing only
 * restores the words; every action is authorized where it is carried out.
 */
export type Action =
  | { readonly kind: 'publish'; readonly documentId: number }
  | { readonly kind: 'publish_now'; readonly documentId: number; readonly edition: number }
  | { readonly kind: 'review'; readonly documentId: number; readonly page: number }
  | { readonly kind: 'review_doubts'; readonly documentId: number; readonly page: number }
  | { readonly kind: 'confirm_warnings'; readonly documentId: number }
  | { readonly kind: 'confirm_point'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'alike_doubts'; readonly documentId: number; readonly doubtKey: number }
  | {
      readonly kind: 'confirm_alike';
      readonly documentId: number;
      readonly doubtKey: number;
      readonly seen: number;
    }
  | {
      readonly kind: 'default_alike';
      readonly documentId: number;
      readonly doubtKey: number;
      readonly seen: number;
    }
  | { readonly kind: 'drop_point'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'restore_point'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'ask_split'; readonly decisionId: number; readonly revision: number }
  | {
      readonly kind: 'split_point';
      readonly decisionId: number;
      readonly revision: number;
      readonly offset: number;
    }
  | { readonly kind: 'ask_merge'; readonly decisionId: number; readonly revision: number }
  | {
      readonly kind: 'merge_points';
      readonly decisionId: number;
      readonly revision: number;
      readonly nextId: number;
      readonly nextRevision: number;
      /** The deadline that counts: 0 of the first point, 1 of the next. */
      readonly deadlineOf: number;
    }
  | { readonly kind: 'undo_reshape'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'show_point'; readonly decisionId: number }
  | { readonly kind: 'more_of_point'; readonly decisionId: number }
  | { readonly kind: 'ask_deadline'; readonly decisionId: number; readonly revision: number }
  | {
      readonly kind: 'set_deadline';
      readonly decisionId: number;
      readonly revision: number;
      readonly updateId: number;
    }
  | { readonly kind: 'default_deadline'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'require_file'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'waive_file'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'ask_text'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'ask_new_point'; readonly documentId: number }
  | { readonly kind: 'ask_page'; readonly documentId: number }
  | { readonly kind: 'replace_draft'; readonly documentId: number; readonly earlierId: number }
  | { readonly kind: 'join_page'; readonly uploadId: number; readonly documentId: number }
  /** By the first point that the page has brought. */
  | { readonly kind: 'place_page'; readonly decisionId: number; readonly page: number }
  /** Behind another point; 0 = before the first. */
  | { readonly kind: 'move_page'; readonly decisionId: number; readonly afterId: number }
  | { readonly kind: 'addressees'; readonly decisionId: number }
  | {
      readonly kind: 'choose_addressee';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
      readonly page: number;
    }
  | {
      readonly kind: 'set_addressee';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
      readonly entryKey: number;
    }
  | {
      readonly kind: 'remove_addressee';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | {
      readonly kind: 'lead_addressee';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | {
      readonly kind: 'find_addressee';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | {
      readonly kind: 'pick_organizations';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
      readonly page: number;
    }
  | {
      readonly kind: 'pick_municipalities';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
      readonly page: number;
    }
  | {
      readonly kind: 'pick_everybody';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | {
      readonly kind: 'toggle_organization';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
      readonly page: number;
      readonly entryKey: number;
    }
  | {
      readonly kind: 'ask_picked';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | {
      readonly kind: 'clear_picked';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | {
      readonly kind: 'ask_group_name';
      readonly decisionId: number;
      readonly revision: number;
      readonly place: number;
    }
  | { readonly kind: 'version_yes'; readonly documentId: number }
  | { readonly kind: 'version_no'; readonly documentId: number }
  | { readonly kind: 'show_changes'; readonly documentId: number; readonly page: number }
  | { readonly kind: 'reopen_accepted'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'keep_accepted'; readonly decisionId: number; readonly revision: number }
  | { readonly kind: 'discard'; readonly documentId: number }
  /** Knowing that somebody has worked at it. */
  | { readonly kind: 'discard_now'; readonly documentId: number }
  | { readonly kind: 'show_draft'; readonly documentId: number }
  | { readonly kind: 'broadcast_status'; readonly documentId: number }
  | { readonly kind: 'acknowledge'; readonly assignmentId: number }
  | { readonly kind: 'acknowledge_document'; readonly documentId: number }
  | { readonly kind: 'choose_done'; readonly documentId: number }
  | { readonly kind: 'turn_done'; readonly documentId: number; readonly page: number }
  | { readonly kind: 'choose_any' }
  | { readonly kind: 'turn_any'; readonly page: number }
  | { readonly kind: 'choose_with'; readonly draftId: number }
  | { readonly kind: 'turn_with'; readonly draftId: number; readonly page: number }
  | { readonly kind: 'turn_about'; readonly draftId: number; readonly page: number }
  | { readonly kind: 'turn_extend'; readonly draftId: number; readonly page: number }
  | { readonly kind: 'choose_attach'; readonly draftId: number }
  | { readonly kind: 'turn_attach_with'; readonly draftId: number; readonly page: number }
  | { readonly kind: 'attach_with'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'report_done'; readonly assignmentId: number }
  | { readonly kind: 'report_with'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'report_all'; readonly draftId: number }
  | { readonly kind: 'answer_about'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'interim_with'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'extend_with'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'ask_extension'; readonly assignmentId: number }
  | { readonly kind: 'attach_report'; readonly assignmentId: number }
  | { readonly kind: 'supplement_report'; readonly assignmentId: number }
  | { readonly kind: 'attach_of'; readonly documentId: number }
  | { readonly kind: 'turn_attach_of'; readonly documentId: number; readonly page: number }
  | { readonly kind: 'attach_any' }
  | { readonly kind: 'turn_attach'; readonly page: number }
  | { readonly kind: 'send_draft'; readonly draftId: number }
  /** Knowing what a new version has made of the point since: the decision it reads as now. */
  | {
      readonly kind: 'send_changed';
      readonly draftId: number;
      readonly assignmentId: number;
      readonly decisionId: number;
    }
  | { readonly kind: 'done_changed'; readonly assignmentId: number; readonly decisionId: number }
  | { readonly kind: 'send_interim'; readonly draftId: number }
  | { readonly kind: 'remove_gathered'; readonly draftId: number; readonly itemId: number }
  | { readonly kind: 'cancel_gathered'; readonly draftId: number }
  | { readonly kind: 'resume_gathered'; readonly draftId: number }
  | { readonly kind: 'details'; readonly assignmentId: number }
  | { readonly kind: 'accept'; readonly reportId: number }
  /** Knowing what a new version has made of the point since the report: the decision it reads as now. */
  | { readonly kind: 'accept_changed'; readonly reportId: number; readonly decisionId: number }
  /** Knowing how many waiting reports of others are accepted along, and the point as it reads. */
  | {
      readonly kind: 'accept_whole';
      readonly reportId: number;
      readonly decisionId: number;
      readonly parts: number;
    }
  | { readonly kind: 'return'; readonly reportId: number }
  | { readonly kind: 'take_back_acceptance'; readonly reportId: number }
  | { readonly kind: 'open_tasks' }
  | { readonly kind: 'tasks'; readonly page: number }
  | { readonly kind: 'upcoming'; readonly page: number }
  | { readonly kind: 'on_review'; readonly page: number }
  | { readonly kind: 'accepted_tasks'; readonly page: number }
  /** Of every organization of the chat, in a topic of some; `list` as in OriginNumbers. */
  | { readonly kind: 'all_tasks'; readonly list: number; readonly page: number }
  | { readonly kind: 'search' }
  | { readonly kind: 'found'; readonly updateId: number; readonly page: number }
  | ({
      readonly kind: 'card';
      readonly assignmentId: number;
      readonly sheet: number;
      readonly part: number;
    } & OriginNumbers)
  | ({ readonly kind: 'acknowledge_card'; readonly assignmentId: number } & OriginNumbers)
  | { readonly kind: 'open_overdue' }
  | { readonly kind: 'open_execution' }
  | { readonly kind: 'remind_late'; readonly assignmentId: number }
  | { readonly kind: 'ask_remind_all'; readonly page: number }
  | { readonly kind: 'remind_all_late' }
  | { readonly kind: 'execution'; readonly page: number }
  | { readonly kind: 'open_reports_on_review' }
  | { readonly kind: 'reports_on_review'; readonly page: number }
  | { readonly kind: 'next_report' }
  | { readonly kind: 'drafts'; readonly page: number }
  | { readonly kind: 'organizations'; readonly page: number }
  | { readonly kind: 'unconnected_organizations'; readonly page: number }
  | { readonly kind: 'overdue'; readonly page: number }
  | { readonly kind: 'open_schools' }
  | { readonly kind: 'schools'; readonly page: number }
  | { readonly kind: 'school_reports'; readonly page: number }
  | { readonly kind: 'show_report'; readonly reportId: number }
  | { readonly kind: 'hand_down'; readonly assignmentId: number }
  | { readonly kind: 'hand_down_preview'; readonly assignmentId: number }
  | { readonly kind: 'choose_schools'; readonly assignmentId: number; readonly page: number }
  | {
      readonly kind: 'put_school';
      readonly assignmentId: number;
      readonly entryKey: number;
      readonly page: number;
    }
  | {
      readonly kind: 'take_school';
      readonly assignmentId: number;
      readonly entryKey: number;
      readonly page: number;
    }
  | { readonly kind: 'put_all_schools'; readonly assignmentId: number; readonly page: number }
  | { readonly kind: 'take_all_schools'; readonly assignmentId: number; readonly page: number }
  | { readonly kind: 'ask_hand_down_due'; readonly assignmentId: number }
  | { readonly kind: 'hand_down_now'; readonly assignmentId: number }
  | { readonly kind: 'choose_recall'; readonly assignmentId: number; readonly page: number }
  /** Of the assignment below. */
  | { readonly kind: 'ask_recall'; readonly assignmentId: number }
  | { readonly kind: 'recall'; readonly assignmentId: number }
  /** Of the assignment above: everybody who has it in hand, as many as were shown. */
  | { readonly kind: 'ask_recall_all'; readonly assignmentId: number }
  | { readonly kind: 'recall_all'; readonly assignmentId: number; readonly seen: number }
  | { readonly kind: 'open_roll_up'; readonly assignmentId: number }
  | { readonly kind: 'roll_up'; readonly assignmentId: number; readonly page: number }
  | {
      readonly kind: 'direct_roll_up';
      readonly decisionId: number;
      readonly occurrence: number;
      readonly page: number;
    }
  | { readonly kind: 'remind_rest'; readonly assignmentId: number }
  | { readonly kind: 'gather_report'; readonly assignmentId: number }
  | { readonly kind: 'send_gathered'; readonly assignmentId: number }
  | { readonly kind: 'add_to_gathered'; readonly assignmentId: number }
  | { readonly kind: 'delegate'; readonly assignmentId: number }
  | { readonly kind: 'turn_colleagues'; readonly assignmentId: number; readonly page: number }
  | { readonly kind: 'delegate_to'; readonly assignmentId: number; readonly personId: number }
  | { readonly kind: 'take_back'; readonly assignmentId: number }
  | { readonly kind: 'invite_colleague'; readonly assignmentId: number }
  | { readonly kind: 'confirm_extension'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'reword_extension'; readonly assignmentId: number; readonly draftId: number }
  | { readonly kind: 'withdraw_extension'; readonly requestId: number }
  | { readonly kind: 'grant_extension'; readonly requestId: number }
  | {
      readonly kind: 'grant_until';
      readonly requestId: number;
      /** 20260925 is 25 September 2026. */
      readonly day: number;
    }
  | { readonly kind: 'grant_whole'; readonly requestId: number }
  | { readonly kind: 'grant_other'; readonly requestId: number }
  | { readonly kind: 'refuse_extension'; readonly requestId: number }
  | { readonly kind: 'open_calendar_feed' }
  | { readonly kind: 'close_calendar_feed' }
  | { readonly kind: 'open_screen'; readonly screen: number }
  | { readonly kind: 'open_settings' }
  | { readonly kind: 'settings_of'; readonly subscriptionId: number }
  | { readonly kind: 'ask_digest_time'; readonly subscriptionId: number }
  | {
      readonly kind: 'set_digest_time';
      readonly subscriptionId: number;
      /** Of the day in Moscow: 540 is 09:00. */
      readonly minutes: number;
    }
  | { readonly kind: 'ask_steps'; readonly subscriptionId: number }
  | { readonly kind: 'set_steps'; readonly subscriptionId: number; readonly preset: number }
  | { readonly kind: 'put_step'; readonly subscriptionId: number; readonly days: number }
  | { readonly kind: 'take_step'; readonly subscriptionId: number; readonly days: number }
  | { readonly kind: 'locked_step'; readonly subscriptionId: number }
  | { readonly kind: 'ask_quiet'; readonly subscriptionId: number }
  | {
      readonly kind: 'set_quiet';
      readonly subscriptionId: number;
      /** Hours of the day in Moscow. */
      readonly from: number;
      readonly until: number;
    }
  | { readonly kind: 'usual_quiet'; readonly subscriptionId: number }
  | { readonly kind: 'ask_absence'; readonly subscriptionId: number }
  | { readonly kind: 'ask_absence_day'; readonly subscriptionId: number }
  | {
      readonly kind: 'absence_until';
      readonly subscriptionId: number;
      /** 20261215 is 15 December 2026; 0 = at once. */
      readonly from: number;
      readonly day: number;
      readonly page: number;
    }
  | {
      readonly kind: 'absence_with';
      readonly subscriptionId: number;
      readonly from: number;
      readonly day: number;
      /** The subscription that stands in; 0 = the others do. */
      readonly otherId: number;
    }
  | {
      readonly kind: 'absence_invite';
      readonly subscriptionId: number;
      readonly from: number;
      readonly day: number;
    }
  | { readonly kind: 'end_absence'; readonly subscriptionId: number }
  | { readonly kind: 'people'; readonly subscriptionId: number; readonly page: number }
  | { readonly kind: 'invite_deputy'; readonly subscriptionId: number }
  | { readonly kind: 'invite_observer'; readonly subscriptionId: number }
  | { readonly kind: 'hand_over'; readonly subscriptionId: number }
  | { readonly kind: 'ask_remove_person'; readonly subscriptionId: number; readonly otherId: number }
  | { readonly kind: 'remove_person'; readonly subscriptionId: number; readonly otherId: number }
  | { readonly kind: 'write_here'; readonly subscriptionId: number }
  | { readonly kind: 'ask_leave'; readonly subscriptionId: number }
  | { readonly kind: 'leave'; readonly subscriptionId: number }
  | { readonly kind: 'forget_me' }
  | { readonly kind: 'dismiss' };

/** Where a card was opened from, as numbers: see card-origin.ts. */
export interface OriginNumbers {
  readonly list: number;
  readonly page: number;
  readonly updateId: number;
}

/** The numbers that an action of a kind carries. */
type NumberOf<K extends Action['kind']> = Exclude<keyof Extract<Action, { readonly kind: K }>, 'kind'>;

const forms: {
  readonly [K in Action['kind']]: { readonly tag: string; readonly numbers: readonly NumberOf<K>[] };
} = {
  publish: { tag: 'pub', numbers: ['documentId'] },
  publish_now: { tag: 'pubnow', numbers: ['documentId', 'edition'] },
  review: { tag: 'rev', numbers: ['documentId', 'page'] },
  review_doubts: { tag: 'revd', numbers: ['documentId', 'page'] },
  confirm_warnings: { tag: 'okdoc', numbers: ['documentId'] },
  confirm_point: { tag: 'ok', numbers: ['decisionId', 'revision'] },
  alike_doubts: { tag: 'like', numbers: ['documentId', 'doubtKey'] },
  confirm_alike: { tag: 'oklike', numbers: ['documentId', 'doubtKey', 'seen'] },
  default_alike: { tag: 'deflike', numbers: ['documentId', 'doubtKey', 'seen'] },
  drop_point: { tag: 'off', numbers: ['decisionId', 'revision'] },
  restore_point: { tag: 'on', numbers: ['decisionId', 'revision'] },
  ask_split: { tag: 'askcut', numbers: ['decisionId', 'revision'] },
  split_point: { tag: 'cut', numbers: ['decisionId', 'revision', 'offset'] },
  ask_merge: { tag: 'askjoin', numbers: ['decisionId', 'revision'] },
  merge_points: {
    tag: 'join',
    numbers: ['decisionId', 'revision', 'nextId', 'nextRevision', 'deadlineOf'],
  },
  undo_reshape: { tag: 'uncut', numbers: ['decisionId', 'revision'] },
  show_point: { tag: 'pt', numbers: ['decisionId'] },
  more_of_point: { tag: 'ptmore', numbers: ['decisionId'] },
  ask_deadline: { tag: 'askdl', numbers: ['decisionId', 'revision'] },
  set_deadline: { tag: 'setdl', numbers: ['decisionId', 'revision', 'updateId'] },
  default_deadline: { tag: 'defdl', numbers: ['decisionId', 'revision'] },
  require_file: { tag: 'file', numbers: ['decisionId', 'revision'] },
  waive_file: { tag: 'nofile', numbers: ['decisionId', 'revision'] },
  ask_text: { tag: 'asktxt', numbers: ['decisionId', 'revision'] },
  ask_new_point: { tag: 'asknew', numbers: ['documentId'] },
  replace_draft: { tag: 'redraft', numbers: ['documentId', 'earlierId'] },
  ask_page: { tag: 'askpage', numbers: ['documentId'] },
  join_page: { tag: 'page', numbers: ['uploadId', 'documentId'] },
  place_page: { tag: 'pagewhere', numbers: ['decisionId', 'page'] },
  move_page: { tag: 'pageput', numbers: ['decisionId', 'afterId'] },
  addressees: { tag: 'who', numbers: ['decisionId'] },
  choose_addressee: { tag: 'whop', numbers: ['decisionId', 'revision', 'place', 'page'] },
  set_addressee: { tag: 'whoset', numbers: ['decisionId', 'revision', 'place', 'entryKey'] },
  remove_addressee: { tag: 'whorm', numbers: ['decisionId', 'revision', 'place'] },
  lead_addressee: { tag: 'wholead', numbers: ['decisionId', 'revision', 'place'] },
  find_addressee: { tag: 'whofind', numbers: ['decisionId', 'revision', 'place'] },
  pick_organizations: { tag: 'pick', numbers: ['decisionId', 'revision', 'place', 'page'] },
  pick_municipalities: { tag: 'pickmun', numbers: ['decisionId', 'revision', 'place', 'page'] },
  pick_everybody: { tag: 'markall', numbers: ['decisionId', 'revision', 'place'] },
  toggle_organization: {
    tag: 'mark',
    numbers: ['decisionId', 'revision', 'place', 'page', 'entryKey'],
  },
  ask_picked: { tag: 'asklist', numbers: ['decisionId', 'revision', 'place'] },
  clear_picked: { tag: 'unmark', numbers: ['decisionId', 'revision', 'place'] },
  ask_group_name: { tag: 'askgrp', numbers: ['decisionId', 'revision', 'place'] },
  version_yes: { tag: 'veryes', numbers: ['documentId'] },
  version_no: { tag: 'verno', numbers: ['documentId'] },
  show_changes: { tag: 'diff', numbers: ['documentId', 'page'] },
  reopen_accepted: { tag: 'reopen', numbers: ['decisionId', 'revision'] },
  keep_accepted: { tag: 'keepacc', numbers: ['decisionId', 'revision'] },
  discard: { tag: 'drop', numbers: ['documentId'] },
  discard_now: { tag: 'dropnow', numbers: ['documentId'] },
  show_draft: { tag: 'draft', numbers: ['documentId'] },
  broadcast_status: { tag: 'sent', numbers: ['documentId'] },
  acknowledge: { tag: 'ack', numbers: ['assignmentId'] },
  acknowledge_document: { tag: 'ackd', numbers: ['documentId'] },
  choose_done: { tag: 'which', numbers: ['documentId'] },
  turn_done: { tag: 'whichp', numbers: ['documentId', 'page'] },
  choose_any: { tag: 'any', numbers: [] },
  turn_any: { tag: 'anyp', numbers: ['page'] },
  choose_with: { tag: 'with', numbers: ['draftId'] },
  turn_with: { tag: 'withp', numbers: ['draftId', 'page'] },
  turn_about: { tag: 'aboutp', numbers: ['draftId', 'page'] },
  turn_extend: { tag: 'extp', numbers: ['draftId', 'page'] },
  report_done: { tag: 'done', numbers: ['assignmentId'] },
  report_with: { tag: 'donew', numbers: ['assignmentId', 'draftId'] },
  report_all: { tag: 'doneall', numbers: ['draftId'] },
  answer_about: { tag: 'about', numbers: ['assignmentId', 'draftId'] },
  interim_with: { tag: 'intw', numbers: ['assignmentId', 'draftId'] },
  extend_with: { tag: 'extw', numbers: ['assignmentId', 'draftId'] },
  ask_extension: { tag: 'ext', numbers: ['assignmentId'] },
  attach_report: { tag: 'att', numbers: ['assignmentId'] },
  supplement_report: { tag: 'supp', numbers: ['assignmentId'] },
  attach_of: { tag: 'atto', numbers: ['documentId'] },
  turn_attach_of: { tag: 'attop', numbers: ['documentId', 'page'] },
  choose_attach: { tag: 'attw', numbers: ['draftId'] },
  turn_attach_with: { tag: 'attwp', numbers: ['draftId', 'page'] },
  attach_with: { tag: 'attwg', numbers: ['assignmentId', 'draftId'] },
  attach_any: { tag: 'attany', numbers: [] },
  turn_attach: { tag: 'attp', numbers: ['page'] },
  send_draft: { tag: 'gsend', numbers: ['draftId'] },
  send_changed: { tag: 'gnew', numbers: ['draftId', 'assignmentId', 'decisionId'] },
  done_changed: { tag: 'donenew', numbers: ['assignmentId', 'decisionId'] },
  send_interim: { tag: 'gint', numbers: ['draftId'] },
  remove_gathered: { tag: 'grm', numbers: ['draftId', 'itemId'] },
  cancel_gathered: { tag: 'gx', numbers: ['draftId'] },
  resume_gathered: { tag: 'gon', numbers: ['draftId'] },
  details: { tag: 'card', numbers: ['assignmentId'] },
  accept: { tag: 'acc', numbers: ['reportId'] },
  accept_changed: { tag: 'accnew', numbers: ['reportId', 'decisionId'] },
  accept_whole: { tag: 'accall', numbers: ['reportId', 'decisionId', 'parts'] },
  return: { tag: 'ret', numbers: ['reportId'] },
  take_back_acceptance: { tag: 'unacc', numbers: ['reportId'] },
  open_tasks: { tag: 'mine', numbers: [] },
  tasks: { tag: 'tasks', numbers: ['page'] },
  upcoming: { tag: 'soon', numbers: ['page'] },
  on_review: { tag: 'onrev', numbers: ['page'] },
  accepted_tasks: { tag: 'closed', numbers: ['page'] },
  all_tasks: { tag: 'taskall', numbers: ['list', 'page'] },
  search: { tag: 'find', numbers: [] },
  found: { tag: 'found', numbers: ['updateId', 'page'] },
  card: { tag: 'c', numbers: ['assignmentId', 'sheet', 'part', 'list', 'page', 'updateId'] },
  acknowledge_card: { tag: 'cack', numbers: ['assignmentId', 'list', 'page', 'updateId'] },
  open_overdue: { tag: 'alllate', numbers: [] },
  open_execution: { tag: 'allexec', numbers: [] },
  remind_late: { tag: 'nudgel', numbers: ['assignmentId'] },
  ask_remind_all: { tag: 'asknudge', numbers: ['page'] },
  remind_all_late: { tag: 'nudgeall', numbers: [] },
  execution: { tag: 'exec', numbers: ['page'] },
  open_reports_on_review: { tag: 'allrep', numbers: [] },
  reports_on_review: { tag: 'reps', numbers: ['page'] },
  next_report: { tag: 'nextrep', numbers: [] },
  drafts: { tag: 'drafts', numbers: ['page'] },
  organizations: { tag: 'orgs', numbers: ['page'] },
  unconnected_organizations: { tag: 'orgs0', numbers: ['page'] },
  overdue: { tag: 'late', numbers: ['page'] },
  open_schools: { tag: 'sch', numbers: [] },
  schools: { tag: 'schp', numbers: ['page'] },
  school_reports: { tag: 'schrep', numbers: ['page'] },
  show_report: { tag: 'rep', numbers: ['reportId'] },
  hand_down: { tag: 'hd', numbers: ['assignmentId'] },
  hand_down_preview: { tag: 'hdp', numbers: ['assignmentId'] },
  choose_schools: { tag: 'hdw', numbers: ['assignmentId', 'page'] },
  put_school: { tag: 'hdput', numbers: ['assignmentId', 'entryKey', 'page'] },
  take_school: { tag: 'hdtake', numbers: ['assignmentId', 'entryKey', 'page'] },
  put_all_schools: { tag: 'hdall', numbers: ['assignmentId', 'page'] },
  take_all_schools: { tag: 'hdnone', numbers: ['assignmentId', 'page'] },
  ask_hand_down_due: { tag: 'hddl', numbers: ['assignmentId'] },
  hand_down_now: { tag: 'hdgo', numbers: ['assignmentId'] },
  choose_recall: { tag: 'hdxw', numbers: ['assignmentId', 'page'] },
  ask_recall: { tag: 'hdxask', numbers: ['assignmentId'] },
  recall: { tag: 'hdx', numbers: ['assignmentId'] },
  ask_recall_all: { tag: 'hdxaskall', numbers: ['assignmentId'] },
  recall_all: { tag: 'hdxall', numbers: ['assignmentId', 'seen'] },
  open_roll_up: { tag: 'ru', numbers: ['assignmentId'] },
  roll_up: { tag: 'rup', numbers: ['assignmentId', 'page'] },
  direct_roll_up: { tag: 'rud', numbers: ['decisionId', 'occurrence', 'page'] },
  remind_rest: { tag: 'nudge', numbers: ['assignmentId'] },
  gather_report: { tag: 'gath', numbers: ['assignmentId'] },
  send_gathered: { tag: 'gathgo', numbers: ['assignmentId'] },
  add_to_gathered: { tag: 'gathadd', numbers: ['assignmentId'] },
  delegate: { tag: 'dlg', numbers: ['assignmentId'] },
  turn_colleagues: { tag: 'dlgp', numbers: ['assignmentId', 'page'] },
  delegate_to: { tag: 'dlgto', numbers: ['assignmentId', 'personId'] },
  take_back: { tag: 'dlgback', numbers: ['assignmentId'] },
  invite_colleague: { tag: 'dlginv', numbers: ['assignmentId'] },
  confirm_extension: { tag: 'extgo', numbers: ['assignmentId', 'draftId'] },
  reword_extension: { tag: 'extre', numbers: ['assignmentId', 'draftId'] },
  withdraw_extension: { tag: 'extx', numbers: ['requestId'] },
  grant_extension: { tag: 'extok', numbers: ['requestId'] },
  grant_until: { tag: 'extto', numbers: ['requestId', 'day'] },
  grant_whole: { tag: 'extall', numbers: ['requestId'] },
  grant_other: { tag: 'extday', numbers: ['requestId'] },
  refuse_extension: { tag: 'extno', numbers: ['requestId'] },
  open_calendar_feed: { tag: 'cal', numbers: [] },
  close_calendar_feed: { tag: 'calx', numbers: [] },
  open_screen: { tag: 'open', numbers: ['screen'] },
  open_settings: { tag: 'set', numbers: [] },
  settings_of: { tag: 'setof', numbers: ['subscriptionId'] },
  ask_digest_time: { tag: 'asktime', numbers: ['subscriptionId'] },
  set_digest_time: { tag: 'settime', numbers: ['subscriptionId', 'minutes'] },
  ask_steps: { tag: 'steps', numbers: ['subscriptionId'] },
  set_steps: { tag: 'stepset', numbers: ['subscriptionId', 'preset'] },
  put_step: { tag: 'stepon', numbers: ['subscriptionId', 'days'] },
  take_step: { tag: 'stepoff', numbers: ['subscriptionId', 'days'] },
  locked_step: { tag: 'steplock', numbers: ['subscriptionId'] },
  ask_quiet: { tag: 'quiet', numbers: ['subscriptionId'] },
  set_quiet: { tag: 'quietset', numbers: ['subscriptionId', 'from', 'until'] },
  usual_quiet: { tag: 'quietdef', numbers: ['subscriptionId'] },
  ask_absence: { tag: 'away', numbers: ['subscriptionId'] },
  ask_absence_day: { tag: 'askaway', numbers: ['subscriptionId'] },
  absence_until: { tag: 'awaytill', numbers: ['subscriptionId', 'from', 'day', 'page'] },
  absence_with: { tag: 'awaygo', numbers: ['subscriptionId', 'from', 'day', 'otherId'] },
  absence_invite: { tag: 'awayinv', numbers: ['subscriptionId', 'from', 'day'] },
  end_absence: { tag: 'back', numbers: ['subscriptionId'] },
  people: { tag: 'ppl', numbers: ['subscriptionId', 'page'] },
  invite_deputy: { tag: 'invdep', numbers: ['subscriptionId'] },
  invite_observer: { tag: 'invobs', numbers: ['subscriptionId'] },
  hand_over: { tag: 'succ', numbers: ['subscriptionId'] },
  ask_remove_person: { tag: 'askrm', numbers: ['subscriptionId', 'otherId'] },
  remove_person: { tag: 'rm', numbers: ['subscriptionId', 'otherId'] },
  write_here: { tag: 'here', numbers: ['subscriptionId'] },
  ask_leave: { tag: 'asklv', numbers: ['subscriptionId'] },
  leave: { tag: 'lv', numbers: ['subscriptionId'] },
  forget_me: { tag: 'forget', numbers: [] },
  dismiss: { tag: 'x', numbers: [] },
};

/** The action as callback data. */
export function encodeAction(action: Action): string {
  const form: { readonly tag: string; readonly numbers: readonly string[] } = forms[action.kind];
  const values = form.numbers.map((key) => String((action as unknown as Record<string, number>)[key]));
  return [form.tag, ...values].join(':');
}

/** The action that callback data names, or null where it names none. */
export function parseAction(data: string): Action | null {
  const [tag, ...values] = data.split(':');
  for (const [kind, form] of Object.entries(forms)) {
    if (form.tag !== tag || form.numbers.length !== values.length) continue;
    if (!values.every((value) => /^\d{1,15}$/.test(value))) return null;
    const numbers = Object.fromEntries(form.numbers.map((key, index) => [key, Number(values[index])]));
    return { kind, ...numbers } as Action;
  }
  return null;
}
