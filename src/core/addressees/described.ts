import { type Descriptor, describe, EDUCATION_BODY } from './descriptor.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { parsePersonName } from './person-name.ts';
import { wordsOf } from './words.ts';

/** An organization of the directory with everything its names say, in no order. */
export interface Described {
  readonly entry: DirectoryEntry;
  readonly names: readonly Descriptor[];
  readonly types: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly territories: ReadonlySet<string>;
  readonly tokens: ReadonlySet<string>;
  /** The organization above: a school's town is often printed only there. */
  readonly parent: Described | null;
}

/** Organizations by what their names say; groups are not among them. */
export interface DescribedDirectory {
  readonly all: readonly Described[];
  /** By a token or «№ 3», those that have it in a name of their own or of the organization right above. */
  readonly by: ReadonlyMap<string, readonly Described[]>;
}

/** The key of a number among the tokens. */
export const numberKey = (printed: string): string => `№ ${printed}`;

/** Describes every organization of a directory. */
export function describeDirectory(directory: Directory): DescribedDirectory {
  const known = new Map<string, Described>();
  const entryOf = new Map(directory.map((entry) => [entry.code, entry]));
  const describedOf = (entry: DirectoryEntry): Described => {
    const before = known.get(entry.code);
    if (before !== undefined) return before;
    const names = namesOf(entry).map((name) => describe(wordsOf(name)));
    const above = entry.parent === null ? undefined : entryOf.get(entry.parent);
    const described: Described = {
      entry,
      names,
      types: new Set(names.flatMap(({ type }) => (type === null ? [] : [type]))),
      numbers: new Set(names.flatMap(({ numbers }) => [...numbers])),
      territories: new Set(names.flatMap(({ territory }) => (territory === null ? [] : [territory]))),
      tokens: new Set([
        ...names.flatMap(({ tokens }) => [...tokens]),
        ...(entry.kind === 'municipality' ? [EDUCATION_BODY] : []),
      ]),
      // The top has no place of its own to lend: «Департамент» above a town is not where the town is.
      parent: above === undefined || above.kind !== 'municipality' ? null : describedOf(above),
    };
    known.set(entry.code, described);
    return described;
  };
  const all = directory.filter(({ kind }) => kind !== 'group').map(describedOf);
  const by = new Map<string, Described[]>();
  for (const described of all) {
    const keys = new Set([
      ...described.tokens,
      ...[...described.numbers].map(numberKey),
      ...(described.parent?.tokens ?? []),
    ]);
    for (const key of keys) {
      const having = by.get(key);
      if (having === undefined) by.set(key, [described]);
      else having.push(described);
    }
  }
  return { all, by };
}

function namesOf({ name, shortName, aliases }: DirectoryEntry): string[] {
  return [name, ...(shortName === null ? [] : [shortName]), ...aliases].filter(
    (printed) => parsePersonName(printed) === null,
  );
}

/** What an organization is called, its number, type and legal form aside: equal for «СОШ № 1 «Луч»» and «ООШ «Луч»». */
export const calledKey = (tokens: ReadonlySet<string>): string => [...tokens].sort().join(' ');

/** What several organizations are called. */
export function sharedNamesOf({ all }: DescribedDirectory): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { entry, names } of all) {
    const key = calledKey(names[entry.shortName === null ? 0 : 1]?.tokens ?? new Set());
    if (seen.has(key)) shared.add(key);
    seen.add(key);
  }
  return shared;
}
