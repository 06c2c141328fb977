import { type Seeded, seeded } from '../../support/seeded.ts';

/** A text and what was done to it, for the message of a test that fails. */
export interface Mutated {
  readonly text: string;
  readonly done: readonly string[];
}

type Mutation = (text: string, random: Seeded, texts: readonly string[]) => string;

const NOISE = [
  '\0',
  '\u0007',
  '\u001b',
  '\ud800',
  '\udfff',
  '\u200b',
  '\u00ad',
  '\u202e',
  '\ufeff',
  '�',
  '\u0301',
];
const MARKS = [
  '«',
  '»',
  '(',
  ')',
  '"',
  '№',
  '§',
  '—',
  '-',
  ':',
  ';',
  '.',
  ',',
  '_',
  '*',
  '\t',
  '\f',
  '\r',
  '\u2028',
];
const WORDS = [
  'РЕШИЛИ:',
  'Срок: ',
  'Отв.: ',
  'Приложение № 1',
  'ПОВЕСТКА',
  'ПРОТОКОЛ',
  'до 1 ',
  'ОМСУ',
  'Вопрос 1.',
  'I. ',
];

/** What bad scanning, bad copying and bad will do to a document. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  cut: (text, random) => {
    const [one, other] = [random.upTo(text.length + 1), random.upTo(text.length + 1)];
    return text.slice(Math.min(one, other), Math.max(one, other));
  },
  shuffleLines: (text, random) => {
    const lines = text.split('\n');
    for (let at = lines.length - 1; at > 0; at -= 1) {
      const other = random.upTo(at + 1);
      [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
    }
    return lines.join('\n');
  },
  swapLines: (text, random) => {
    const lines = text.split('\n');
    const [one, other] = [random.upTo(lines.length), random.upTo(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
    return lines.join('\n');
  },
  dropLines: (text, random) => {
    const lines = text.split('\n');
    return lines.toSpliced(random.upTo(lines.length), 1 + random.upTo(4)).join('\n');
  },
  doubleLines: (text, random) => {
    const lines = text.split('\n');
    const from = random.upTo(lines.length);
    return lines
      .toSpliced(random.upTo(lines.length), 0, ...lines.slice(from, from + 1 + random.upTo(6)))
      .join('\n');
  },
  joinLines: (text, random) => {
    const lines = text.split('\n');
    const from = random.upTo(lines.length);
    return [...lines.slice(0, from), lines.slice(from, from + 5).join(' '), ...lines.slice(from + 5)].join(
      '\n',
    );
  },
  breakLines: (text, random) => text.replaceAll(' ', (space) => (random.upTo(12) === 0 ? '\n' : space)),
  noiseLetters: (text, random) =>
    text.replace(/\p{L}/gu, (letter) =>
      random.upTo(40) === 0 ? random.oneOf(['а', 'Ж', 'l', 'O', '1', '']) : letter,
    ),
  doubleSpaces: (text, random) => text.replaceAll(' ', () => ' '.repeat(1 + random.upTo(3))),
  loseSpaces: (text, random) => text.replaceAll(' ', (space) => (random.upTo(6) === 0 ? '' : space)),
  spreadLetters: (text, random) => {
    const at = random.upTo(text.length + 1);
    return (
      text.slice(0, at) +
      text
        .slice(at, at + 40)
        .split('')
        .join(' ') +
      text.slice(at + 40)
    );
  },
  otherDigits: (text, random) =>
    text.replace(/\d/gu, (digit) => (random.upTo(8) === 0 ? String(random.upTo(10)) : digit)),
  hugeNumbers: (text, random) =>
    text.replace(/\d+/gu, (number) => (random.upTo(10) === 0 ? '9'.repeat(1 + random.upTo(400)) : number)),
  noise: (text, random) => putIn(text, random, () => random.oneOf(NOISE).repeat(1 + random.upTo(3))),
  marks: (text, random) => putIn(text, random, () => random.oneOf(MARKS).repeat(1 + random.upTo(60))),
  words: (text, random) => putIn(text, random, () => `\n${random.oneOf(WORDS)}`),
  nesting: (text, random) => {
    const depth = 1 + random.upTo(60);
    const points = Array.from({ length: depth }, (_, at) => `${'1.'.repeat(at + 1)} Вымыть окна.`);
    return putIn(text, random, () => `\n${points.join('\n')}\n`);
  },
  brackets: (text, random) =>
    putIn(text, random, () => random.oneOf(['(', '«', '(«']).repeat(random.upTo(200))),
  repeat: (text, random) => {
    const at = random.upTo(text.length + 1);
    return (
      text.slice(0, at) + text.slice(at, at + random.upTo(80)).repeat(1 + random.upTo(80)) + text.slice(at)
    );
  },
  splice: (text, random, texts) => {
    const other = random.oneOf(texts);
    return text.slice(0, random.upTo(text.length + 1)) + other.slice(random.upTo(other.length + 1));
  },
  tabs: (text, random) => text.replaceAll(' ', (space) => (random.upTo(10) === 0 ? '\t' : space)),
  noTabs: (text) => text.replaceAll('\t', ' '),
  carriageReturns: (text) => text.replaceAll('\n', '\r\n'),
  capitals: (text) => text.toUpperCase(),
};
const NAMES = Object.keys(MUTATIONS);

/** The document number `seed` of a row without end: one of the texts, with one to five things done to it. */
export function mutated(texts: readonly string[], seed: number): Mutated {
  const random = seeded(seed);
  const done: string[] = [];
  let text = random.oneOf(texts);
  for (let changes = 1 + random.upTo(5); changes > 0; changes -= 1) {
    const name = random.oneOf(NAMES);
    text = MUTATIONS[name]?.(text, random, texts) ?? text;
    done.push(name);
  }
  return { text: text.slice(0, LONGEST), done };
}

/** Repetitions upon repetitions would test the patience only. */
const LONGEST = 60_000;

function putIn(text: string, random: Seeded, what: () => string): string {
  let result = text;
  for (let times = 1 + random.upTo(3); times > 0; times -= 1) {
    const at = random.upTo(result.length + 1);
    result = result.slice(0, at) + what() + result.slice(at);
  }
  return result;
}
