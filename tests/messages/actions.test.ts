import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, encodeAction, parseAction } from '../../src/messages/actions.ts';

const ID = 2 ** 31 - 1;
const UPDATE = 10 ** 10;

/** One of every kind, with the largest numbers: the compiler asks for a new one when a kind is added. */
const ACTIONS: { readonly [K in Action['kind']]: Extract<Action, { readonly kind: K }> } = {
  withdraw_extension: { kind: 'withdraw_extension', requestId: ID },
  grant_extension: { kind: 'grant_extension', requestId: ID },
  grant_until: { kind: 'grant_until', requestId: ID, day: 20_261_231 },
  grant_whole: { kind: 'grant_whole', requestId: ID },
  accept_changed: { kind: 'accept_changed', reportId: ID, decisionId: ID },
  supplement_report: { kind: 'supplement_report', assignmentId: ID },
  send_changed: { kind: 'send_changed', draftId: ID, assignmentId: ID, decisionId: ID },
  done_changed: { kind: 'done_changed', assignmentId: ID, decisionId: ID },
  grant_other: { kind: 'grant_other', requestId: ID },
  refuse_extension: { kind: 'refuse_extension', requestId: ID },
  open_settings: { kind: 'open_settings' },
  settings_of: { kind: 'settings_of', subscriptionId: ID },
  ask_digest_time: { kind: 'ask_digest_time', subscriptionId: ID },
  set_digest_time: { kind: 'set_digest_time', subscriptionId: ID, minutes: ID },
  ask_absence: { kind: 'ask_absence', subscriptionId: ID },
  ask_absence_day: { kind: 'ask_absence_day', subscriptionId: ID },
  absence_until: { kind: 'absence_until', subscriptionId: ID, day: ID, page: ID },
  absence_with: { kind: 'absence_with', subscriptionId: ID, day: ID, otherId: ID },
  absence_invite: { kind: 'absence_invite', subscriptionId: ID, day: ID },
  end_absence: { kind: 'end_absence', subscriptionId: ID },
  people: { kind: 'people', subscriptionId: ID, page: ID },
  invite_deputy: { kind: 'invite_deputy', subscriptionId: ID },
  invite_observer: { kind: 'invite_observer', subscriptionId: ID },
  hand_over: { kind: 'hand_over', subscriptionId: ID },
  ask_remove_person: { kind: 'ask_remove_person', subscriptionId: ID, otherId: ID },
  remove_person: { kind: 'remove_person', subscriptionId: ID, otherId: ID },
  ask_leave: { kind: 'ask_leave', subscriptionId: ID },
  write_here: { kind: 'write_here', subscriptionId: ID },
  leave: { kind: 'leave', subscriptionId: ID },
  forget_me: { kind: 'forget_me' },
  open_calendar_feed: { kind: 'open_calendar_feed' },
  close_calendar_feed: { kind: 'close_calendar_feed' },
  publish: { kind: 'publish', documentId: ID },
  publish_now: { kind: 'publish_now', documentId: ID, edition: ID },
  alike_doubts: { kind: 'alike_doubts', documentId: ID, doubtKey: ID },
  confirm_alike: { kind: 'confirm_alike', documentId: ID, doubtKey: ID, seen: ID },
  default_alike: { kind: 'default_alike', documentId: ID, doubtKey: ID, seen: ID },
  review: { kind: 'review', documentId: ID, page: ID },
  review_doubts: { kind: 'review_doubts', documentId: ID, page: ID },
  confirm_warnings: { kind: 'confirm_warnings', documentId: ID },
  confirm_point: { kind: 'confirm_point', decisionId: ID, revision: ID },
  drop_point: { kind: 'drop_point', decisionId: ID, revision: ID },
  restore_point: { kind: 'restore_point', decisionId: ID, revision: ID },
  ask_split: { kind: 'ask_split', decisionId: ID, revision: ID },
  split_point: { kind: 'split_point', decisionId: ID, revision: ID, offset: ID },
  ask_merge: { kind: 'ask_merge', decisionId: ID, revision: ID },
  merge_points: {
    kind: 'merge_points',
    decisionId: ID,
    revision: ID,
    nextId: ID,
    nextRevision: ID,
    deadlineOf: 1,
  },
  undo_reshape: { kind: 'undo_reshape', decisionId: ID, revision: ID },
  show_point: { kind: 'show_point', decisionId: ID },
  ask_deadline: { kind: 'ask_deadline', decisionId: ID, revision: ID },
  set_deadline: { kind: 'set_deadline', decisionId: ID, revision: ID, updateId: UPDATE },
  default_deadline: { kind: 'default_deadline', decisionId: ID, revision: ID },
  require_file: { kind: 'require_file', decisionId: ID, revision: ID },
  waive_file: { kind: 'waive_file', decisionId: ID, revision: ID },
  ask_text: { kind: 'ask_text', decisionId: ID, revision: ID },
  ask_new_point: { kind: 'ask_new_point', documentId: ID },
  addressees: { kind: 'addressees', decisionId: ID },
  choose_addressee: { kind: 'choose_addressee', decisionId: ID, revision: ID, place: ID, page: ID },
  set_addressee: { kind: 'set_addressee', decisionId: ID, revision: ID, place: ID, entryKey: ID },
  remove_addressee: { kind: 'remove_addressee', decisionId: ID, revision: ID, place: ID },
  lead_addressee: { kind: 'lead_addressee', decisionId: ID, revision: ID, place: ID },
  find_addressee: { kind: 'find_addressee', decisionId: ID, revision: ID, place: ID },
  pick_organizations: { kind: 'pick_organizations', decisionId: ID, revision: ID, place: ID, page: ID },
  toggle_organization: {
    kind: 'toggle_organization',
    decisionId: ID,
    revision: ID,
    place: ID,
    page: ID,
    entryKey: ID,
  },
  ask_picked: { kind: 'ask_picked', decisionId: ID, revision: ID, place: ID },
  clear_picked: { kind: 'clear_picked', decisionId: ID, revision: ID, place: ID },
  ask_group_name: { kind: 'ask_group_name', decisionId: ID, revision: ID, place: ID },
  version_yes: { kind: 'version_yes', documentId: ID },
  version_no: { kind: 'version_no', documentId: ID },
  show_changes: { kind: 'show_changes', documentId: ID, page: ID },
  reopen_accepted: { kind: 'reopen_accepted', decisionId: ID, revision: ID },
  keep_accepted: { kind: 'keep_accepted', decisionId: ID, revision: ID },
  discard: { kind: 'discard', documentId: ID },
  show_draft: { kind: 'show_draft', documentId: ID },
  broadcast_status: { kind: 'broadcast_status', documentId: ID },
  acknowledge: { kind: 'acknowledge', assignmentId: ID },
  acknowledge_document: { kind: 'acknowledge_document', documentId: ID },
  choose_done: { kind: 'choose_done', documentId: ID },
  turn_done: { kind: 'turn_done', documentId: ID, page: ID },
  choose_any: { kind: 'choose_any' },
  turn_any: { kind: 'turn_any', page: ID },
  choose_with: { kind: 'choose_with', draftId: ID },
  turn_with: { kind: 'turn_with', draftId: ID, page: ID },
  turn_about: { kind: 'turn_about', draftId: ID, page: ID },
  turn_extend: { kind: 'turn_extend', draftId: ID, page: ID },
  report_done: { kind: 'report_done', assignmentId: ID },
  report_with: { kind: 'report_with', assignmentId: ID, draftId: ID },
  report_all: { kind: 'report_all', draftId: ID },
  answer_about: { kind: 'answer_about', assignmentId: ID, draftId: ID },
  interim_with: { kind: 'interim_with', assignmentId: ID, draftId: ID },
  extend_with: { kind: 'extend_with', assignmentId: ID, draftId: ID },
  ask_extension: { kind: 'ask_extension', assignmentId: ID },
  attach_report: { kind: 'attach_report', assignmentId: ID },
  attach_of: { kind: 'attach_of', documentId: ID },
  turn_attach_of: { kind: 'turn_attach_of', documentId: ID, page: ID },
  attach_any: { kind: 'attach_any' },
  turn_attach: { kind: 'turn_attach', page: ID },
  send_draft: { kind: 'send_draft', draftId: ID },
  send_interim: { kind: 'send_interim', draftId: ID },
  remove_gathered: { kind: 'remove_gathered', draftId: ID, itemId: ID },
  cancel_gathered: { kind: 'cancel_gathered', draftId: ID },
  resume_gathered: { kind: 'resume_gathered', draftId: ID },
  details: { kind: 'details', assignmentId: ID },
  accept: { kind: 'accept', reportId: ID },
  return: { kind: 'return', reportId: ID },
  take_back_acceptance: { kind: 'take_back_acceptance', reportId: ID },
  open_tasks: { kind: 'open_tasks' },
  tasks: { kind: 'tasks', page: ID },
  upcoming: { kind: 'upcoming', page: ID },
  on_review: { kind: 'on_review', page: ID },
  accepted_tasks: { kind: 'accepted_tasks', page: ID },
  search: { kind: 'search' },
  found: { kind: 'found', updateId: UPDATE, page: ID },
  card: { kind: 'card', assignmentId: ID, sheet: 9, part: 999, list: 9, page: ID, updateId: UPDATE },
  acknowledge_card: { kind: 'acknowledge_card', assignmentId: ID, list: 9, page: ID, updateId: UPDATE },
  open_overdue: { kind: 'open_overdue' },
  execution: { kind: 'execution', page: ID },
  open_reports_on_review: { kind: 'open_reports_on_review' },
  reports_on_review: { kind: 'reports_on_review', page: ID },
  next_report: { kind: 'next_report' },
  drafts: { kind: 'drafts', page: ID },
  overdue: { kind: 'overdue', page: ID },
  open_schools: { kind: 'open_schools' },
  schools: { kind: 'schools', page: ID },
  school_reports: { kind: 'school_reports', page: ID },
  show_report: { kind: 'show_report', reportId: ID },
  hand_down: { kind: 'hand_down', assignmentId: ID },
  hand_down_preview: { kind: 'hand_down_preview', assignmentId: ID },
  choose_schools: { kind: 'choose_schools', assignmentId: ID, page: ID },
  put_school: { kind: 'put_school', assignmentId: ID, entryKey: ID, page: ID },
  take_school: { kind: 'take_school', assignmentId: ID, entryKey: ID, page: ID },
  put_all_schools: { kind: 'put_all_schools', assignmentId: ID, page: ID },
  take_all_schools: { kind: 'take_all_schools', assignmentId: ID, page: ID },
  ask_hand_down_due: { kind: 'ask_hand_down_due', assignmentId: ID },
  hand_down_now: { kind: 'hand_down_now', assignmentId: ID },
  open_roll_up: { kind: 'open_roll_up', assignmentId: ID },
  roll_up: { kind: 'roll_up', assignmentId: ID, page: ID },
  direct_roll_up: { kind: 'direct_roll_up', decisionId: ID, occurrence: ID, page: ID },
  remind_rest: { kind: 'remind_rest', assignmentId: ID },
  gather_report: { kind: 'gather_report', assignmentId: ID },
  send_gathered: { kind: 'send_gathered', assignmentId: ID },
  delegate: { kind: 'delegate', assignmentId: ID },
  turn_colleagues: { kind: 'turn_colleagues', assignmentId: ID, page: ID },
  delegate_to: { kind: 'delegate_to', assignmentId: ID, personId: ID },
  take_back: { kind: 'take_back', assignmentId: ID },
  invite_colleague: { kind: 'invite_colleague', assignmentId: ID },
  dismiss: { kind: 'dismiss' },
};

