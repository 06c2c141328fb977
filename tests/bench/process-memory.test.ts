import { describe, expect, test } from 'vitest';
import { type MemoryMaps, residentKb } from '../../bench/service/process-memory.ts';

/** A process as Linux describes it: memory of its own, shared memory, and mapped files. */
function processOf(
  own: { anon: number; shmem?: number },
  mapped: readonly { name: string; inode: number; offset?: string; rss: number; changed?: number }[] = [],
): MemoryMaps {
  const rollup = [
    '5632e2061000-7fff91098000 ---p 00000000 00:00 0                          [rollup]',
    'Rss:              999999 kB',
    `Pss_Anon:         ${own.anon} kB`,
    `Pss_Shmem:        ${own.shmem ?? 0} kB`,
  ];
  const mappings = mapped.flatMap(({ name, inode, offset = '00000000', rss, changed = 0 }, index) => [
    `563ccb85${index}000-563ccb86${index}000 r-xp ${offset} fe:00 ${inode}      ${name}`,
    'Size:               8000 kB',
    `Rss:                ${rss} kB`,
    `Anonymous:          ${changed} kB`,
  ]);
  return { rollup: `${rollup.join('\n')}\n`, mappings: `${mappings.join('\n')}\n` };
}

describe('residentKb', () => {
  test.each([
    { title: 'nothing runs', processes: [], expected: 0 },
    {
      title: 'own and shared memory of every process add up',
      processes: [processOf({ anon: 100, shmem: 7 }), processOf({ anon: 20, shmem: 3 })],
      expected: 130,
    },
    {
      title: 'a program that two run counts once, at the most that one has of it',
      processes: [
        processOf({ anon: 1 }, [{ name: '/usr/bin/node', inode: 11, rss: 400 }]),
        processOf({ anon: 1 }, [{ name: '/usr/bin/node', inode: 11, rss: 500 }]),
      ],
      expected: 502,
    },
    {
      title: 'different parts of a file and different files count each',
      processes: [
        processOf({ anon: 0 }, [
          { name: '/usr/bin/node', inode: 11, rss: 400 },
          { name: '/usr/bin/node', inode: 11, offset: '00a00000', rss: 30 },
          { name: '/usr/lib/libc.so.6', inode: 12, rss: 5 },
        ]),
      ],
      expected: 435,
    },
    {
      title: 'pages of a file that were changed are in Pss_Anon already',
      processes: [processOf({ anon: 9 }, [{ name: '/usr/lib/libc.so.6', inode: 12, rss: 50, changed: 9 }])],
      expected: 50,
    },
    {
      title: 'named shared memory is in Pss_Shmem already, memory without a file in Pss_Anon',
      processes: [
        processOf({ anon: 2, shmem: 40 }, [
          { name: '/dev/zero (deleted)', inode: 1024, rss: 40 },
          { name: '[heap]', inode: 0, rss: 2 },
        ]),
      ],
      expected: 42,
    },
  ])('$title', ({ processes, expected }) => {
    expect(residentKb(processes)).toBe(expected);
  });
});
