import type { Directory, DirectoryEntry } from './directory.ts';

/**
 * Groups every region's documents address, used where the deployment gives no directory of its own.
 * Data, not rules: another field of administration would bring another list.
 */
export const builtInDirectory: Directory = [
  group('OMSU', 'Органы местного самоуправления, осуществляющие управление в сфере образования', 'ОМСУ', {
    aliases: [
      'муниципальные органы управления образованием',
      'органы управления образованием',
      'органы местного самоуправления, осуществляющие управление в сфере общего образования',
      'муниципальные органы, осуществляющие управление в сфере образования',
      'МОУО',
    ],
    members: { by: 'kind', kind: 'municipality' },
  }),
  group('OO', 'Общеобразовательные организации', 'ОО', {
    aliases: [
      'образовательные организации',
      'общеобразовательные учреждения',
      'образовательные учреждения',
      'школы',
    ],
    members: { by: 'kind', kind: 'school' },
  }),
  group('DOO', 'Дошкольные образовательные организации', 'ДОО', {
    aliases: ['дошкольные образовательные учреждения', 'дошкольные организации', 'детские сады', 'ДОУ'],
    members: { by: 'kind', kind: 'preschool' },
  }),
  group('SPO', 'Профессиональные образовательные организации', 'ПОО', {
    aliases: ['организации среднего профессионального образования', 'колледжи и техникумы'],
    members: { by: 'reviewer' },
  }),
  group('UDO', 'Организации дополнительного образования', 'УДО', {
    aliases: [
      'образовательные организации дополнительного образования',
      'учреждения дополнительного образования',
      'ОДО',
    ],
    members: { by: 'reviewer' },
  }),
];

function group(
  code: string,
  name: string,
  shortName: string,
  rest: Pick<DirectoryEntry, 'aliases' | 'members'>,
): DirectoryEntry {
  return { code, kind: 'group', name, shortName, parent: null, reminderTime: null, ...rest };
}
