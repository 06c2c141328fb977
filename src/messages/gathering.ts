import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Button, Keyboard, OutgoingMessage } from './message.ts';
import { counted } from './plural.ts';
import { deadlineLine, documentName, type MessageDay, type PointFacts, pointName } from './point.ts';
import { type PointChange, pointChangeLines } from './point-change.ts';
import { fitWords } from './split.ts';
import { whose } from './whose.ts';

/** One thing gathered for a report: words, a file with its size in bytes, or one that Telegram has not given out. */
export type GatheredItem = { readonly id: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly size: number }
  | { readonly kind: 'fetching' | 'lost'; readonly name: string }
);

/** What somebody gathers for a report about a point. */
export interface GatheredFacts {
  readonly draftId: number;
  readonly point: PointFacts;
  readonly items: readonly GatheredItem[];
  /** Adds to a report that waits for its answer. */
  readonly supplement: boolean;
  /** What a new version has made of the point since it was begun. */
  readonly change: PointChange | null;
  /** The reports of those below go along: see gather-report.ts. */
  readonly withBelow?: boolean;
}

/** What the list begins with beside the point. */
export interface GatheringNotes {
  /** A report about another point was put aside. */
  readonly aside?: GatheredFacts | null;
  /** «Выполнено» was written into it: perhaps they think it is sent. */
  readonly saidDone?: boolean;
  /** The last words may have been meant for the bot, not for the report. */
  readonly doubt?: GatheredDoubt | null;
  /** In a group only replies are heard. */
  readonly inGroup?: boolean;
}

/** What words in a report look like that may be none of it. */
export type GatheredDoubt = 'question' | 'search' | 'extension';

/** Buttons that take one thing out, in a row. */
const REMOVE_IN_ROW = 6;

