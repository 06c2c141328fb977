import { ru } from 'chrono-node';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy, readDeadline } from '../../src/core/deadlines/index.ts';
import { DOCUMENT_DATE, deadlinePhrases } from '../material/phrases.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, plainRow } from '../results.ts';
import type { Section } from '../section.ts';

const TURN_MS = 250;

/** Deadline phrases of official documents, beside chrono-node's Russian on the same phrases. */
export const deadlines: Section = {
  name: 'deadlines',
  async measure() {
    const phrases = deadlinePhrases();
    const context = { on: DOCUMENT_DATE, calendar: russianCalendar, policy: defaultDeadlinePolicy };
    const reference = new Date(`${DOCUMENT_DATE}T12:00:00Z`);
    const isRead = (phrase: string): boolean => {
      const { kind } = readDeadline(phrase, context).deadline;
      return kind !== 'none' && kind !== 'unparseable';
    };
    const isFound =
      (chrono: typeof ru.casual) =>
      (phrase: string): boolean =>
        chrono.parse(phrase, reference).length > 0;
    const readers = { srok: isRead, casual: isFound(ru.casual), strict: isFound(ru.strict) };
    const understoodBy = (reader: (phrase: string) => boolean): number => phrases.filter(reader).length;
    const turn = (reader: (phrase: string) => boolean) =>
      perSecond(() => {
        understoodBy(reader);
        return phrases.length;
      }, TURN_MS);
    const rates = await measureInTurns(
      { srok: turn(readers.srok), casual: turn(readers.casual), strict: turn(readers.strict) },
      { measured: 9, warmUp: 2 },
    );
    const row = { name: 'phrases read', unit: 'phrases/s', better: 'more' } as const;
    return [
      measuredRow(row, rates.srok, { name: 'chrono.ru', sample: rates.casual }),
      measuredRow(row, rates.srok, { name: 'chrono.ru.strict', sample: rates.strict }),
      plainRow({
        name: 'a phrase',
        value: 1e6 / rates.srok.median,
        unit: 'µs',
        better: 'less',
        spread: rates.srok.spread,
      }),
      ...(['srok', 'casual', 'strict'] as const).map((name) =>
        plainRow(
          {
            name: `phrases understood, ${name === 'srok' ? name : name === 'casual' ? 'chrono.ru' : 'chrono.ru.strict'}`,
            value: understoodBy(readers[name]),
            unit: 'phrases',
            better: 'more',
            spread: null,
          },
          { name: 'all', value: phrases.length },
        ),
      ),
    ];
  },
};
