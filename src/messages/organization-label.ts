import type { DirectoryEntry } from '../core/addressees/index.ts';
import { cutText } from './html.ts';

/** The municipality of an organization whose name does not say it; null where it does, or there is none. */
export type PlaceOf = (entry: DirectoryEntry) => string | null;

/**
 * An organization as a reviewer tells it from others, at most `length` characters; of a long name the place stays.
 *
 *   Покровская СОШ — Лесной р-н · СОШ № 3 г. Озёрска
 */
export function organizationLabel(entry: DirectoryEntry, placeOf: PlaceOf, length: number): string {
  const place = placeOf(entry)?.replace(/ район$/u, ' р-н') ?? null;
  const suffix = place === null ? '' : ` — ${cutText(place, 20)}`;
  return `${shortened(entry.shortName ?? entry.name, length - suffix.length)}${suffix}`;
}

/** A legal form goes first, then «Детский сад» becomes «Д/с»: what tells one from another stays. */
function shortened(name: string, length: number): string {
  if (name.length <= length) return name;
  const bare = name.replace(LEGAL_FORM, '$1');
  return cutText(bare.length <= length ? bare : bare.replace(/детский сад/iu, 'Д/с'), length);
}

/** «МБДОУ «Детский сад № 1 «Теремок»» → «Детский сад № 1 «Теремок»». */
const LEGAL_FORM = /^[А-ЯЁ]{2,6}(?: ДО| ДПО)? «?([^«»]+(?:«[^«»]*»)?[^«»]*)»?$/u;
