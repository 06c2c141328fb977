import { createHash, randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { SandboxError } from './errors.ts';
import type { TelegramDocument, TelegramPhotoSize, TelegramVoice } from './shapes.ts';

/** A file somebody sent. `bytes` is null where only a size was declared (a stand-in for a huge file). */
export interface StoredFile {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
  readonly bytes: Uint8Array | null;
}

/** What is to be kept: the bytes, or a size alone. */
export interface NewFile {
  readonly name: string;
  readonly mimeType?: string | undefined;
  readonly bytes?: Uint8Array | undefined;
  readonly size?: number | undefined;
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.ics': 'text/calendar',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.ogg': 'audio/ogg',
  '.zip': 'application/zip',
};

/**
 * Files of the sandbox, in memory. Every sending makes a new file_id; the same content has the same
 * file_unique_id. Above `maxBytes` in all, the oldest are let go: their file_id is then «temporarily unavailable».
 */
export class Files {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #gone = new Set<string>();
  readonly #maxBytes: number;
  #bytes = 0;
  #count = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws SandboxError where one file alone is above the limit of the whole store */
  keep(file: NewFile, folder: 'documents' | 'photos' | 'voice'): StoredFile {
    const size = file.bytes?.length ?? file.size;
    if (size === undefined) throw new SandboxError(`File «${file.name}» has neither bytes nor a size`);
    const weight = file.bytes?.length ?? 0;
    if (weight > this.#maxBytes) {
      throw new SandboxError(`File «${file.name}» of ${weight} bytes is above the store's ${this.#maxBytes}`);
    }
    this.#count++;
    const extension = extname(file.name).toLowerCase() || (folder === 'photos' ? '.jpg' : '');
    const content = createHash('sha256').update(file.bytes ?? `${file.name}:${size}`);
    const stored: StoredFile = {
      fileId: `BQ${randomBytes(24).toString('base64url')}`,
      uniqueId: `Ag${content.digest('base64url').slice(0, 14)}`,
      path: `${folder}/file_${this.#count}${extension}`,
      name: file.name,
      mimeType: file.mimeType ?? mimeTypes[extension] ?? 'application/octet-stream',
      size,
      bytes: file.bytes ?? null,
    };
    this.#byId.set(stored.fileId, stored);
    this.#byPath.set(stored.path, stored);
    this.#bytes += weight;
    this.#letGo();
    return stored;
  }

  /** The file of this file_id; `gone` where it was let go, null where there never was one. */
  find(fileId: string): StoredFile | 'gone' | null {
    return this.#byId.get(fileId) ?? (this.#gone.has(fileId) ? 'gone' : null);
  }

  findByPath(path: string): StoredFile | null {
    return this.#byPath.get(path) ?? null;
  }

  #letGo(): void {
    for (const [id, file] of this.#byId) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#byId.delete(id);
      this.#byPath.delete(file.path);
      this.#gone.add(id);
      this.#bytes -= file.bytes?.length ?? 0;
    }
  }
}

/** The file as the `document` of a message. */
export function asDocument(file: StoredFile): TelegramDocument {
  return {
    file_name: file.name,
    mime_type: file.mimeType,
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
  };
}

/** A photograph as Telegram gives it: sizes from small to large, the largest is what was sent. */
export function asPhoto(files: Files, file: StoredFile): readonly TelegramPhotoSize[] {
  const thumbnail = files.keep({ name: file.name, size: Math.ceil(file.size / 16) }, 'photos');
  const size = (of: StoredFile, width: number, height: number): TelegramPhotoSize => ({
    file_id: of.fileId,
    file_unique_id: of.uniqueId,
    file_size: of.size,
    width,
    height,
  });
  return [size(thumbnail, 90, 67), size(file, 1280, 960)];
}

/** The file as the `voice` of a message. */
export function asVoice(file: StoredFile, durationSeconds: number): TelegramVoice {
  return {
    duration: durationSeconds,
    mime_type: file.mimeType,
    file_id: file.fileId,
    file_unique_id: file.uniqueId,
    file_size: file.size,
  };
}
