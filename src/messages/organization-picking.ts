import type { DirectoryEntry } from '../core/addressees/index.ts';
import { entryKey } from '../core/addressees/index.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { organizationLabel, type PlaceOf } from './organization-label.ts';
import { pageOf, pageOfItem, turnRow } from './pages.ts';
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
  /** True where they are the members of a group, so that all of them may be meant. */
  readonly ofGroup: boolean;
  readonly placeOf: PlaceOf;
  /** In the order of the list; `first` is the place of its first organization, counted from 0. */
  readonly municipalities: readonly {
    readonly name: string;
    readonly first: number;
    readonly organizations: number;
    readonly picked: number;
  }[];
}

/** What was typed and marks nobody: words nobody has, and words several have. */
export interface NotPicked {
  readonly unknown: readonly string[];
  readonly several: readonly { readonly words: string; readonly codes: readonly string[] }[];
}

const LABEL_LENGTH = 40;
/** A list on more pages than this has a way to the page of each municipality. */
const PAGES_TURNED = 3;
const MUNICIPALITIES_SHOWN = 20;
/** Organizations named that one name fits, and names that fit several. */
const NAMESAKES = 5;
const AMBIGUOUS = 3;
/** Picked organizations named in the message; the others are counted. */
const NAMED = 20;

/** «Кто именно»: a page of organizations to mark one by one, and who is marked. */
export function pickingPage(
  facts: PickingFacts,
  pageIndex: number,
  notPicked: NotPicked = { unknown: [], several: [] },
): OutgoingMessage {
  const { point, place, organizations, picked, ofGroup, municipalities, placeOf } = facts;
  const page = pageOf(organizations, pageIndex);
  const seen = { decisionId: point.id, revision: point.revision };
  const button = (entry: DirectoryEntry, at: number): Button => ({
    text: `${picked.includes(entry.code) ? '☑️' : '⬜'} ${page.first + at}. ${organizationLabel(entry, placeOf, LABEL_LENGTH)}`,
    action: { kind: 'toggle_organization', ...seen, place, page: page.index, entryKey: entryKey(entry.code) },
  });
  return {
    html: [
      ...head(facts),
      '',
      ...pickedLines(facts),
      ...withBlank(notPickedLines(facts, notPicked)),
      '',
      `Отметьте кнопками (${page.first}–${page.first + page.items.length - 1} из ${organizations.length}) или нажмите «Написать списком».`,
    ].join('\n'),
    keyboard: [
      ...page.items.map((entry, at) => [button(entry, at)]),
      ...turnRow(page, (to) => ({ kind: 'pick_organizations', ...seen, place, page: to })),
      ...(page.count > PAGES_TURNED && municipalities.length > 1
        ? [
            [
              {
                text: 'По муниципалитетам',
                action: { kind: 'pick_municipalities', ...seen, place, page: 0 },
              } as const,
            ],
          ]
        : []),
      [{ text: 'Написать списком', action: { kind: 'ask_picked', ...seen, place } }],
      ...rowOf([
        ...(ofGroup && picked.length < organizations.length
          ? [{ text: 'Отметить всех', action: { kind: 'pick_everybody', ...seen, place } } as const]
          : []),
        ...(picked.length > 0
          ? [{ text: 'Снять отметки', action: { kind: 'clear_picked', ...seen, place } } as const]
          : []),
      ]),
      ...(picked.length > 0
        ? [[{ text: 'Сохранить как группу', action: { kind: 'ask_group_name', ...seen, place } } as const]]
        : []),
      [{ text: 'К адресатам', action: { kind: 'addressees', decisionId: point.id } }],
    ],
  };
}

/** «По муниципалитетам»: a way to the page where the organizations of each begin. */
export function pickingMunicipalities(facts: PickingFacts, pageIndex: number): OutgoingMessage {
  const { point, place, municipalities } = facts;
  const page = pageOf(municipalities, pageIndex, MUNICIPALITIES_SHOWN);
  const seen = { decisionId: point.id, revision: point.revision };
  return {
    html: [...head(facts), '', 'Выберите муниципалитет.'].join('\n'),
    keyboard: [
      ...page.items.map(({ name, first, organizations: all, picked }): readonly Button[] => [
        {
          text: `${cutText(name, LABEL_LENGTH)} — ${all}${picked > 0 ? `, отмечено ${picked}` : ''}`,
          action: { kind: 'pick_organizations', ...seen, place, page: pageOfItem(first) },
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'pick_municipalities', ...seen, place, page: to })),
      [{ text: 'К списку', action: { kind: 'pick_organizations', ...seen, place, page: 0 } }],
    ],
  };
}

/** «Написать списком»: asks for numbers of the list or names. */
export function askPicked(point: AskedPoint): OutgoingMessage {
  return {
    html: [
      `${bold(pointName(point))}: напишите, кто именно.`,
      'Номера из списка: «1, 3, 7–9». Или названия через запятую: «СОШ № 3 г. Озёрска, школы Лесного района».',
      'Кого не нужно: «все, кроме 3 и 7».',
      '/cancel — не отмечать.',
    ].join('\n'),
  };
}

/** Nothing of what was typed is known, or nobody would be left. */
export function nobodyPicked(facts: PickingFacts, notPicked: NotPicked): OutgoingMessage {
  const why = notPickedLines(facts, notPicked);
  return {
    html: [...(why.length > 0 ? why : ['Так не останется никого.']), 'Напишите иначе или /cancel.'].join(
      '\n',
    ),
  };
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

function pickedLines({ organizations, picked, placeOf }: PickingFacts): readonly string[] {
  if (picked.length === 0) return ['Пока никто не отмечен.'];
  const marked = organizations.filter(({ code }) => picked.includes(code));
  const shown = marked
    .slice(0, NAMED)
    .map((entry) => `• ${escapeHtml(organizationLabel(entry, placeOf, 80))}`);
  const hidden = marked.length - shown.length;
  return [
    `Отмечено: ${countedOrganizations(picked.length)}`,
    ...shown,
    ...(hidden > 0 ? [`… и ещё ${hidden}`] : []),
  ];
}

const rowOf = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  buttons.length > 0 ? [buttons] : [];

const withBlank = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? ['', ...lines] : []);

/** Words that mean nobody; and of those that mean several, the numbers to choose by. */
function notPickedLines(facts: PickingFacts, { unknown, several }: NotPicked): readonly string[] {
  return [
    ...(unknown.length > 0 ? [`⚠️ Не найдено: ${listed(unknown)}.`] : []),
    ...several
      .slice(0, AMBIGUOUS)
      .flatMap(({ words, codes }) => [
        `⚠️ «${escapeHtml(cutText(words, 60))}» — несколько, напишите номер:`,
        ...codes.slice(0, NAMESAKES).flatMap((code) => numbered(facts, code)),
        ...(codes.length > NAMESAKES ? [`… и ещё ${codes.length - NAMESAKES}`] : []),
      ]),
    ...(several.length > AMBIGUOUS
      ? [`⚠️ И ещё названий, под которыми несколько: ${several.length - AMBIGUOUS}.`]
      : []),
  ];
}

/** «12. Покровская СОШ — Лесной р-н». */
function numbered({ organizations, placeOf }: PickingFacts, code: string): readonly string[] {
  const at = organizations.findIndex((one) => one.code === code);
  const entry = organizations[at];
  return entry === undefined ? [] : [`${at + 1}. ${escapeHtml(organizationLabel(entry, placeOf, 60))}`];
}

function listed(words: readonly string[]): string {
  return escapeHtml(cutText(words.map((word) => `«${word}»`).join(', '), 300));
}
