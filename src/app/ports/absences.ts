import type { Absence } from '../../core/absences/absences-in-force.ts';
import type { CalendarDate } from '../../core/calendar/calendar-date.ts';

/** An absence as it was taken. */
export interface StoredAbsence extends Absence {
  readonly organizationCode: string;
  /** Planned: it begins on this day, and everything is as usual until it has. Null = begun, or `waiting`. */
  readonly startsOn: CalendarDate | null;
  /** Not begun: it begins when a deputy has joined by the person's own link, not before `startsOn`. */
  readonly waiting: boolean;
}

/** «В отпуске», at most one for each subscription. */
export interface AbsenceRecords {
  /** Takes it, in place of the one there was. */
  put(absence: Omit<StoredAbsence, 'organizationCode'> & { readonly at: Date }): Promise<void>;
  /** A planned one begins; false where there is none that is planned (compare-and-set). */
  begin(subscriptionId: number): Promise<boolean>;
  /** False where there was none (compare-and-set). */
  end(subscriptionId: number): Promise<boolean>;
  find(subscriptionId: number): Promise<StoredAbsence | null>;
  /** Of these organizations; of all where none are named. */
  ofOrganizations(codes?: readonly string[]): Promise<readonly StoredAbsence[]>;
}
