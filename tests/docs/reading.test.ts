import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/adapters/readers/index.ts';
import { parseCalendarDate } from '../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { shortDateRu } from '../../src/core/calendar/russian-date-text.ts';
import { defaultDeadlinePolicy, readDeadline } from '../../src/core/deadlines/index.ts';
import { codeSpans, ROOT, readPage, tableUnder } from './markdown.ts';

const { text } = readPage('docs/reading.md');

/** A reading in the words of the guide's last column. */
function wordsFor(phrase: string): string {
  const on = parseCalendarDate('2026-09-03');
  if (on === null) throw new Error('the date of the examples is no date');
  const { deadline } = readDeadline(phrase, { on, calendar: russianCalendar, policy: defaultDeadlinePolicy });
  const { start, due, next } = deadline;
  if (due !== null && start !== null) return `с ${shortDateRu(start)} по ${shortDateRu(due)}`;
  if (due !== null) return `до ${shortDateRu(due)}`;
  return next === null ? 'без даты' : `ближайший ${shortDateRu(next)}`;
}

describe('the deadlines of the guide', () => {
  it.each(tableUnder(text, 'как написано'))('are read so: «%s», %s', (phrase, _, told) => {
    expect(wordsFor(phrase ?? '')).toBe(told);
  });

  it('are enough to show every form of an answer', () => {
    const told = tableUnder(text, 'как написано').map(([, , answer = '']) => answer.split(' ')[0]);
    expect(new Set(told)).toEqual(new Set(['до', 'с', 'ближайший', 'без']));
  });
});

describe('the files of the guide', () => {
  const [, files = ''] = /^## Файлы\n(.*?)^## /ms.exec(text) ?? [];
  const told = codeSpans(files);

  // The beginning of each is enough to be recognized; a format that is taken is refused as damaged, not as foreign.
  it.each([
    ['.docx', 'PK\u0003\u0004'],
    ['.doc', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
    ['.rtf', '{\\rtf1 }'],
    ['.pdf', '%PDF-1.4'],
  ])('are those the program takes: %s', async (extension, beginning) => {
    const reading = await readSource(Buffer.from(beginning, 'latin1'), `file${extension}`);
    const taken = reading.kind === 'text' || reading.reason !== 'unsupported_format';
    expect(told.includes(extension)).toBe(taken);
  });
});

describe('the warnings of the guide', () => {
  const union = readFileSync(`${ROOT}src/core/warning.ts`, 'utf8');
  const codes = [...union.matchAll(/^ {2}\| '([a-z_]+)'/gm)].map(([, code = '']) => code);
  const sources = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('warning.ts'))
    .map((name) => readFileSync(`${ROOT}src/${name}`, 'utf8'));
  const given = codes.filter((code) => sources.some((source) => source.includes(`'${code}'`)));
  const told = tableUnder(text, 'код').flatMap(([cell = '']) => codeSpans(cell));

  it('are all that the program gives, each once', () => {
    expect(given.length).toBeGreaterThan(15);
    expect(told.toSorted()).toEqual(given.toSorted());
  });

  it('each say what to do', () => {
    for (const [code, about, cure] of tableUnder(text, 'код')) {
      expect({ code, about, cure }).toEqual({
        code,
        about: expect.stringMatching(/\p{L}{3}/u),
        cure: expect.stringMatching(/\p{L}{3}/u),
      });
    }
  });
});
