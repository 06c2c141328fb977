import type { OutgoingMessage } from './message.ts';

/**
 * Short answers to what people press and write. Each says what is the case and, where it helps, what to do next.
 */
export const REPLIES = {
  acknowledged: 'Отмечено: вы ознакомлены.',
  alreadyAcknowledged: 'Уже отмечено.',
  nothingToAcknowledge: 'По этому документу отмечать нечего.',
  alreadyReported: 'Отчёт по этому поручению уже у контролёра. Когда он ответит, сообщу сюда.',
  alreadyAccepted: 'Это поручение уже принято и снято с контроля.',
  withdrawn: 'Это поручение отменено, исполнять его не нужно.',
  notYours: 'Это поручение не вашей организации.',
  notExecutor: 'Вы наблюдатель этой организации: отчитаться за неё может только исполнитель.',
  notController: 'Это может только контролёр.',
  noOpenAssignments: 'Открытых поручений у вас нет.',
  reportGone: 'Этот отчёт не найден.',
  decidedAlready: 'По этому отчёту уже есть решение.',
  documentGone: 'Этот документ не найден.',
  pointGone: 'Этот пункт не найден.',
  wordsGone: 'Эти слова уже забыты. Напишите ещё раз.',
  entryGone: 'Этой организации в справочнике больше нет. Выберите другую.',
  noDoubtsLeft: 'Сомнений больше нет, документ можно публиковать.',
  draftGone: 'Этот документ уже опубликован или отменён.',
  publishedAlready: 'Документ уже опубликован, повторно ничего не отправлено.',
  nothingToPublish: 'Публиковать нечего: в документе нет пунктов, которые кому-то назначены.',
  evidenceGone: 'Отчёт уже отправлен или отменён.',
  cancelled: 'Отменено.',
  nothingToCancel: 'Отменять нечего.',
  commentNeeded: 'Напишите замечание словами: что доработать. Передумали — /cancel.',
  returned: 'Возвращено на доработку, исполнитель получит замечание.',
  accepted: 'Принято, исполнитель получит уведомление.',
  oldButton: 'Эта кнопка больше не действует. Откройте «Мои поручения».',
  notUnderstood:
    'Сообщение не распознано. Чтобы отчитаться, напишите «выполнено» или пришлите файл. Все поручения: /tasks, помощь: /help.',
  controllerHint: 'Пришлите файл документа или вставьте его текст целиком. Помощь: /help.',
  textProbablyCut:
    'Похоже, Telegram разделил длинный текст на части, а каждая читается отдельно. Отмените прочитанное и пришлите документ файлом.',
  tooBig: 'Файл больше 20 МБ: Telegram не передаёт ботам такие файлы. Сожмите его или пришлите частями.',
  fileUnavailable: 'Не удалось скачать файл из Telegram. Пришлите его, пожалуйста, ещё раз.',
  failed: 'Не удалось обработать сообщение. Попробуйте ещё раз; если не поможет, сообщите администратору.',
  inviteUsage: 'Напишите код организации: /invite КОД. Коды: /orgs.',
  unknownOrganization: 'Такой организации в справочнике нет. Коды: /orgs.',
  invitationForGroup: 'Это группа организаций: пригласить можно только отдельную организацию. Коды: /orgs.',
  reading: 'Читаю документ…',
} as const;

/** A short answer as a message. */
export function reply(name: keyof typeof REPLIES): OutgoingMessage {
  return { html: REPLIES[name] };
}
