import type { Absence } from '../../core/absences/absences-in-force.ts';

/** An absence as it was taken. */
export interface StoredAbsence extends Absence {
  readonly organizationCode: string;
  /** Not begun: it begins when a deputy has joined by the person's own link. */
  readonly waiting: boolean;
}

/** «В отпуске», at most one for each subscription. */
export interface AbsenceRecords {
  /** Takes it, in place of the one there was. */
  put(absence: Omit<StoredAbsence, 'organizationCode'> & { readonly at: Date }): Promise<void>;
  /** False where there was none (compare-and-set). */
  end(subscriptionId: number): Promise<boolean>;
  find(subscriptionId: number): Promise<StoredAbsence | null>;
  /** Of these organizations; of all where none are named. */
  ofOrganizations(codes?: readonly string[]): Promise<readonly StoredAbsence[]>;
}
