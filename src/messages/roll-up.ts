/** Numbers of those below, for a sentence. */
export interface RollUpFacts {
  readonly total: number;
  readonly done: number;
  readonly reported: number;
  readonly overdue: number;
  readonly below: Below;
}

/** What those below are called: preschools and others among them make «организаций» of «школ». */
export type Below = 'schools' | 'organizations';

/** «Исполнили 17 из 23 школ, на проверке 2, просрочили 1». Plain text. */
export function rollUpText({ total, done, reported, overdue, below }: RollUpFacts): string {
  return [
    `Исполнили ${done} из ${total} ${belowGenitive(below, total)}`,
    ...(reported > 0 ? [`на проверке ${reported}`] : []),
    ...(overdue > 0 ? [`просрочили ${overdue}`] : []),
  ].join(', ');
}

/** «из 1 школы», «из 23 школ». */
function belowGenitive(below: Below, count: number): string {
  const single = count % 10 === 1 && count % 100 !== 11;
  if (below === 'schools') return single ? 'школы' : 'школ';
  return single ? 'организации' : 'организаций';
}
