import { trimTrailing } from '../addressees/index.ts';
import { bulletLength, type Label } from './labels.ts';
import type { DocumentKind, Quote } from './read-document.ts';

/** What a line is by its own words, before its place in the document is known. */
export type LineMeaning =
  | { readonly kind: 'agenda' }
  /** The name of the document; `resolves` where its points follow without another word. */
  | { readonly kind: 'head'; readonly document: DocumentKind; readonly resolves: boolean }
  | { readonly kind: 'speakers'; readonly titleStart: number }
  /** «РЕШИЛИ:», «п р и к а з ы в а ю:»; `restStart` = where a point on the same line begins, null for none. */
  | { readonly kind: 'resolution'; readonly order: boolean; readonly restStart: number | null }
  /** «Вопрос 2. О питании …»: the question that what follows belongs to. */
  | { readonly kind: 'item'; readonly number: string; readonly titleStart: number }
  | { readonly kind: 'annex' }
  | { readonly kind: 'attributes'; readonly attributes: readonly Attribute[] }
  /** «Голосовали: …»: how it was decided, not what. */
  | { readonly kind: 'vote' }
  | { readonly kind: 'text' };

/** What «Срок: …» or «Ответственные: …» says, empty where it stands on the next line; offsets into the text asked about. */
export interface Attribute extends Quote {
  readonly kind: 'deadline' | 'responsible';
}

/** A name whose letters may be printed apart: «п р и к а з»; its spaces are any white space. */
interface SpacedPattern {
  /** `letters` are those of the text, or of more than it: `lettersOf`. */
  exec(text: string, letters: string): RegExpExecArray | null;
}

/**
 * Most lines hold no such name: the expression, large for the white space within, is made when one does.
 * `around` gives the whole expression from that of the name.
 */
function spacedPattern(name: string, around: (name: string) => string): SpacedPattern {
  const wanted = name.replaceAll(' ', '');
  let pattern: RegExp | null = null;
  return {
    exec(text, letters) {
      if (!letters.includes(wanted)) return null;
      const spaced = name.split(' ').map((word) => word.split('').join('\\s{0,3}'));
      pattern ??= new RegExp(around(spaced.join('\\s+')), 'iu');
      return pattern.exec(text);
    },
  };
}

/** A text without white space, in small letters. */
function lettersOf(text: string): string {
  return text.replace(/\s+/gu, '').toLowerCase();
}

/** Letters are a range here and around: an expression with the Unicode class of letters takes twenty times as long to compile. */
const END = '(?![A-Za-zЀ-ӿ])';
/** After a resolving word: the end of the line, or the first point. */
const POINT_OR_END = '\\s*(?=$|\\d{1,2}\\s?[.)](?!\\d\\d))';
const AGENDA = spacedPattern('повестка', (word) => `^[*_\\s]*${word}(?:\\s+дня)?${END}[^.]{0,80}$`);
const HEADS: readonly { pattern: SpacedPattern; document: DocumentKind; resolves: boolean }[] = [
  { pattern: headPattern('протокол'), document: 'protocol', resolves: false },
  { pattern: headPattern('приказ'), document: 'order', resolves: false },
  { pattern: headPattern('решение коллегии'), document: 'collegium_decision', resolves: false },
  { pattern: headPattern('постановление коллегии'), document: 'collegium_decision', resolves: false },
  { pattern: headPattern('решение'), document: 'other', resolves: false },
  { pattern: headPattern('постановление'), document: 'other', resolves: false },
  { pattern: headPattern('распоряжение'), document: 'other', resolves: false },
  { pattern: headPattern('предписание'), document: 'other', resolves: false },
  { pattern: headPattern('резолюция'), document: 'other', resolves: false },
  { pattern: headPattern('выписка'), document: 'protocol', resolves: false },
  { pattern: headPattern('перечень поручений'), document: 'other', resolves: true },
  { pattern: headPattern('поручения'), document: 'other', resolves: true },
];
const ABOUT_ITEM =
  'по\\s+(?:(?:\\d{1,2}|[A-Za-zЀ-ӿ]{4,12})(?:-[A-Za-zЀ-ӿ]{1,3})?\\s+вопросу|вопросу\\s+(?:№\\s*)?\\d{1,2})(?:\\s+повестки(?:\\s+дня)?)?[\\s,:.–—-]*';
