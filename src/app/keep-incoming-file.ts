import type { Deps } from './deps.ts';
import type { FileFetcher, IncomingFile, ReportFile } from './ports.ts';

/**
 * The file in our own storage, under the type its content says; else why it is not there: `too_big` for Telegram's
 * cloud, `gone` for good, `unavailable` now.
 */
export async function keepIncomingFile(
  deps: Pick<Deps, 'files'> & { readonly fetcher: FileFetcher },
  { fileId, name, mimeType }: IncomingFile,
): Promise<
  { readonly kind: 'kept'; readonly file: ReportFile } | { readonly kind: 'too_big' | 'gone' | 'unavailable' }
> {
  const fetched = await deps.fetcher.fetch(fileId);
  if (fetched.kind !== 'file') return fetched;
  const kept = await deps.files.keep(fetched.bytes);
  return {
    kind: 'kept',
    file: { name, sha256: kept.sha256, size: kept.size, mimeType: kept.mimeType ?? mimeType },
  };
}
