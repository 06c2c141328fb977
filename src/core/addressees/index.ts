/**
 * From the words that name who must act to organizations of the directory, and back to their members.
 * The directory is data of the deployment; nothing here knows a code by heart.
 */
export { builtInDirectory } from './built-in-directory.ts';
export type { Directory, DirectoryEntry, GroupMembers, OrganizationKind } from './directory.ts';
export { type DirectoryIndex, indexDirectory } from './directory-index.ts';
export {
  type DirectoryError,
  type DirectoryReading,
  type DirectoryRow,
  parseDirectory,
} from './directory-rows.ts';
export { entryKey, entryOfKey, findEntries } from './find-entries.ts';
export {
  type AddresseeSpan,
  findHeaderAddressees,
  findLeadingAddressees,
  hasTaskVerb,
} from './leading-addressees.ts';
export { membersOf } from './members-of.ts';
export { namesIn } from './names-in.ts';
export { organizationsMeant } from './organizations-meant.ts';
export { findPersonNames, isPersonName } from './person-name.ts';
export { type PickedByWords, pickableFor, readPicked } from './pickable.ts';
export { placeOf } from './place-of.ts';
export { type ResolvedAddressees, resolveAddressees, resolveWith } from './resolve-addressees.ts';
export { trimTrailing } from './words.ts';
