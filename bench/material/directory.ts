import type { Directory, DirectoryEntry } from '../../src/core/addressees/index.ts';
import { builtInDirectory } from '../../src/core/addressees/index.ts';

const NAMES = [
  'Приречен',
  'Каменно',
  'Заболот',
  'Соснов',
  'Озёрн',
  'Лугов',
  'Берёзов',
  'Полян',
  'Ключев',
  'Родников',
];

/** A region of 60 municipalities with 50 schools and kindergartens each. */
export function largeDirectory(): Directory {
  const entries: DirectoryEntry[] = [...builtInDirectory];
  for (let district = 0; district < 60; district += 1) {
    const name = `${NAMES[district % NAMES.length] ?? ''}${['ск', 'горск', 'польск'][Math.floor(district / 10) % 3] ?? ''}${district > 29 ? 'о-Залесск' : ''}ий район`;
    const code = `m-${district}`;
    entries.push(entry(code, 'municipality', `Управление образования администрации: ${name}`, name, null));
    for (let number = 1; number <= 50; number += 1) {
      const kind = number % 3 === 0 ? 'preschool' : 'school';
      const form = kind === 'school' ? 'МБОУ «СОШ' : 'МБДОУ «Детский сад';
      entries.push(entry(`${code}-${number}`, kind, `${form} № ${number}» (${name})`, null, code));
    }
  }
  return entries;
}

function entry(
  code: string,
  kind: DirectoryEntry['kind'],
  name: string,
  shortName: string | null,
  parent: string | null,
): DirectoryEntry {
  return { code, kind, name, shortName, parent, aliases: [], members: null, reminderTime: null };
}