/** «По второму вопросу выступил …», «… директор школы рассказала …»: talk, not yet what was decided. */
const SPOKE =
  '(?<![A-Za-zЀ-ӿ])(?:выступ|слуша|заслуша|рассказ|сообщ|доложи|информирова|проинформирова|предлож|ознакоми|познакоми|отмети)[A-Za-zЀ-ӿ]{0,4}(?<=[лв][аио]?)(?![A-Za-zЀ-ӿ])';
const SPEAKERS = new RegExp(
  `^(?:(?:${ABOUT_ITEM})?(?:выступил[аи]?|слушали|заслушали|слушал[аи]?|выступали|сообщени[ея])(?![A-Za-zЀ-ӿ])\\s*(?:[:–—-]\\s*|$)|${ABOUT_ITEM}$|${ABOUT_ITEM}(?=[^:;]{0,80}?${SPOKE}))`,
  'iu',
);
/** «РЕШИЛИ:», «Коллегия решила:» (only a verb may stand after other words), «Решение:». */
const DECIDED =
  /^(?:(?:[^:.;]{0,80}\s)?(?:решил[аио]?|постановил[аио]?)|(?:протокольн(?:ое|ые)\s+)?(?:решени[ея]|поручени[ея](?=\s*:(?:\s*$|\s*\d{1,2}\s?[.)])))|постановление|принят[оы]\s+решени[ея])(?![A-Za-zЀ-ӿ])[^:.;]{0,60}:\s*/iu;
/** «…, Совет депутатов РЕШИЛ:», «Участники совещания РЕКОМЕНДУЮТ:», however much stands before. */
const DECIDED_AT_END = new RegExp(
  `(?:^|[\\s,])(?:решил[аио]?|решено|решает|постановил[аио]?|постановлено|поручил[аио]?|поручено|рекомендовал[аио]?|рекомендовано|рекомендуют|рекомендует|счита(?:ет|ют|ем)\\s+(?:необходимым|целесообразным))\\s*:${POINT_OR_END}`,
  'iu',
);
/** «… Собрание депутатов Р Е Ш И Л О:» */
const DECIDED_SPACED = [
  'решило',
  'решила',
  'решили',
  'решил',
  'постановило',
  'постановила',
  'постановили',
  'постановил',
].map((verb) => spacedPattern(verb, (word) => `(?:^|[\\s,])${word}\\s*:${POINT_OR_END}`));
const DECIDED_LETTERS = /(?:решил|постановил)[аио]?:/u;
/** A request has its colon, or it is part of a sentence. */
const ASKED = new RegExp(
  `(?:^|[\\s,])(?:прошу|просим|просит|предлагаю|предлагаем|рекомендую|рекомендуем|требую)\\s*:${POINT_OR_END}`,
  'iu',
);
const ITEM =
  /^(?:Вопрос|ВОПРОС|По\s+вопросу(?=\s{0,3}(?:№\s{0,2})?\d{1,2}\s?[.:–—-]))\s{0,3}(?:№\s{0,2})?(\d{1,2})(?!\d)[\s.):–—-]*/u;
const STARTS_WITH_DECIDED = /^(?:решили|решил[аио]|постановили|решение)(?![A-Za-zЀ-ӿ])/iu;
const DECIDED_ALONE = /^(?:решил[аио]?|постановил[аио]?|решение|решения)$/iu;
const ORDERED = [
  'приказываю',
  'приказываем',
  'приказывает',
  'постановляю',
  'постановляем',
  'постановляет',
  'распоряжаюсь',
  'обязываю',
  'обязываем',
  'поручаю',
  'поручаем',
  'предписываю',
  'предписываем',
].map((verb) => spacedPattern(verb, (word) => `(?:^|[\\s,])${word}\\s*:?${POINT_OR_END}`));
const VOTE =
  /^(?:(?:про)?голосовали|результаты\s+голосования|решение\s+принято)(?![A-Za-zЀ-ӿ])|^(?:принято\s+)?(?:единогласно|большинством\s+голосов)[.!]?$/iu;
