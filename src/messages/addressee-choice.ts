import { type DirectoryEntry, entryKey } from '../core/addressees/index.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { organizationLabel, type PlaceOf } from './organization-label.ts';
import { pageOf, pageOfItem, turnRow } from './pages.ts';
import { countedOrganizations } from './plural.ts';
import { pointName } from './point.ts';
import type { AskedPoint } from './point-questions.ts';

/** A point with whom it is for, as the reviewer is shown it. */
export interface AddressedPoint extends AskedPoint {
  readonly placeOf: PlaceOf;
  readonly addressees: readonly {
    readonly name: string;
    readonly executor: boolean;
    /** How many organizations the addressee stands for. */
    readonly organizations: number;
    /** True where it is no organization itself, so that organizations may be marked for it. */
    readonly pickable: boolean;
    /** Where the first of those picked stands in the list to pick from, counted from 0. */
    readonly firstPicked: number;
    /** Whom the words may mean, the likeliest first. */
    readonly candidates: readonly ScoredEntry[];
  }[];
}

/** Who may be chosen for a point: everybody, or those that words fit. */
export interface Choosable {
  readonly point: AskedPoint;
  readonly entries: readonly DirectoryEntry[];
  /** Whom the words of the document may mean, the likeliest first. */
  readonly candidates: readonly ScoredEntry[];
  readonly placeOf: PlaceOf;
}

/** An entry that printed words may mean. */
export interface ScoredEntry {
  readonly entry: DirectoryEntry;
  /** 0–1. */
  readonly score: number;
}

/** Addressees with buttons of their own: four each keep below Telegram's hundred. */
const ADDRESSEES_SHOWN = 20;
const LABEL_LENGTH = 40;
/** Candidates that one press chooses right under an addressee who reaches nobody; of few addressees only. */
const NEAR_AT_HAND = 3;
const FEW_ADDRESSEES = 5;
/** Search results on one message. */
const FOUND_SHOWN = 8;

/** «Кому»: the addressees of a point, and what can be done with each. */
export function addresseeList(point: AddressedPoint): OutgoingMessage {
  const seen = { decisionId: point.id, revision: point.revision };
  const shown = point.addressees.slice(0, ADDRESSEES_SHOWN);
  const hidden = point.addressees.length - shown.length;
  const lines = shown.map(({ name, executor, organizations }, at) => {
    const reaches = organizations === 0 ? 'никто не получит' : countedOrganizations(organizations);
    return `${at + 1}. ${escapeHtml(cutText(name, 80))} — ${reaches}${executor ? ', отвечает за пункт' : ''}`;
  });
  return {
    html: [
      `${bold(pointName(point))}: кому поручено`,
      '',
      ...(lines.length > 0 ? lines : ['Никому.']),
      ...(hidden > 0 ? [`… и ещё ${hidden}`] : []),
    ].join('\n'),
    keyboard: [
      ...shown.flatMap(({ name, executor, pickable, ...who }, place): readonly (readonly Button[])[] => [
        ...(who.organizations === 0 && shown.length <= FEW_ADDRESSEES ? who.candidates : [])
          .slice(0, NEAR_AT_HAND)
          .map((one) => [candidateButton(point, place, one, point.placeOf)]),
        [
          {
            text: `🔁 ${cutText(name, LABEL_LENGTH)}`,
            action: { kind: 'choose_addressee', ...seen, place, page: 0 },
          },
        ],
        [
          ...(pickable
            ? [
                {
                  text: '☑️ Кто именно',
                  action: { kind: 'pick_organizations', ...seen, place, page: pageOfItem(who.firstPicked) },
                } as const,
              ]
            : []),
          ...(executor
            ? []
            : [{ text: '★ Отвечает', action: { kind: 'lead_addressee', ...seen, place } } as const]),
          { text: '✖ Убрать', action: { kind: 'remove_addressee', ...seen, place } },
        ],
      ]),
      [
        {
          text: 'Добавить адресата',
          action: { kind: 'choose_addressee', ...seen, place: point.addressees.length, page: 0 },
        },
      ],
      [{ text: 'К пункту', action: { kind: 'show_point', decisionId: point.id } }],
    ],
  };
}

