import type { SourceTable, WordConfidence } from '../../core/documents/index.ts';
import type { Warning } from '../../core/warning.ts';

/** Why a file gives no text. */
export type UnreadableReason =
  | 'empty'
  | 'too_big'
  | 'too_slow'
  | 'damaged'
  | 'encrypted'
  | 'unsupported_format'
  | 'not_text'
  | 'no_recognizer';

/** A file that gives no text, with a message in Russian for the person who sent it. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: UnreadableReason;
  readonly message: string;
}

/** The text of a file of one format with its tables, or why there is none. Plain data: it crosses threads. */
export type FormatReading =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly tables: readonly SourceTable[] | null;
      readonly warnings: readonly Warning[];
      /** Of a text recognized from pictures. */
      readonly confidences?: readonly WordConfidence[];
    }
  | Unreadable;

/** Told before each page that is recognized: its number, from 1, and how many there are. */
export type TellPage = (page: number, pages: number) => void;

export function refusal(reason: UnreadableReason, message: string): Unreadable {
  return { kind: 'unreadable', reason, message };
}

/** «Файл .odt повреждён …», for a format named as people write it: «.odt», «PDF». */
export function damagedFile(format: string): Unreadable {
  return refusal('damaged', `Файл ${format} повреждён. Сохраните его заново и пришлите ещё раз.`);
}

export function encryptedFile(format: string): Unreadable {
  return refusal('encrypted', `Файл ${format} защищён паролем. Снимите пароль и пришлите файл ещё раз.`);
}

export function oversizedContent(): Unreadable {
  return refusal('too_big', 'Содержимое файла слишком велико. Пришлите файл меньшего размера.');
}

export function ignoredPictures(): Warning {
  return { code: 'content_ignored', message: 'В файле есть изображения: текст на них не прочитан.' };
}