const ANNEX =
  /^[*_]*(?:приложени[ея](?:\s*№?\s*\d+)?(?:\s*\(?(?:к|№)[\s.].*)?|утвержд[её]н[аоы]?(?:\s.{0,120})?)\.?[*_]*$/iu;

const DEADLINE_WORDS =
  'срок[иа]?(?:\\s+(?:исполнения|выполнения|реализации|предоставления|представления|проведения|отч[её]та))?';
const RESPONSIBLE_WORDS =
  '(?:со)?исполнител[ьи]|ответственн(?:ый|ые|ая|ое)(?:\\s+(?:за\\s+(?:исполнение|выполнение)|исполнител[ьи]|лиц[оа]))?';
const HEAD_OF_DEADLINE = `доклад\\s*[–—-](?=\\s*до\\s)|${DEADLINE_WORDS}\\s*[*_]*(?::|[–—-]|(?=\\s(?:до|не|постоянно|в|по|с|к|еже[A-Za-zЀ-ӿ]+|\\d)(?![A-Za-zЀ-ӿ])))`;
const HEAD_OF_RESPONSIBLE = `(?:${RESPONSIBLE_WORDS})\\s*[*_]*(?::|[–—-])|кому\\s*:|отв\\.\\s*(?::|[–—-])?`;
const ATTRIBUTE_AT_START = new RegExp(`^[*_(\\s]*(?:${HEAD_OF_DEADLINE}|${HEAD_OF_RESPONSIBLE})`, 'iu');
const ATTRIBUTE_HEAD = new RegExp(
  `(?:^[*_(\\s]*|(?<=[.;,)(]\\s{0,3}[*_(]{0,3}|\\s))(?:(${HEAD_OF_DEADLINE})|(${HEAD_OF_RESPONSIBLE}))[*_\\s]*`,
  'giu',
);
/** Inside a point an attribute must begin a sentence or a bracket, with a mark after its name. */
const ATTRIBUTE_IN_TEXT = new RegExp(
  `(?<=[.;]\\s{0,3})[*_]{0,3}(?:(?:${DEADLINE_WORDS}|${RESPONSIBLE_WORDS}|отв\\.)(?:\\s*[:–—]|\\s-\\s)|срок\\s+(?=до\\s|\\d)|кому\\s*:|отв\\.\\s*(?=[A-Za-zЀ-ӿ]))` +
    `|\\((?:(?:${DEADLINE_WORDS}|${RESPONSIBLE_WORDS}|отв\\.)\\s*[:–—-]|отв\\.\\s*(?=[A-Za-zЀ-ӿ]))`,
  'iu',
);

/** What one line means by its words alone. `label` is the one the line begins with. */
export function lineMeaning(text: string, label: Label | null): LineMeaning {
  if (bulletLength(text) > 0) return { kind: 'text' };
  const offset = label?.length ?? 0;
  const words = text.slice(offset).replace(/^[*_]+/u, '');
  const skipped = text.length - words.length;
  const letters = lettersOf(text);
  const speakers = SPEAKERS.exec(words);
  if (speakers !== null) return { kind: 'speakers', titleStart: skipped + speakers[0].length };
  const resolution = readResolution(words, skipped, label, letters);
  if (resolution !== null) return resolution;
  if (label !== null) return { kind: 'text' };
  const attributes = attributesAtStart(text);
  if (attributes.length > 0) return { kind: 'attributes', attributes };
  const item = ITEM.exec(text);
  if (item?.[1] !== undefined) return { kind: 'item', number: item[1], titleStart: item[0].length };
  if (VOTE.test(text)) return { kind: 'vote' };
  if (AGENDA.exec(text, letters) !== null) return { kind: 'agenda' };
  const head = HEADS.find((candidate) => candidate.pattern.exec(text, letters) !== null);
  if (head !== undefined) return { kind: 'head', document: head.document, resolves: head.resolves };
  return ANNEX.test(text) && /^[*_]*\p{Lu}/u.test(text) ? { kind: 'annex' } : { kind: 'text' };
}

/** Without these letters there is no name of an attribute: most points have none. */
const MAY_NAME = /срок|отв|исполнител|кому/iu;

/** Where inside a point's text its «Срок: …» or «(ответственный – …)» begins, or null. */
export function attributesWithin(text: string): { start: number; attributes: readonly Attribute[] } | null {
  if (!MAY_NAME.test(text)) return slashedAttributes(text);
  const match = ATTRIBUTE_IN_TEXT.exec(text);
  if (match === null) return slashedAttributes(text);
  const tail = text.slice(match.index);
  // «Отделу (отв. Ильина И.И.) подготовить …»: the point goes on after the bracket.
  if (tail.startsWith('(') && /^\([^()]*\)\s*[^\s.;,]/u.test(tail)) return null;
  const attributes = attributesIn(tail).map((attribute) => ({
    ...attribute,
    start: attribute.start + match.index,
    end: attribute.end + match.index,
  }));
  return attributes.length === 0 ? null : { start: match.index, attributes };
}

const SLASHED = /\s\/\s([^/]{2,80})\s\/\s([^/]{2,80})$/u;

/** «Закупить мячи / Пронин И.Ф. / до 30 октября 2026 г.»: who and when, in either order. */
function slashedAttributes(text: string): ReturnType<typeof attributesWithin> {
  const match = text.includes('/') ? SLASHED.exec(text) : null;
  const [whole = '', first = '', second = ''] = match ?? [];
  const isTime = [first, second].map((words) => /\d/u.test(words) && !/№/u.test(words));
  if (match === null || isTime[0] === isTime[1]) return null;
  const secondStart = match.index + whole.length - second.length;
  const firstStart = match.index + whole.indexOf(first, 1);
  const spans = [
    { start: firstStart, end: firstStart + first.length },
    { start: secondStart, end: secondStart + second.length },
  ];
  const attributes = spans.map(
    (span, at): Attribute => ({ ...span, kind: isTime[at] === true ? 'deadline' : 'responsible' }),
  );
  return { start: match.index, attributes };
}

/** «1. Ответственный: …», «- Срок: …»: what the words after a number or a bullet say, where they begin with it. */
export function attributesAtStart(text: string): readonly Attribute[] {
  return ATTRIBUTE_AT_START.test(text) ? attributesIn(text) : [];
}

/** True for a document's name in capitals, which may begin a new document in the middle of a file. */
export function isCapitalHead(text: string): boolean {
  const first = /^[*_\s]*((?:\p{Lu}\s?){6,})/u.exec(text);
  return first !== null;
}

function headPattern(name: string): SpacedPattern {
  return spacedPattern(name, (word) => `^[*_\\s]*${word}${END}[^:]*$`);
}

/** Of several patterns the first that is found. */
function firstOf(patterns: readonly SpacedPattern[], text: string, letters: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text, letters);
    if (found !== null) return found;
  }
  return null;
}

