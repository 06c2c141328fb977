const REASONS = [
  'в\\s+соответствии',
  'во\\s+исполнение',
  'на\\s+основании',
  'в\\s+целях',
  'в\\s+связи',
  'руководствуясь',
  'рассмотрев',
  'заслушав',
  'учитывая',
  'согласно',
  'с\\s+целью',
];

/** A line that begins with the reasons of an act: «В целях …», «Руководствуясь …». */
export const PREAMBLE = new RegExp(`^(?:${REASONS.join('|')})(?![A-Za-zЀ-ӿ])`, 'iu');

/** The white space before the reasons of an act within a line; a capital opens them. */
export const PREAMBLE_WITHIN = new RegExp(
  `\\s(?=(?:${REASONS.map((words) => words.slice(0, 1).toUpperCase() + words.slice(1)).join('|')})(?![A-Za-zЀ-ӿ]))`,
  'u',
);