/** The list of what was gathered, with the buttons to send it, take things out or give it up. */
export function gatheringList(
  facts: GatheredFacts,
  day: MessageDay,
  notes: GatheringNotes = {},
): OutgoingMessage {
  const { point, items } = facts;
  const html = fitWords((max) =>
    [
      `📎 ${bold(facts.supplement ? 'Дополнение к отчёту' : 'Отчёт')}: ${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, Math.min(max, 200))),
      deadlineLine(point, day),
      '',
      ...changeLines(facts, max, day),
      ...noteLines(facts, notes),
      ...(items.length === 0
        ? [howTo(notes, facts)]
        : [
            bold('Собрано, ещё не отправлено:'),
            ...items.map((item, index) => `${index + 1}. ${itemLine(item, Math.min(max, 120))}`),
            '',
            'Можно прислать ещё. Кнопка ✖ с номером убирает лишнее.',
            ...(notes.doubt ? ['', DOUBTS[notes.doubt](items.length)] : []),
          ]),
    ].join('\n'),
  );
  const extend =
    notes.doubt === 'extension'
      ? [
          [
            {
              text: 'Продлить срок',
              action: { kind: 'ask_extension', assignmentId: point.assignmentId },
            } as const,
          ],
        ]
      : [];
  const preview =
    facts.withBelow === true
      ? [
          [
            {
              text: 'Отчёт по школам',
              action: { kind: 'gather_report', assignmentId: point.assignmentId },
            } as const,
          ],
        ]
      : [];
  return { ...whose([point]), html, keyboard: [...gatheringKeyboard(facts), ...preview, ...extend] };
}

function changeLines(
  { change, point, supplement }: GatheredFacts,
  max: number,
  day: MessageDay,
): readonly string[] {
  if (change === null || supplement) return [];
  const lines = pointChangeLines(change, point, { after: 'после того, как вы начали отчёт', max }, day);
  return [...lines, 'Проверьте, отвечает ли собранное новым словам.', ''];
}

const DOUBTS: { readonly [K in GatheredDoubt]: (last: number) => string } = {
  question: (last) =>
    `❓ Под номером ${last} — вопрос. Если он не для отчёта, уберите его: ✖ ${last}. О поручении — «Мои поручения», помощь — /help.`,
  search: (last) =>
    `❓ Под номером ${last} — отчёт или поиск? Если поиск, уберите: ✖ ${last}, — и напишите коротко: «найти подвоз».`,
  extension: (last) =>
    `⏳ Под номером ${last} — просьба о сроке? Отчёт срок не переносит: нажмите «Продлить срок», а здесь уберите: ✖ ${last}.`,
};

/** What stands in the place of a list that is shown anew further down. */
export function gatheringMoved(): OutgoingMessage {
  return { html: '📎 Список собранного для отчёта — ниже.' };
}

/** Something else was asked for in between: the report still waits. */
export function gatheringGoesOn(facts: GatheredFacts): OutgoingMessage {
  return {
    html: `📎 Отчёт ещё собирается: ${nameOf(facts.point)}. Собрано: ${sumOf(facts.items)}. Что пришлёте, попадёт в него.`,
    keyboard: [
      ...(facts.items.length > 0 ? [[sendButton(facts)]] : []),
      [{ text: 'Показать собранное', action: { kind: 'resume_gathered', draftId: facts.draftId } }],
    ],
  };
}

/** «Отменить»: nothing was sent, and what was gathered can be had back. */
export function gatheringCancelled(facts: GatheredFacts | null): OutgoingMessage {
  if (facts === null || facts.items.length === 0) return { html: 'Отменено, отчёт не отправлен.' };
  return {
    ...whose([facts.point]),
    html: `Отменено, отчёт не отправлен: ${nameOf(facts.point)}.\nСобранное (${sumOf(facts.items)}) пока хранится.`,
    keyboard: [[resumeButton(facts.draftId)]],
  };
}

/** A day has passed since the last thing was given. */
export function gatheringPaused(facts: GatheredFacts): OutgoingMessage {
  return {
    ...whose([facts.point]),
    html: [
      `⏸ ${bold('Отчёт не отправлен:')} вы его собирали и не закончили.`,
      nameOf(facts.point),
      escapeHtml(cutText(facts.point.text, 200)),
      '',
      `Сохранено: ${sumOf(facts.items)}. Храню 30 дней.`,
    ].join('\n'),
    keyboard: [
      [sendButton(facts)],
      [
        resumeButton(facts.draftId),
        { text: 'Отменить', action: { kind: 'cancel_gathered', draftId: facts.draftId } },
      ],
    ],
  };
}

/** «1 сообщение и 2 файла» */
export function sumOf(items: readonly GatheredItem[]): string {
  const texts = items.filter(({ kind }) => kind === 'text').length;
  const files = items.length - texts;
  const parts = [
    ...(texts > 0 ? [counted(texts, 'сообщение', 'сообщения', 'сообщений')] : []),
    ...(files > 0 ? [counted(files, 'файл', 'файла', 'файлов')] : []),
  ];
  return parts.join(' и ') || 'ничего';
}

/** «340 КБ», «1,2 МБ» */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} Б`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return `${Math.round(kilobytes)} КБ`;
  return `${(kilobytes / 1024).toFixed(1).replace('.', ',')} МБ`;
}

function noteLines(facts: GatheredFacts, notes: GatheringNotes): readonly string[] {
  const { aside, saidDone } = notes;
  const lines = [
    ...(aside === null || aside === undefined
      ? []
      : [
          `Начатый отчёт отложен, собранное в нём (${sumOf(aside.items)}) сохранено: ${nameOf(aside.point)}.`,
        ]),
    ...(facts.point.requiresFile
      ? [
          '📎 Контролёр просит приложить к этому отчёту файл: фото, скан или документ. Без файла отчёт не принимается.',
        ]
      : []),
    ...(facts.withBelow === true
      ? [
          '🏫 Отчёт по школам с их файлами войдёт целиком, ваше — перед ним. Посмотреть всё вместе — «Отчёт по школам».',
        ]
      : []),
    ...(saidDone === true
      ? [`${bold('Отчёт ещё не отправлен.')} Если это всё, нажмите «Отправить отчёт».`]
      : []),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

function howTo({ inGroup }: GatheringNotes, { supplement }: GatheredFacts): string {
  const where = inGroup === true ? 'ответом на это сообщение' : 'сюда';
  const when = supplement
    ? 'Всё уйдёт одним дополнением, когда вы нажмёте «Отправить дополнение».'
    : 'Всё уйдёт одним отчётом, когда вы нажмёте «Отправить отчёт».';
  return `Пришлите ${where} текст, фото, документы, голосовые — сколько нужно. ${when}`;
}

function itemLine(item: GatheredItem, max: number): string {
  switch (item.kind) {
    case 'text':
      return `💬 «${escapeHtml(cutText(item.text.replaceAll(/\s+/g, ' '), max))}»`;
    case 'file':
      return `📄 ${escapeHtml(cutText(item.name, max))} — ${sizeText(item.size)}`;
    case 'fetching':
      return `⏳ ${escapeHtml(cutText(item.name, max))} — ещё скачивается, сообщу`;
    case 'lost':
      return `❌ ${escapeHtml(cutText(item.name, max))} — не получен, пришлите ещё раз`;
  }
}

function gatheringKeyboard(facts: GatheredFacts): Keyboard {
  const { draftId, items, supplement, withBelow } = facts;
  const removing = items.map(({ id }, index) => ({
    text: `✖ ${index + 1}`,
    action: { kind: 'remove_gathered', draftId, itemId: id } as const,
  }));
  const rows = Array.from({ length: Math.ceil(removing.length / REMOVE_IN_ROW) }, (_, row) =>
    removing.slice(row * REMOVE_IN_ROW, (row + 1) * REMOVE_IN_ROW),
  );
  return [
    ...(items.length === 0 && withBelow !== true
      ? []
      : [
          [sendButton(facts)],
          ...(supplement
            ? []
            : [
                [{ text: 'Отправить как промежуточный', action: { kind: 'send_interim', draftId } } as const],
              ]),
        ]),
    ...rows,
    [{ text: 'Отменить', action: { kind: 'cancel_gathered', draftId } }],
  ];
}

/** Sends what is gathered: as a report, as an addition, or although the point has changed. */
export function sendButton({ draftId, point, supplement, change }: GatheredFacts): Button {
  if (supplement) return { text: 'Отправить дополнение', action: { kind: 'send_interim', draftId } };
  if (change === null) return { text: 'Отправить отчёт', action: { kind: 'send_draft', draftId } };
  const { assignmentId } = point;
  const { decisionId } = change;
  return { text: 'Отправить всё же', action: { kind: 'send_changed', draftId, assignmentId, decisionId } };
}

function resumeButton(draftId: number): Button {
  return { text: 'Продолжить', action: { kind: 'resume_gathered', draftId } };
}

/** «Протокол от 16.09.2026 № 12, п. 1.1»; HTML. */
export function nameOf(point: PointFacts): string {
  return `${italic(documentName(point.document))}, ${bold(pointName(point))}`;
}
