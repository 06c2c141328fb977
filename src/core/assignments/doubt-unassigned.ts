import type { Warning } from '../warning.ts';
import type { UnassignedAddressee, UnassignedReason } from './make-assignments.ts';

/**
 * What the reviewer is told of addressees that a decision names but nobody will get it for. An addressee that
 * the reading itself has doubted (a body unknown to the directory) is not doubted twice.
 *
 *   «классные руководители» → reaches_nobody: «классные руководители» — должность, а не организация …
 */
export function doubtUnassigned(unassigned: readonly UnassignedAddressee[]): readonly Warning[] {
  return unassigned.flatMap(({ addressee, reason }) => {
    const why = WHY[reason];
    return why === null ? [] : [{ code: 'reaches_nobody', message: `«${addressee.text}» — ${why}` } as const];
  });
}

const WHY: { readonly [K in UnassignedReason]: string | null } = {
  person: 'это человек, а не организация справочника: ему поручение не придёт.',
  role: 'это должность, а не организация справочника: поручение никому не придёт.',
  unknown_body: null,
  not_in_directory: 'этого кода больше нет в справочнике: поручение никому не придёт.',
  members_chosen_by_reviewer: 'состав этой группы в справочнике не указан: поручение никому не придёт.',
  nobody_left: 'после уточнения не осталось ни одной организации: поручение никому не придёт.',
  group_without_members: 'в этой группе справочника нет ни одной организации: поручение никому не придёт.',
};
