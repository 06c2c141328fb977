/** The sandbox: a Bot API server on this machine with a world of people behind it. */
export { SandboxError } from './errors.ts';
export type { Fault } from './faults.ts';
export type { FloodLimits } from './flood.ts';
export { TELEGRAM_LIMITS } from './flood.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
export { startSandbox } from './sandbox.ts';
export type { ChatView, FileView, MessageView } from './view.ts';
export type { AlbumItem, Place, Pressed, World } from './world.ts';
