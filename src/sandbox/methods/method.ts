import type { Args } from '../args.ts';
import type { State } from '../state.ts';

/** One method of the Bot API: gives the `result` of the answer, or throws an ApiError. */
export type Method = (state: State, args: Args) => unknown;
