import type { DirectoryEntry } from '../core/addressees/index.ts';
import { entryKey } from '../core/addressees/index.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { countedOrganizations } from './plural.ts';
import { pointName } from './point.ts';
import type { AskedPoint } from './point-questions.ts';

/** An addressee and the organizations that may be picked for it, in the order of their numbers. */
export interface PickingFacts {
  readonly point: AskedPoint;
  readonly place: number;
  readonly addressee: { readonly text: string };
  readonly organizations: readonly DirectoryEntry[];
  readonly picked: readonly string[];
}

const LABEL_LENGTH = 40;
/** Picked organizations named in the message; the others are counted. */
const NAMED = 20;

/** «Кто именно»: a page of organizations to mark one by one, and who is marked. */
export function pickingPage(
  facts: PickingFacts,
  pageIndex: number,
  notFound: readonly string[] = [],
): OutgoingMessage {
  const { point, place, organizations, picked } = facts;
  const page = pageOf(organizations, pageIndex);
  const seen = { decisionId: point.id, revision: point.revision };
  const button = (entry: DirectoryEntry, at: number): Button => ({
    text: `${picked.includes(entry.code) ? '☑️' : '⬜'} ${page.first + at}. ${cutText(nameOf(entry), LABEL_LENGTH)}`,
    action: { kind: 'toggle_organization', ...seen, place, page: page.index, entryKey: entryKey(entry.code) },
  });
  return {
    html: [
      ...head(facts),
      '',
      ...pickedLines(facts),
      ...(notFound.length > 0 ? ['', `⚠️ Не найдено: ${listed(notFound)}.`] : []),
      '',
      `Отметьте кнопками (${page.first}–${page.first + page.items.length - 1} из ${organizations.length}) или напишите списком.`,
    ].join('\n'),
    keyboard: [
      ...page.items.map((entry, at) => [button(entry, at)]),
      ...turnRow(page, (to) => ({ kind: 'pick_organizations', ...seen, place, page: to })),
      [
        { text: 'Написать списком', action: { kind: 'ask_picked', ...seen, place } },
        ...(picked.length > 0
          ? [{ text: 'Снять отметки', action: { kind: 'clear_picked', ...seen, place } } as const]
          : []),
      ],
      ...(picked.length > 0
        ? [[{ text: 'Сохранить как группу', action: { kind: 'ask_group_name', ...seen, place } } as const]]
        : []),
      [{ text: 'К адресатам', action: { kind: 'addressees', decisionId: point.id } }],
    ],
  };
}

/** «Написать списком»: asks for numbers of the list or names. */
export function askPicked(point: AskedPoint): OutgoingMessage {
  return {
    html: [
      `${bold(pointName(point))}: напишите, кто именно.`,
      'Номера из списка: «1, 3, 7–9». Или названия через запятую.',
      '/cancel — не отмечать.',
    ].join('\n'),
  };
}

/** Nothing of what was typed is known. */
export function nobodyPicked(unknown: readonly string[]): OutgoingMessage {
  return { html: `Не найдено: ${listed(unknown)}. Напишите иначе или /cancel.` };
}

/** «Сохранить как группу»: asks for a name. */
export function askGroupName(point: AskedPoint): OutgoingMessage {
  return {
    html: [
      `${bold(pointName(point))}: как назвать эту группу?`,
      'Когда те же слова встретятся в другом документе, бот предложит её первой.',
      '/cancel — не сохранять.',
    ].join('\n'),
  };
}

/** The group is in the directory. */
export function groupSaved(decisionId: number, name: string, organizations: number): OutgoingMessage {
  return {
    html: `Группа ${bold(cutText(name, 200))} сохранена: ${countedOrganizations(organizations)}.`,
    keyboard: [
      [
        { text: 'К адресатам', action: { kind: 'addressees', decisionId } },
        { text: 'К пункту', action: { kind: 'show_point', decisionId } },
      ],
    ],
  };
}

/** Why the group was not saved; the name is to be written anew where that helps. */
export const GROUP_REFUSALS = {
  nobody_picked: 'Сохранять нечего: ни одна организация не отмечена.',
  name_taken:
    'Так уже называется другая группа или организация справочника. Напишите другое название или /cancel.',
  name_too_long: 'Название слишком длинное: уложитесь в 100 знаков или /cancel.',
} as const;

function head({ point, addressee }: PickingFacts): readonly string[] {
  return [`${bold(pointName(point))}: кто именно`, `«${escapeHtml(cutText(addressee.text, 300))}»`];
}

function pickedLines({ organizations, picked }: PickingFacts): readonly string[] {
  if (picked.length === 0) return ['Пока никто не отмечен.'];
  const names = organizations.filter(({ code }) => picked.includes(code)).map(nameOf);
  const shown = names.slice(0, NAMED).map((name) => `• ${escapeHtml(cutText(name, 80))}`);
  const hidden = names.length - shown.length;
  return [
    `Отмечено: ${countedOrganizations(picked.length)}`,
    ...shown,
    ...(hidden > 0 ? [`… и ещё ${hidden}`] : []),
  ];
}

function listed(words: readonly string[]): string {
  return escapeHtml(cutText(words.map((word) => `«${word}»`).join(', '), 300));
}

const nameOf = ({ name, shortName }: DirectoryEntry): string => shortName ?? name;