/** A page of those who may be chosen for a place among the addressees. */
export function addresseeCandidates(
  { point, entries, candidates, placeOf }: Choosable,
  place: number,
  pageIndex: number,
): OutgoingMessage {
  const likely = pageIndex === 0 ? candidates : [];
  const page = pageOf(entries, pageIndex);
  const seen = { decisionId: point.id, revision: point.revision };
  const end = page.first + page.items.length - 1;
  return {
    html: [
      `${bold(pointName(point))}: выберите адресата.`,
      entries.length === 0
        ? 'В справочнике никого нет: попросите администратора загрузить его.'
        : `Группы и организации справочника, ${page.first}–${end} из ${entries.length}.`,
      ...(likely.length > 0 ? ['Первыми — те, чьи названия похожи на слова документа.'] : []),
    ].join('\n'),
    keyboard: [
      ...likely.map((one) => [candidateButton(point, place, one, placeOf)]),
      ...page.items.map((entry) => [
        entryButton(point, place, entry, organizationLabel(entry, placeOf, LABEL_LENGTH)),
      ]),
      ...turnRow(page, (to) => ({ kind: 'choose_addressee', ...seen, place, page: to })),
      [{ text: 'Найти по названию', action: { kind: 'find_addressee', ...seen, place } }],
      [{ text: 'К адресатам', action: { kind: 'addressees', decisionId: point.id } }],
    ],
  };
}

/** «Найти по названию»: asks for part of a name. */
export function askAddressee(point: AskedPoint): OutgoingMessage {
  return {
    html: `${bold(pointName(point))}: напишите часть названия или код организации.\n/cancel — не искать.`,
  };
}

/** Nobody's name has these words in it. */
export function addresseeNotFound(words: string): OutgoingMessage {
  return {
    html: `В справочнике никого не найдено: «${escapeHtml(cutText(words, 200))}». Напишите иначе или /cancel.`,
  };
}

/** Those whose names have the words in them; of very many the first. */
export function addresseesFound({ point, entries, placeOf }: Choosable, place: number): OutgoingMessage {
  const shown = entries.slice(0, FOUND_SHOWN);
  const rest =
    shown.length < entries.length ? ` Показаны первые ${shown.length}: напишите название точнее.` : '';
  return {
    html: `${bold(pointName(point))}: найдено ${entries.length}.${rest}`,
    keyboard: [
      ...shown.map((entry) => [
        entryButton(point, place, entry, organizationLabel(entry, placeOf, LABEL_LENGTH)),
      ]),
      [
        {
          text: 'Искать иначе',
          action: { kind: 'find_addressee', decisionId: point.id, revision: point.revision, place },
        },
      ],
      [{ text: 'К адресатам', action: { kind: 'addressees', decisionId: point.id } }],
    ],
  };
}

/** «СОШ № 3 — Лесной р-н, 86 %»: how much of the names agrees. */
function candidateButton(
  point: AskedPoint,
  place: number,
  { entry, score }: ScoredEntry,
  placeOf: PlaceOf,
): Button {
  const label = organizationLabel(entry, placeOf, LABEL_LENGTH);
  return entryButton(point, place, entry, `${label} — похоже на ${Math.round(score * 100)} %`);
}

function entryButton(point: AskedPoint, place: number, entry: DirectoryEntry, label: string): Button {
  return {
    text: `${entry.kind === 'group' ? '👥 ' : ''}${label}`,
    action: {
      kind: 'set_addressee',
      decisionId: point.id,
      revision: point.revision,
      place,
      entryKey: entryKey(entry.code),
    },
  };
}
