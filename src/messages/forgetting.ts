import { bold, cutText } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { countedOrganizations } from './plural.ts';

const NAMES_SHOWN = 10;

/** «/forget»: what is removed, what stays, and the button that does it. */
export function offerForgetting(facts: {
  readonly controller: boolean;
  readonly organizations: readonly { readonly name: string; readonly last: boolean }[];
}): OutgoingMessage {
  const last = facts.organizations.filter(({ last: alone }) => alone);
  return {
    html: [
      `🗑 ${bold('Удалить мои данные')}`,
      '',
      'Будет удалено: ваше имя и номер в Telegram, подписки этого чата, несобранные отчёты и незаконченные ответы, ссылка на календарь, ваши сообщения, ещё хранящиеся у бота.',
      'Останется у организации: отправленные отчёты с файлами, документы и журнал действий. Вместо вашего имени там будет «удалён по просьбе». Имя, которое вы сами написали в тексте отчёта, останется в нём.',
      ...(facts.controller ? ['', 'Вы перестанете быть контролёром.'] : []),
      ...(facts.organizations.length > 0
        ? ['', `Этот чат перестанет отвечать за: ${named(facts.organizations)}.`]
        : []),
      ...(last.length > 0
        ? [
            '',
            `⚠️ Кроме вас, никто не отвечает за: ${named(last)}. Поручения останутся без исполнителя, об этом узнают вышестоящая организация и контролёр. Чтобы этого не было, сначала передайте дела: «Настройки», «Люди», «Передать дела».`,
          ]
        : []),
      '',
      'Вернуть удалённое нельзя. Переписку в этом чате удалите сами.',
    ].join('\n'),
    keyboard: [
      [{ text: 'Да, удалить мои данные', action: { kind: 'forget_me' } }],
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** It is done. */
export function forgotten(): OutgoingMessage {
  return {
    html: 'Ваши данные удалены. Бот больше ничего вам не пришлёт; чтобы вернуться, понадобится новое приглашение.',
  };
}

function named(organizations: readonly { readonly name: string }[]): string {
  const shown = organizations.slice(0, NAMES_SHOWN).map(({ name }) => bold(cutText(name, 120)));
  const hidden = organizations.length - shown.length;
  return `${shown.join('; ')}${hidden > 0 ? ` и ещё ${countedOrganizations(hidden)}` : ''}`;
}
