import { readFileSync, readlinkSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Two machines, or two containers, on one data folder: neither sees the other's processes, so a server of the
 * other one looks dead, and a second server on the same files would destroy them. Therefore whoever uses the
 * embedded database signs the folder and touches the signature every two seconds; under another's signature a
 * start waits and looks whether it still moves. No clocks are compared.
 */

const TOUCH_EVERY_MS = 2_000;
const OBSERVE_MS = 5_000;

/** Where somebody else's signature moves, the machine it names; null where the folder is ours to use. */
export async function findForeignUser(dataDir: string): Promise<string | null> {
  const file = signatureFile(dataDir);
  const found = readSignature(file);
  if (found === null || found.machine === machineId()) return null;
  const before = touchedAt(file);
  const until = Date.now() + OBSERVE_MS;
  while (Date.now() < until) {
    await sleep(200);
    if (touchedAt(file) !== before) return found.host;
  }
  return null;
}

/** Signs the folder and keeps the signature moving until the returned function is called. */
export function signFolder(dataDir: string): () => void {
  const file = signatureFile(dataDir);
  writeFileSync(file, JSON.stringify({ machine: machineId(), host: hostname() }), { mode: 0o600 });
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // A folder that can't be touched now can't be touched by another start either; the next tick tries again.
    }
  }, TOUCH_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The same for every process that sees our processes, and for no other. */
function machineId(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname(); // Not Linux: no containers share folders there without a machine of their own.
  }
}

function readSignature(file: string): { machine: string; host: string } | null {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as { machine?: unknown; host?: unknown };
    return { machine: String(found.machine), host: String(found.host) };
  } catch {
    return null; // Absent, or half written by a start that was killed: nobody's.
  }
}

function touchedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function signatureFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.host');
}
