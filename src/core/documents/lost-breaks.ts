import { partOfLine, trimmedLine } from './line-parts.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';
import { PREAMBLE_WITHIN } from './preamble.ts';

const GLUED_NAME =
  /(?:^|\p{Ll})(?=((?:РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|ПРИКАЗ|РЕШЕНИЕ|ПРОТОКОЛ)\s{0,2})(?:от\s?[«"\d]|№))/u;

/** «… районаРАСПОРЯЖЕНИЕот 15.11.2027 № 712»: what stands around the name of an act that a page has glued, a line each. */
export function withGluedNames(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    const match = line.label === null && line.cells === null ? GLUED_NAME.exec(line.text) : null;
    const name = match?.[1];
    if (match === null || name === undefined || (match[0] === '' && /\s$/u.test(name))) return [line];
    const from = match.index + match[0].length;
    const starts = [...(from === 0 ? [] : [0]), from, from + name.length];
    return starts.map((start, at): Line => {
      const part = trimmedLine(partOfLine(line, line.start + start, line.text.slice(start, starts[at + 1])));
      return at === 0 ? { ...part, blankBefore: line.blankBefore } : part;
    });
  });
}

const NAME_WITHIN = /\s(?=(?:ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ)\s)/u;
const SUBJECT_WITHIN = /\s(?=Об?\s\p{Ll}{3})/u;
const FIRST_POINT = /[:.]\s{1,3}(?=1(?:\.\s{0,3}\p{Lu}|\)\s{0,3}\p{L}))/u;
const SECOND_POINT = /[.;]\s{1,3}2(?:\.\s{0,3}\p{Lu}|\)\s{0,3}\p{L})/u;

/** A whole act on one line: its letterhead, its name, its subject, its reasons and its points, a line each. */
export function withHeadsApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    const isPlain = line.label === null && line.bullet === 0 && line.cells === null;
    const first = isPlain && line.text.length > LONG_LINE ? FIRST_POINT.exec(line.text) : null;
    if (first === null || !SECOND_POINT.test(line.text) || line.text.search(PART) !== -1) return [line];
    const points = first.index + first[0].length;
    const head = line.text.slice(0, points);
    const cuts = [0, NAME_WITHIN, SUBJECT_WITHIN, PREAMBLE_WITHIN].reduce<number[]>((found, cut) => {
      if (typeof cut === 'number') return [cut];
      const from = found.at(-1) ?? 0;
      const match = cut.exec(head.slice(from));
      return match === null ? found : [...found, from + match.index + 1];
    }, []);
    const starts = [...cuts, points];
    return starts.map((start, at) =>
      trimmedLine({
        ...partOfLine(line, line.start + start, line.text.slice(start, starts[at + 1])),
        blankBefore: at === 0 && line.blankBefore,
      }),
    );
  });
}

const PART =
  /\s(?=(?:присутствовали|отсутствовали|приглашены|повестка(?:\s+дня)?|слушали|выступили|решили|постановили)\s?:)/giu;
const LONG_LINE = 150;
const FEWEST_PARTS = 2;

/** «ПРОТОКОЛ … СЛУШАЛИ: … РЕШИЛИ: …» on a line: a line for every part. */
export function withPartsApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.cells !== null || line.text.length < LONG_LINE) return [line];
    const starts = [0, ...[...line.text.matchAll(PART)].map(({ index }) => index + 1)];
    if (starts.length <= FEWEST_PARTS) return [line];
    return starts.map((start, at) =>
      trimmedLine(partOfLine(line, line.start + start, line.text.slice(start, starts[at + 1]))),
    );
  });
}

const RESOLVED_WITHIN = /[.!?]\s{1,3}(?=(?:решили|постановили|решение)\s?:\s{0,3}\S)/iu;
/** «слушали Орлову А.А.РЕШИЛИ:1.Принять …»: capitals stand apart by themselves. */
const RESOLVED_GLUED = /[.!?»)]\s{0,3}(?=(?:РЕШИЛИ|ПОСТАНОВИЛИ)\s?:)/u;

/** «1) Крыша. Решили: вызвать …», «СЛУШАЛИ: Орлову А.А. Решили: …»: the resolving word and what it says, apart from the question before it. */
export function withResolutionsApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.cells !== null) return [line];
    const isQuestion = line.label !== null || line.meaning.kind === 'speakers';
    const within =
      (isQuestion ? RESOLVED_WITHIN.exec(line.text) : null) ??
      (/РЕШИЛИ|ПОСТАНОВИЛИ/u.test(line.text) ? RESOLVED_GLUED.exec(line.text) : null);
    if (within === null) return [line];
    const at = within.index + within[0].length;
    const before = { ...line, text: line.text.slice(0, at), end: line.start + at };
    return [
      trimmedLine({ ...before, meaning: lineMeaning(before.text, line.label) }),
      partOfLine(line, line.start + at, line.text.slice(at)),
    ];
  });
}
