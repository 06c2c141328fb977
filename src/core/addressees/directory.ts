/** What an entry of the directory is. A `group` stands for several organizations. */
export type OrganizationKind =
  | 'department'
  | 'municipality'
  | 'school'
  | 'preschool'
  | 'institute'
  | 'other'
  | 'group';

/**
 * Who belongs to a group: every organization of a kind, every child of a parent, the codes listed,
 * or whoever the reviewer picks.
 */
export type GroupMembers =
  | { readonly by: 'kind'; readonly kind: OrganizationKind }
  | { readonly by: 'parent'; readonly code: string }
  | { readonly by: 'codes'; readonly codes: readonly string[] }
  | { readonly by: 'reviewer' };

/** One organization or group of the directory. Codes are data of the deployment, unique within it. */
export interface DirectoryEntry {
  readonly code: string;
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly shortName: string | null;
  readonly aliases: readonly string[];
  /** Code of the organization above, null at the top. */
  readonly parent: string | null;
  /** Groups only. */
  readonly members: GroupMembers | null;
  /** The morning digest's time, "HH:MM" Moscow; null = the deployment's. */
  readonly reminderTime: string | null;
  /**
   * Groups a reviewer saved in the chat: the words of documents they were picked for. Such a group is a candidate
   * for these words and for its own name, never the answer by itself: who takes part changes from year to year.
   */
  readonly suggestedFor?: readonly string[];
}

/** Every entry a text may be resolved against. */
export type Directory = readonly DirectoryEntry[];
