import { collapse } from '../../core/documents/index.ts';
import type { Warning } from '../../core/warning.ts';

/** Words a file holds beside its text: left out, or (`inserted`) read although nobody has accepted them. */
export type BesideKind =
  | 'note'
  | 'comment'
  | 'hidden'
  | 'hidden_cells'
  | 'running_head'
  | 'deleted'
  | 'inserted';

/** Collects what a reader leaves out, so that the reviewer hears of it. */
export interface LeftOut {
  /** Words that go with those just added, where they are of one kind. */
  add(kind: BesideKind, words: string): void;
  /** Other words of the document, or the end of a paragraph, follow: what comes next is another passage. */
  endPassage(): void;
  /** One warning for each sort of words; heads that stand in `text` as well are no loss. */
  warnings(text: string): Warning[];
}

const LONGEST_SHOWN = 50;
/** «3», «стр. 3 из 7», «- 3 -»: a head or foot that only counts the pages. */
const PAGE_COUNT = /^[\p{P}\s\d]*(?:(?:стр(?:аница)?|лист|page)[\p{P}\s\d]*(?:из|of)?[\p{P}\s\d]*)?$/iu;

/** Starts with nothing left out. */
export function createLeftOut(): LeftOut {
  const passages = new Map<BesideKind, string[]>();
  let open: { readonly kind: BesideKind; words: string } | null = null;
  const endPassage = (): void => {
    if (open === null) return;
    const passage = collapse(open.words);
    const same = passages.get(open.kind) ?? [];
    if (passage !== '') same.push(passage);
    passages.set(open.kind, same);
    open = null;
  };
  return {
    add(kind, words) {
      if (open?.kind !== kind) endPassage();
      open ??= { kind, words: '' };
      open.words += words;
    },
    endPassage,
    warnings(text) {
      endPassage();
      const of = (kind: BesideKind): readonly string[] => passages.get(kind) ?? [];
      return [
        ...leftOut('Не прочитаны сноски', of('note')),
        ...leftOut('Не прочитаны примечания на полях', of('comment')),
        ...leftOut('Не прочитан скрытый текст', of('hidden')),
        ...leftOut('Не прочитаны скрытые листы, строки или столбцы', of('hidden_cells')),
        ...leftOut('Не прочитаны колонтитулы', headsOfTheirOwn(of('running_head'), text)),
        ...trackedChanges(of('deleted'), of('inserted')),
      ];
    },
  };
}

/** «Не прочитаны сноски (3): «До 1 мая», «Кроме …». Проверьте, нет ли там поручения или срока.» */
function leftOut(what: string, passages: readonly string[]): Warning[] {
  if (passages.length === 0) return [];
  const message = `${what}${shown(passages, 2)}. Проверьте, нет ли там поручения или срока.`;
  return [{ code: 'text_left_out', message }];
}

function trackedChanges(deleted: readonly string[], inserted: readonly string[]): Warning[] {
  if (deleted.length + inserted.length === 0) return [];
  const told = [
    'В файле есть непринятые исправления.',
    ...(deleted.length === 0 ? [] : [`Не прочитано удалённое${shown(deleted, 1)}.`]),
    ...(inserted.length === 0 ? [] : [`Прочитано вставленное${shown(inserted, 1)}.`]),
    'Проверьте, окончательный ли это текст.',
  ];
  return [{ code: 'tracked_changes', message: told.join(' ') }];
}

/** « (3): «До 1 мая», «Кроме …»»: how many, where not all are shown, and the first of them. */
function shown(passages: readonly string[], most: number): string {
  const words = passages
    .slice(0, most)
    .map((passage) =>
      passage.length > LONGEST_SHOWN ? `${passage.slice(0, LONGEST_SHOWN).trimEnd()}…` : passage,
    );
  const count = passages.length > most ? ` (${passages.length})` : '';
  return `${count}: ${words.map((passage) => `«${passage}»`).join(', ')}`;
}

/** Heads with words that the text itself does not have; each once. */
function headsOfTheirOwn(heads: readonly string[], text: string): readonly string[] {
  const words = heads.filter((head) => /\p{L}{3}/u.test(head) && !PAGE_COUNT.test(head));
  if (words.length === 0) return [];
  const whole = collapse(text).toLowerCase();
  return [...new Set(words)].filter((head) => !whole.includes(head.toLowerCase()));
}
