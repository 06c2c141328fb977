import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, opensWithWord, type PhraseContext, type PhraseFamily } from '../draft.ts';
import { impossibleDraft, warningsOf } from '../draft-of-stretches.ts';
import { takeSpan } from '../spans/sequence.ts';
import { resolveSpan } from '../spans/span.ts';
import { skipOpeningHour } from '../spans/time-of-day.ts';

/**
 * What has no last day and stays until taken off control: «постоянно», «на постоянной основе», «весь период»,
 * «систематически», «бессрочно»; and «с 1 сентября 2024 года», which names only the first day.
 */

const ADVERBS =
  'постоянно систематически регулярно непрерывно бессрочно постоянный постоянное постоянная неограниченно круглогодично'.split(
    ' ',
  );
const BASES = ['постоянной', 'системной', 'регулярной', 'систематической'];
const WHOLE = ['всего', 'весь', 'все', 'всем'];
const STRETCHES = ['период', 'периода', 'времени', 'время', 'срока', 'срок'];
const OF_WHAT = 'реализации действия обучения работы проведения исполнения'.split(' ');

export const standing: PhraseFamily = {
  name: 'standing',
  opensWith: opensWithWord(
    [...ADVERBS, ...BASES, ...WHOLE, 'на в за течение течении протяжении начиная с со'].join(' '),
  ),
  read: readStanding,
};

function readStanding(cursor: Cursor, context: PhraseContext): Draft | null {
  if (cursor.takeForm(...ADVERBS)) return draftOf({ kind: 'standing' });
  return takeBase(cursor) ?? takeWholePeriod(cursor) ?? takeOpenStart(cursor, context);
}

function takeBase(cursor: Cursor): Draft | null {
  return cursor.attempt(() => {
    cursor.takeForm('на');
    const isMode = cursor.takeForms('в', 'постоянном', 'режиме');
    if (!isMode && (!cursor.takeForm(...BASES) || !cursor.takeForm('основе'))) return null;
    return draftOf({ kind: 'standing' });
  });
}

/** «весь период», «в течение всего срока действия», «на весь период реализации» */
function takeWholePeriod(cursor: Cursor): Draft | null {
  return cursor.attempt(() => {
    cursor.takeForm('в', 'на', 'за');
    cursor.takeForm('течение', 'течении', 'протяжении');
    if (!cursor.takeForm(...WHOLE) || !cursor.takeForm(...STRETCHES)) return null;
    if (cursor.takeForm(...OF_WHAT)) while (takeGenitiveTail(cursor));
    return draftOf({ kind: 'standing' });
  });
}

/** «… реализации программы», «… действия соглашения»: words without meaning for the deadline. */
function takeGenitiveTail(cursor: Cursor): boolean {
  const token = cursor.peek();
  const isTail =
    token?.type === 'word' && token.lexeme === null && /(?:ы|и|а|я|ов|ей|ий|ого|ой|ых|их)$/.test(token.form);
  if (isTail) cursor.at += 1;
  return isTail;
}

/** «с 1 сентября 2024 года», «начиная с 2025 года» */
function takeOpenStart(cursor: Cursor, context: PhraseContext): Draft | null {
  return cursor.attempt(() => {
    cursor.takeForm('начиная');
    if (!cursor.takeForm('с', 'со')) return null;
    if (!skipOpeningHour(cursor)) return null;
    const span = takeSpan(cursor, context);
    if (span === null) return null;
    const window = resolveSpan(span, context);
    if (window === null) return impossibleDraft();
    const warnings = warningsOf([{ from: span, to: null }], [window]);
    const onlyStart = doubt.approximate('Назван только первый день, последнего нет.');
    return draftOf({ kind: 'standing', start: window.start, warnings: [...warnings, onlyStart] });
  });
}