function readResolution(
  words: string,
  skipped: number,
  label: Label | null,
  letters: string,
): LineMeaning | null {
  const ordered = label === null ? (firstOf(ORDERED, words, letters) ?? ASKED.exec(words)) : null;
  const atEnd =
    label === null
      ? (DECIDED_AT_END.exec(words) ??
        (DECIDED_LETTERS.test(letters) ? firstOf(DECIDED_SPACED, words, letters) : null))
      : null;
  const decided = ordered ?? DECIDED.exec(words) ?? atEnd ?? DECIDED_ALONE.exec(words);
  if (decided === null || (label !== null && !STARTS_WITH_DECIDED.test(words))) return null;
  const rest = skipped + decided.index + decided[0].length;
  const hasRest = words.length + skipped > rest;
  return { kind: 'resolution', order: ordered !== null, restStart: hasRest ? rest : null };
}

function attributesIn(text: string): Attribute[] {
  const heads = [...text.matchAll(ATTRIBUTE_HEAD)];
  return heads.map((head, place): Attribute => {
    const start = head.index + head[0].length;
    const raw = text.slice(start, heads[place + 1]?.index ?? text.length);
    const end = start + withoutTrailing(raw).length;
    return { kind: head[1] === undefined ? 'responsible' : 'deadline', start, end };
  });
}

/** Without the punctuation that closes the line; a bracket stays where it was opened inside. */
function withoutTrailing(raw: string): string {
  const text = trimTrailing(raw, '*_;,(');
  const unopened = /\)\.?$/u.test(text) && !text.includes('(');
  return unopened ? text.slice(0, text.lastIndexOf(')')).trimEnd() : text;
}
