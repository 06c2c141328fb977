import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { counted } from './plural.ts';

/** An organization as the controllers see it: how many chats speak for it. */
export interface ListedOrganization {
  readonly code: string;
  readonly name: string;
  readonly chats: number;
}

/** Organizations on one page: two lines each. */
const PAGE_SIZE = 20;
const CODE_LENGTH = 64;
const NAME_LENGTH = 80;
const HINT = 'Найти: /orgs и слова названия. Приглашение — нажмите на команду, она скопируется.';

/**
 * «Организации»: those that nobody speaks for, with the command that invites somebody, or all of them.
 *
 *   «Организации (597): подключены 37, не подключены 560»
 */
export function organizationList(
  all: readonly ListedOrganization[],
  shown: { readonly which: 'all' | 'unconnected'; readonly page: number },
): OutgoingMessage {
  if (all.length === 0) return EMPTY;
  const unconnected = all.filter(({ chats }) => chats === 0);
  const page = pageOf(shown.which === 'all' ? all : unconnected, shown.page, PAGE_SIZE);
  const head = `${bold(`Организации (${all.length})`)}: подключены ${all.length - unconnected.length}, не подключены ${unconnected.length}`;
  const which = shown.which === 'all' ? 'Все по порядку:' : 'Не подключены:';
  return {
    html: [
      head,
      HINT,
      ...(page.items.length > 0 ? [`${which}\n${page.items.map(organizationItem).join('\n')}`] : []),
    ].join('\n\n'),
    keyboard: [
      ...turnRow(page, (to) =>
        shown.which === 'all'
          ? { kind: 'organizations', page: to }
          : { kind: 'unconnected_organizations', page: to },
      ),
      shown.which === 'all'
        ? [
            {
              text: `Только не подключённые (${unconnected.length})`,
              action: { kind: 'unconnected_organizations', page: 0 },
            },
          ]
        : [{ text: `Все организации (${all.length})`, action: { kind: 'organizations', page: 0 } }],
    ],
  };
}

/** «/orgs школа 3»: those found, as many as fit. */
export function organizationsFound(found: readonly ListedOrganization[], words: string): OutgoingMessage {
  const quoted = `«${escapeHtml(cutText(words, NAME_LENGTH))}»`;
  if (found.length === 0) return { html: `По словам ${quoted} организаций не найдено.` };
  const rest = found.length - PAGE_SIZE;
  return {
    html: [
      `По словам ${quoted} найдено: ${counted(found.length, 'организация', 'организации', 'организаций')}.`,
      found.slice(0, PAGE_SIZE).map(organizationItem).join('\n'),
      ...(rest > 0 ? [`… и ещё ${rest}: уточните слова.`] : []),
    ].join('\n\n'),
  };
}

const EMPTY: OutgoingMessage = {
  html: 'Справочник пуст. Его загружает администратор: srok orgs import ФАЙЛ.csv.',
};

function organizationItem({ code, name, chats }: ListedOrganization): string {
  const state = chats > 0 ? `✅ ${counted(chats, 'чат', 'чата', 'чатов')}` : '▫️ не подключена';
  return `${escapeHtml(cutText(name, NAME_LENGTH))} — ${state}\n<code>/invite ${escapeHtml(cutText(code, CODE_LENGTH))}</code>`;
}
