import type { JobUseCases } from '../job-use-cases.ts';

/**
 * What runs a job: its payload is parsed, one use case is called, and what that answers comes back for the log.
 * A failure is thrown; the worker decides by it whether the job is tried again.
 */
export type Processor = (useCases: JobUseCases, payload: unknown) => Promise<object>;
