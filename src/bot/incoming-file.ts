import type { IncomingFile } from '../app/ports.ts';
import type { BotContext } from './context.ts';

/** The file of a message, whatever Telegram calls it; null where it has none. */
export function fileOf(message: NonNullable<BotContext['message']>): IncomingFile | null {
  const { document, photo, voice, video, audio, video_note: videoNote } = message;
  const image = photo?.at(-1);
  if (image !== undefined) return { fileId: image.file_id, name: 'Фото.jpg', mimeType: 'image/jpeg' };
  if (voice !== undefined) {
    const mimeType = voice.mime_type ?? 'audio/ogg';
    return { fileId: voice.file_id, name: 'Голосовое сообщение.ogg', mimeType };
  }
  if (videoNote !== undefined) {
    return { fileId: videoNote.file_id, name: 'Видеосообщение.mp4', mimeType: 'video/mp4' };
  }
  const file = document ?? video ?? audio;
  if (file === undefined) return null;
  return {
    fileId: file.file_id,
    name: file.file_name ?? (video === undefined ? 'Файл' : 'Видео.mp4'),
    mimeType: file.mime_type ?? 'application/octet-stream',
  };
}