describe('an action survives the way through a button', () => {
  test.each(Object.values(ACTIONS))('$kind, in at most 64 bytes', (action) => {
    const data = encodeAction(action);
    expect(data).toMatch(/^[a-z\d:]{1,64}$/);
    expect(parseAction(data)).toEqual(action);
  });

  test('no two kinds share a form', () => {
    const forms = Object.values(ACTIONS).map(encodeAction);
    expect(new Set(forms).size).toBe(forms.length);
  });

  test('the form of buttons that are out already stays', () => {
    expect(encodeAction({ kind: 'report_done', assignmentId: 17 })).toBe('done:17');
    expect(encodeAction({ kind: 'report_with', assignmentId: 17, draftId: 5 })).toBe('donew:17:5');
  });
});

describe('what no button of ours carries is nothing', () => {
  test.each([
    '',
    ':',
    'done',
    'done:',
    'done:abc',
    'done:-1',
    'done:1.5',
    'done:1e3',
    'done: 1',
    'done:17:5',
    'done:1234567890123456',
    'DONE:17',
    'rev:1',
    'mine:1',
    'x:',
    'kind:1',
    'report_done:17',
    'constructor',
    '__proto__:1',
    'выполнено:1',
  ])('%s', (data) => {
    expect(parseAction(data)).toBeNull();
  });

  test('any text is either an action or nothing, never an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 64 }), (data) => {
        const action = parseAction(data);
        expect(action === null || action.kind in ACTIONS).toBe(true);
      }),
    );
  });
});
