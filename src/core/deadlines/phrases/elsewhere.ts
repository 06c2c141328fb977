import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, type PhraseFamily } from '../draft.ts';
import { isInfinitive } from './event.ts';

/**
 * A deadline that exists but stands in another paper: «согласно графику», «в установленные сроки», «по плану работы»,
 * «в тот же срок», «по согласованию», «по отдельному графику». Alone it is unparseable; after a date it only
 * qualifies it («май 2025, по графику»).
 */
export const elsewhere: PhraseFamily = {
  name: 'elsewhere',
  opensWith: (token) => token.type === 'word' && (OPENINGS.has(token.form) || FIXED.test(token.form)),
  read: readElsewhere,
};

/** «незамедлительно»: a deadline without a day, as in «безотлагательно, но не позднее 1 мая». */
const AT_ONCE = ['немедленно', 'незамедлительно', 'срочно', 'безотлагательно', 'неотложно'];
const OPENINGS = new Set([
  ...'до согласно по в срок сроки сроков времени время период порядке тот те'.split(' '),
  ...AT_ONCE,
]);
const PAPERS =
  /^(?:график|план|расписани|согласовани|регламент|порядк|положени|программ|циклограмм|приказ|договор|соглашени|дорожн|сет[ькаи]|извещени|решени|назначени|календар|закон|контракт|распоряжени|письм)/;
/** Papers that something is done «in accordance with»; «по акту», «по смете» say how. */
const OTHER_PAPERS =
  /^(?:указани|рекомендаци|требовани|стандарт|инструкци|протокол|поручени|смет|устав|акт(?:ом|ами)?$)/;
const FIXED =
  /^(?:установленн|указанн|определенн|утвержденн|назначенн|согласованн|кратчайш|предусмотренн|регламентированн|оговоренн|положенн|требуем|возможно)/;

function readElsewhere(cursor: Cursor): Draft | null {
  if (cursor.takeForm(...AT_ONCE)) return draftOf({ kind: 'unparseable', warnings: [doubt.urgent()] });
  if (takeUntilCancelled(cursor)) return draftOf({ kind: 'unparseable', warnings: [doubt.untilCancelled()] });
  if (cursor.formAt() === 'до') return null;
  if (!takeAccordingTo(cursor) && !takeFixedTerm(cursor) && !takeSameTerm(cursor)) return null;
  while (takeYearsOfPaper(cursor) || takeTail(cursor));
  return draftOf({ kind: 'unparseable', warnings: [doubt.unparseable()] });
}

/** «до отмены», «до особого распоряжения», «до снятия режима», «до ликвидации причин»: until somebody says so. */
function takeUntilCancelled(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.takeForms('вплоть');
    if (!cursor.takeForm('до')) return null;
    const isSpecial = cursor.takeForm(
      'особого',
      'отдельного',
      'специального',
      'дополнительного',
      'соответствующего',
    );
    const form = cursor.formAt() ?? '';
    if (!(isSpecial ? ORDERS.test(form) : CANCELLING.test(form))) return null;
    cursor.at += 1;
    // «снятия с контроля», «ликвидации причин его введения»
    if (!isSpecial) cursor.takeForm('с', 'со');
    while (takeTail(cursor));
    return true;
  });
  return taken !== null;
}

const ORDERS = /^(?:распоряжени|указани|приказ|решени|постановлени|уведомлени)/;
const CANCELLING = /^(?:отмен|сняти|ликвидаци|стабилизаци|нормализаци|прекращени)/;

/** «по (отдельному) графику», «согласно плану», «в соответствии с утверждённым графиком», «в рамках плана» */
function takeAccordingTo(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    const isBy = cursor.takeForm('по');
    const opened =
      isBy ||
      cursor.takeForm('согласно') ||
      cursor.takeForms('в', 'соответствии') ||
      cursor.takeForms('в', 'рамках');
    if (!opened) return null;
    const isPaper = (form: string | null): boolean =>
      PAPERS.test(form ?? '') || (!isBy && OTHER_PAPERS.test(form ?? ''));
    cursor.takeForm('с', 'со');
    for (let adjectives = 0; adjectives < 3 && !isPaper(cursor.formAt()); adjectives += 1) {
      if (!/(?:ому|ему|ым|им|ой|ей)$/.test(cursor.formAt() ?? '')) return null;
      cursor.at += 1;
    }
    if (!isPaper(cursor.formAt())) return null;
    cursor.at += 1;
    return true;
  });
  return taken !== null;
}

/** «в установленные сроки», «в указанный срок», «в сроки, установленные планом», «в кратчайшие сроки» */
function takeFixedTerm(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.takeForm('в');
    if (takeTermWord(cursor)) {
      cursor.takeMark(',');
      if (!FIXED.test(cursor.formAt() ?? '')) return takeAccordingTo(cursor) ? true : null;
      cursor.at += 1;
      return true;
    }
    if (!FIXED.test(cursor.formAt() ?? '')) return null;
    cursor.at += 1;
    if (FIXED.test(cursor.formAt() ?? '') || cursor.formAt() === 'короткие') cursor.at += 1;
    return takeTermWord(cursor) ? true : null;
  });
  return taken !== null;
}

/** «в тот же срок», «в те же сроки», «срок тот же» */
function takeSameTerm(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.takeForm('в');
    if (takeTermWord(cursor)) return cursor.takeForm('тот', 'те') && cursor.takeForm('же') ? true : null;
    if (!cursor.takeForm('тот', 'те') || !cursor.takeForm('же')) return null;
    return takeTermWord(cursor) ? true : null;
  });
  return taken !== null;
}

function takeTermWord(cursor: Cursor): boolean {
  return cursor.takeForm('срок', 'сроки', 'сроков', 'времени', 'время', 'период', 'порядке');
}

/** «на 2026 год», «на 2026/2027 учебный год»: the years of the plan, not of the task. */
function takeYearsOfPaper(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    if (!cursor.takeForm('на')) return null;
    const first = cursor.at;
    while (isOfYears(cursor)) cursor.at += 1;
    const [number] = cursor.tokens.slice(first, cursor.at);
    return number?.type === 'number' || number?.type === 'yearPair' ? true : null;
  });
  return taken !== null;
}

function isOfYears(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.type === 'word') return token.lexeme?.unit === 'year' || token.lexeme?.id === 'school';
  return (
    token?.type === 'yearPair' || cursor.markAt() === '-' || (token?.type === 'number' && token.digits === 4)
  );
}

/** Whose plan and which: words and quotation marks up to the next sign. */
function takeTail(cursor: Cursor): boolean {
  if (cursor.takeMark('"')) return true;
  const token = cursor.peek();
  if (token?.type !== 'word' || token.lexeme?.id === 'month' || token.lexeme?.id === 'every') return false;
  if (!/(?:а|я|ы|и|ов|ев|ей|ой|ом|ем|ым|им|ого|его|ых|их|у|ю|на|в|ам|ами)$/.test(token.form)) return false;
  if (token.form === 'до' || isInfinitive(token.form)) return false;
  cursor.at += 1;
  return true;
}
