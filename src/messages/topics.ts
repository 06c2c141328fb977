import { bold, cutText } from './html.ts';
import type { OutgoingMessage } from './message.ts';

const NAMES_SHOWN = 5;

/** The topic that messages for these organizations went into is closed or deleted. */
export function topicLost(organizations: readonly string[]): OutgoingMessage {
  const names = organizations.slice(0, NAMES_SHOWN).map((name) => bold(cutText(name, 160)));
  const hidden = organizations.length - names.length;
  return {
    html: [
      `⚠️ ${names.join(', ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}: тема, куда бот присылал поручения, закрыта или удалена. Теперь всё приходит сюда, ничего не пропало.`,
      'Чтобы выбрать другую тему, откройте в ней «Настройки» (/settings) и нажмите «Присылать в эту тему».',
    ].join('\n'),
  };
}
