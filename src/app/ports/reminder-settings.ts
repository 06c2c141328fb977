import type { OwnReminders } from '../../core/reminders/own-reminders.ts';

/** How organizations are reminded where they set it themselves. */
export interface ReminderSettingRecords {
  /** Nothing of its own where the organization has set nothing. */
  of(organizationCode: string): Promise<OwnReminders>;
  /** By code, those that have set something. */
  all(): Promise<ReadonlyMap<string, OwnReminders>>;
  put(organizationCode: string, own: OwnReminders): Promise<void>;
}
