import { defineConfig } from 'vitest/config';
import { BUILT_READER_THREAD } from './tests/support/built-program.ts';
import { chooseTemporaryFolder } from './tests/support/temporary-folder.ts';

// Inherited by the workers and by what they start.
process.env['TMPDIR'] ??= chooseTemporaryFolder();

/**
 * Two projects: `unit` needs no server (part of `npm run check`); `system` starts PostgreSQL, Redis and the
 * sandbox's Bot API (part of `npm test`).
 */
const system = [
  'tests/contracts/**',
  'tests/faults/**',
  'tests/e2e/**',
  'tests/adapters/**',
  'tests/cli/**',
  'tests/docs/**',
];

/** As many as the smallest machine has cores; what is measured is measured in the processor's time. */
const WORKERS = 2;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          // They keep no state between them: one set of modules for all is loaded once a worker.
          isolate: false,
          maxWorkers: WORKERS,
          include: ['tests/**/*.test.ts'],
          exclude: system,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'system',
          // After the unit tests, and few at a time: some files run servers of their own.
          sequence: { groupOrder: 1 },
          isolate: false,
          env: { SROK_BUILT_READER_THREAD: BUILT_READER_THREAD },
          globalSetup: ['tests/support/global-setup.ts'],
          include: system.map((folder) => `${folder}/*.test.ts`),
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A shared machine may stop for seconds while servers of the test are in the middle of something. The
          // second try is printed («retry x1»); what fails twice fails.
          retry: process.env['CI'] === undefined ? 0 : 1,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
});
