import type { DirectoryEntry } from '../addressees/directory.ts';
import { doubt } from '../deadlines/doubts.ts';
import type { ReadAddressee, ReadDecision } from '../documents/read-document.ts';
import type { Warning, WarningCode } from '../warning.ts';

/** One change of a point's addressees; `place` counts from 0. */
export type AddresseeChoice =
  /** An entry of the directory takes the place of an addressee, or the place after the last. */
  | { readonly kind: 'put'; readonly place: number; readonly entry: DirectoryEntry }
  | { readonly kind: 'remove'; readonly place: number }
  /** This one answers for the whole. */
  | { readonly kind: 'lead'; readonly place: number };

type Addressed = Pick<ReadDecision, 'addressees' | 'warnings'>;

/**
 * The addressees after a reviewer's choice, and what remains doubtful.
 *
 *   «Ильин И.В.» (PERSON), put ZOIRO at 0 → «ГАУ ДПО ЗОИРО» (ZOIRO), still the executor
 *
 * Executor  exactly one while there is anybody: the first, when the one who was is removed.
 * Twice     an entry that is an addressee already is not one again; what it was to replace goes.
 * Doubts    those about an addressee that is no more go; with nobody left there is no_addressee.
 * A place that is not there changes nothing, or is the one after the last.
 */
export function chooseAddressees({ addressees, warnings }: Addressed, choice: AddresseeChoice): Addressed {
  const chosen = withOneExecutor(choose(addressees, choice));
  return { addressees: chosen, warnings: doubtsLeft(warnings, chosen) };
}

function choose(addressees: readonly ReadAddressee[], choice: AddresseeChoice): readonly ReadAddressee[] {
  const { place } = choice;
  switch (choice.kind) {
    case 'remove':
      return addressees.filter((_, at) => at !== place);
    case 'lead':
      if (addressees[place] === undefined) return addressees;
      return addressees.map((addressee, at) => ({ ...addressee, executor: at === place }));
    case 'put': {
      const { code, name, shortName } = choice.entry;
      const executor = addressees[place]?.executor ?? false;
      const put = { text: shortName ?? name, code, executor };
      const others = addressees.map((addressee, at) => (at === place ? put : addressee));
      const all = addressees[place] === undefined ? [...others, put] : others;
      const first = all.findIndex((addressee) => addressee.code === code);
      const doubled = all.some(
        (addressee, at) => addressee.code === code && at > first && addressee.executor,
      );
      return all
        .map((addressee, at) => (at === first && doubled ? { ...addressee, executor: true } : addressee))
        .filter((addressee, at) => addressee.code !== code || at === first);
    }
  }
}

function withOneExecutor(addressees: readonly ReadAddressee[]): readonly ReadAddressee[] {
  if (addressees.some(({ executor }) => executor)) return addressees;
  return addressees.map((addressee, at) => ({ ...addressee, executor: at === 0 }));
}

const ABOUT_ADDRESSEES: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'unknown_addressee',
  'several_candidates',
  'subset_of_group',
]);

function doubtsLeft(warnings: readonly Warning[], addressees: readonly ReadAddressee[]): readonly Warning[] {
  const left = warnings.filter((warning) => {
    if (warning.code === 'no_addressee') return false;
    if (!isAboutAddressee(warning)) return true;
    // The doubts of the reading quote the addressee they are about.
    return addressees.some(({ text }) => warning.message.includes(`«${text}»`));
  });
  if (addressees.length > 0) return left;
  return [...left, { code: 'no_addressee', message: 'Все адресаты сняты: выберите, кому поручено.' }];
}

function isAboutAddressee({ code, message }: Warning): boolean {
  if (code === 'corrected_spelling') return message !== doubt.correctedSpelling().message;
  return ABOUT_ADDRESSEES.has(code);
}
