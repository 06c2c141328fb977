import { type Directory, resolveAddressees } from '../../src/core/addressees/index.ts';
import { largeDirectory } from '../material/directory.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, plainRow } from '../results.ts';
import type { Section } from '../section.ts';

const TURN_MS = 250;
const PRINTED = [
  'ОМСУ, общеобразовательные организации',
  'ОМСУ Приреченского, Каменского и Заболотского районов',
  'СОШ № 1, 3, 7 Приреченского района',
  'школам Каменского района, кроме СОШ № 5',
  'Лодыгина Т.А., методисты МБУ ДО «Маяк»',
];

/** Printed addressees against a directory of three thousand: known entries, and entries seen for the first time. */
export const addressees: Section = {
  name: 'addressees',
  async measure() {
    const directory = largeDirectory();
    const read = (against: Directory): number =>
      PRINTED.reduce((sum, printed) => sum + resolveAddressees(printed, against).addressees.length, 0);
    let imports = 0;
    const rates = await measureInTurns(
      {
        known: perSecond(() => {
          read(directory);
          return PRINTED.length;
        }, TURN_MS),
        // What a store gives: equal entries in a new array.
        fetched: perSecond(() => {
          read([...directory]);
          return PRINTED.length;
        }, TURN_MS),
        imported: perSecond(() => {
          imports += 1;
          const [first, ...rest] = directory;
          read(first === undefined ? rest : [{ ...first, name: `${first.name} ${imports}` }, ...rest]);
          return PRINTED.length;
        }, TURN_MS),
      },
      { measured: 5, warmUp: 1 },
    );
    const row = {
      name: `addressees read, ${directory.length} entries`,
      unit: 'phrases/s',
      better: 'more',
    } as const;
    const { known, fetched, imported } = rates;
    return [
      measuredRow(row, known, { name: 'index built anew', sample: imported }),
      measuredRow({ ...row, name: 'the same, entries fetched anew' }, fetched, {
        name: 'index built anew',
        sample: imported,
      }),
      plainRow({
        name: 'an index',
        value: PRINTED.length * 1000 * (1 / imported.median - 1 / known.median),
        unit: 'ms',
        better: 'less',
        spread: imported.spread,
      }),
    ];
  },
};
