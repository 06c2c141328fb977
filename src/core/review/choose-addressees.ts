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
  | { readonly kind: 'lead'; readonly place: number }
  /** The organizations that are meant, picked one by one; with none the words mean what they meant. */
  | { readonly kind: 'pick'; readonly place: number; readonly codes: readonly string[] };

type Addressed = Pick<ReadDecision, 'addressees' | 'warnings'>;

/**
 * The addressees after a reviewer's choice, and what remains doubtful.
 *
 *   «Ильин И.В.» (PERSON), put ZOIRO at 0 → «ГАУ ДПО ЗОИРО» (ZOIRO), still the executor
 *
 * Executor  exactly one while there is anybody: the first, when the one who was is removed.
 * Twice     an entry that is an addressee already is not one again; what it was to replace goes.
 * Lists     who is joined to the one before is on its own once that one is removed, or somebody is made to answer.
 * Doubts    those about an addressee that is no more go; with nobody left there is no_addressee.
 * A place that is not there changes nothing, or is the one after the last.
 */
export function chooseAddressees({ addressees, warnings }: Addressed, choice: AddresseeChoice): Addressed {
  const chosen = withOneExecutor(choose(addressees, choice));
  const left = doubtsLeft(warnings, chosen);
  if (choice.kind !== 'pick') return { addressees: chosen, warnings: left };
  return { addressees: chosen, warnings: doubtsOfPick(left, chosen[choice.place]) };
}

function choose(addressees: readonly ReadAddressee[], choice: AddresseeChoice): readonly ReadAddressee[] {
  const { place } = choice;
  switch (choice.kind) {
    case 'remove':
      return addressees.flatMap((addressee, at) => {
        if (at === place) return [];
        const headless = at === place + 1 && addressees[place]?.joined !== true;
        return [headless ? alone(addressee) : addressee];
      });
    case 'lead':
      if (addressees[place] === undefined) return addressees;
      return addressees.map((addressee, at) => ({ ...alone(addressee), executor: at === place }));
    case 'pick':
      return addressees.map((addressee, at) => (at === place ? picked(addressee, choice.codes) : addressee));
    case 'put': {
      const { code, name, shortName } = choice.entry;
      const executor = addressees[place]?.executor ?? false;
      const joined = addressees[place]?.joined;
      const put = { text: shortName ?? name, code, executor, ...(joined === undefined ? {} : { joined }) };
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

/** On its own, in no list. */
export function alone(addressee: ReadAddressee): ReadAddressee {
  const { joined, ...rest } = addressee;
  return joined === undefined ? addressee : rest;
}

/** The words as they were, for these organizations. */
function picked({ text, code, executor, joined }: ReadAddressee, codes: readonly string[]): ReadAddressee {
  return {
    text,
    code,
    executor,
    ...(joined === undefined ? {} : { joined }),
    ...(codes.length === 0 ? {} : { only: codes }),
  };
}

/** Who is picked is not doubted; where nobody is any more, that is said. */
function doubtsOfPick(
  warnings: readonly Warning[],
  addressee: ReadAddressee | undefined,
): readonly Warning[] {
  if (addressee === undefined) return warnings;
  const { text, only } = addressee;
  const left = warnings.filter(
    (warning) => !isAboutAddressee(warning) || !warning.message.includes(`«${text}»`),
  );
  if (only !== undefined) return left;
  const message = `«${text}»: никто не отмечен. Отметьте организации или выберите другого адресата.`;
  return [...left, { code: 'subset_of_group', message }];
}

function withOneExecutor(addressees: readonly ReadAddressee[]): readonly ReadAddressee[] {
  if (addressees.some(({ executor }) => executor)) return addressees;
  return addressees.map((addressee, at) => ({ ...addressee, executor: at === 0 }));
}

const ABOUT_ADDRESSEES: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'unknown_addressee',
  'several_candidates',
  'subset_of_group',
  'unclear_exception',
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
