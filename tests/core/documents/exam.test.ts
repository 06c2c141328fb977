import { describe, expect, it } from 'vitest';
import { answerOf, examDocuments, headOf } from './exam.ts';
import { misquoted, read } from './reading.ts';

/** Whole documents of many bodies and habits, every decision of each. */
describe.each([
  'exam',
  'exam-second',
  'exam-third',
  'exam-fourth',
  'exam-fifth',
  'exam-sixth',
  'exam-seventh',
  'exam-eighth',
  'exam-ninth',
  'exam-tenth',
  'exam-eleventh',
])('the documents of %s', (folder) => {
  it.each(examDocuments(folder).map((document) => [document.name, document] as const))('%s', (_, exam) => {
    const documents = read(exam.text);
    const decisions = documents.flatMap((document) => document.decisions);
    expect(documents.map(headOf)).toEqual([exam.head]);
    expect(decisions.map(answerOf)).toEqual(exam.decisions.map(({ line }) => line));
    for (const [at, { begins, ends }] of exam.decisions.entries()) {
      const text = decisions[at]?.text ?? '';
      expect(text.startsWith(begins), `«${text}» begins with «${begins}»`).toBe(true);
      expect(text.endsWith(ends), `«${text}» ends with «${ends}»`).toBe(true);
    }
    expect(documents.flatMap((document) => misquoted(document, exam.text))).toEqual([]);
  });
});
