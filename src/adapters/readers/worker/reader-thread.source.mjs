/**
 * Starts the reader thread from its TypeScript source: Node 20 knows .ts only with the help of tsx. That takes longer
 * than most files do, so the tests name a thread that is built.
 */
const built = process.env['SROK_BUILT_READER_THREAD'];
if (built === undefined) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(built ?? './reader-thread.ts');
