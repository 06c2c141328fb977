import type { Cursor } from '../cursor.ts';
import { type Draft, draftOf, opensWithWord, type PhraseContext, type PhraseFamily } from '../draft.ts';
import { isInfinitive } from './event.ts';

/**
 * What is done when it is needed or asked for, without a date: «по мере необходимости», «по запросу Департамента»,
 * «при необходимости», «по мере поступления заявок», «по требованию».
 */
export const onDemand: PhraseFamily = {
  name: 'on_demand',
  opensWith: opensWithWord('по при в'),
  read: readOnDemand,
};

const NEEDS =
  /^(?:необходимост|поступлени|возникновени|потребност|обращени|готовност|выявлени|востребованност|надобност|появлени|проведени|получени|выполнени)/;
const ASKINGS =
  /^(?:запрос|требовани|заявк|заявлени|обращени|необходимост|потребност|поручени|вызов|приглашени)/;

function readOnDemand(cursor: Cursor, context: PhraseContext): Draft | null {
  if (!takeOpening(cursor)) return null;
  // Whose request, need or of what: genitives and words in small letters up to the next sign.
  while (takeTail(cursor, context));
  return draftOf({ kind: 'on_demand' });
}

function takeOpening(cursor: Cursor): boolean {
  if (cursor.takeForms('по', 'мере'))
    return takeMatching(cursor, NEEDS) || takeMatching(cursor, /(?:[ае]ни|яни|ти|аци)[яий]$/);
  if (cursor.takeForms('при', 'наличии')) return takeMatching(cursor, NEEDS);
  if (cursor.takeForms('в', 'случае') || cursor.takeForm('при')) {
    return (
      /^(?:необходимост|потребност|надобност|возникновени)/.test(cursor.formAt() ?? '') &&
      takeMatching(cursor, NEEDS)
    );
  }
  if (!cursor.takeForm('по')) return false;
  if (/(?:ому|ему|ым|им)$/.test(cursor.formAt() ?? '') && ASKINGS.test(cursor.formAt(1) ?? ''))
    cursor.at += 1;
  return takeMatching(cursor, ASKINGS);
}

function takeMatching(cursor: Cursor, pattern: RegExp): boolean {
  if (!pattern.test(cursor.formAt() ?? '')) return false;
  cursor.at += 1;
  return true;
}

function takeTail(cursor: Cursor, context: PhraseContext): boolean {
  const token = cursor.peek();
  if (token?.type !== 'word' || token.lexeme !== null || isInfinitive(token.form)) return false;
  const isSmall = /\p{Ll}/u.test(context.source[token.start] ?? '');
  if (!isSmall && !/(?:а|я|ы|и|ий|ов|ев|ей|ой|ого|его|ых|их)$/.test(token.form)) return false;
  cursor.at += 1;
  return true;
}
