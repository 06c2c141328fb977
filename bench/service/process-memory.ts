import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CannotRun } from '../section.ts';

/** What Linux tells of a process's memory: /proc/PID/smaps_rollup and /proc/PID/smaps. */
export interface MemoryMaps {
  readonly rollup: string;
  readonly mappings: string;
}

/**
 * Resident memory of a process and all below it, in MB, every page counted once.
 *
 * @throws CannotRun where the system does not tell (anything but Linux)
 */
export function residentMb(rootPid: number): number {
  if (!existsSync('/proc/self/smaps_rollup'))
    throw new CannotRun('resident memory is read from /proc (Linux)');
  const maps = treeOf(rootPid).flatMap((pid) => {
    const rollup = readProcFile(pid, 'smaps_rollup');
    const mappings = readProcFile(pid, 'smaps');
    return rollup === null || mappings === null ? [] : [{ rollup, mappings }];
  });
  return residentKb(maps) / 1024;
}

/**
 * Resident memory of processes that share nothing but programs and libraries with the rest of the machine, in
 * KB. Their own memory is the sum of proportional sizes. Programs and libraries count once, at the most that one
 * of the processes has of them: a proportional size would shrink with every other Node that runs on the machine.
 */
export function residentKb(processes: readonly MemoryMaps[]): number {
  const files = new Map<string, number>();
  let own = 0;
  for (const { rollup, mappings } of processes) {
    own += fieldKb(rollup, 'Pss_Anon') + fieldKb(rollup, 'Pss_Shmem');
    for (const { key, kb } of filesIn(mappings)) files.set(key, Math.max(files.get(key) ?? 0, kb));
  }
  return [...files.values()].reduce((sum, kb) => sum + kb, own);
}

/** «563c…-563d… r-xp 00002000 fe:00 260386   /usr/bin/node»: a part of a file. */
const MAPPING = /^[\da-f]+-[\da-f]+ \S+ ([\da-f]+) (\S+) (\d+) *(.*)$/;
/** Shared memory that has a name: it is in Pss_Shmem. */
const SHARED_MEMORY = /^\/(?:dev\/zero|dev\/shm\/|SYSV|memfd:)/;

function filesIn(mappings: string): readonly { readonly key: string; readonly kb: number }[] {
  return mappings.split(/^(?=[\da-f]+-[\da-f]+ )/m).flatMap((mapping) => {
    const [, offset, device, inode, name = ''] = MAPPING.exec(mapping.slice(0, mapping.indexOf('\n'))) ?? [];
    if (inode === undefined || inode === '0' || SHARED_MEMORY.test(name)) return [];
    // What a process has changed of a file is its own.
    return [
      { key: `${device} ${inode} ${offset}`, kb: fieldKb(mapping, 'Rss') - fieldKb(mapping, 'Anonymous') },
    ];
  });
}

function fieldKb(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
}

/** The process and all that descend from it. */
function treeOf(rootPid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [rootPid];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: number): number | null {
  const parent = /^PPid:\s+(\d+)$/m.exec(readProcFile(pid, 'status') ?? '')?.[1];
  return parent === undefined ? null : Number(parent);
}

/** Null where the process has ended since it was listed. */
function readProcFile(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
