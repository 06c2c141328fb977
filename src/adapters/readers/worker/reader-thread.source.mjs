/** Starts the reader thread from its TypeScript source: Node 20 knows .ts only with the help of tsx. */
import { register } from 'tsx/esm/api';

register();
await import('./reader-thread.ts');
