import { type Directory, resolveAddressees } from '../../../src/core/addressees/index.ts';
import { directoryOf } from '../documents/reading.ts';

/** A directory with several towns and districts, schools that share numbers, persons and posts. */
export const region = directoryOf(new URL('./fixtures/region.csv', import.meta.url));

/**
 * A reading of printed addressees in one line: codes in order, the executor starred, and then
 *   CODE[a,b]   only these organizations of the group      CODE-[a,b]  all but these
 *   OTHER?{a,b} nobody for sure, these are alike, best first
 * and the warnings: «!code».
 */
export function readingOf(printed: string, against: Directory = region): string {
  const { addressees, warnings } = resolveAddressees(printed, against);
  const names = addressees.map(({ code, executor, only, except, candidates }) => {
    const of = only === undefined ? '' : `[${only.join(',')}]`;
    const but = except === undefined ? '' : `-[${except.join(',')}]`;
    const alike = candidates === undefined ? '' : `?{${candidates.map((one) => one.code).join(',')}}`;
    return `${code}${executor ? '*' : ''}${of}${but}${alike}`;
  });
  return [...names, ...warnings.map(({ code }) => `!${code}`)].join(' ');
}
