import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Page, ROOT, readPage, readPages } from './markdown.ts';

const LINK = /\]\((?!https?:)([^)\s]+)\)/g;

/** Links of a page to files or headings that are not there. */
function brokenLinks({ path, text }: Page): readonly string[] {
  return [...text.matchAll(LINK)].flatMap(([, target = '']) => {
    const [file = '', anchor] = target.split('#');
    const to = file === '' ? path : posix.join(posix.dirname(path), file);
    if (!existsSync(`${ROOT}${to}`)) return [`${path} → ${target}: no such file`];
    if (anchor === undefined) return [];
    const headings = anchorsOf(to === path ? text : readPage(to).text);
    return headings.includes(anchor) ? [] : [`${path} → ${target}: no such heading`];
  });
}

/** «## Свой сервер» → «свой-сервер», as GitHub makes them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('links of the documentation', () => {
  it.each(readPages().map((page) => [page.path, page] as const))('lead somewhere: %s', (_, page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it('are noticed when they lead nowhere', () => {
    const text = '[a](missing.md) [b](../README.md) [c](#нет-такого) [d](#есть-такой)\n\n## Есть такой\n';
    expect(brokenLinks({ path: 'docs/reading.md', text })).toEqual([
      'docs/reading.md → missing.md: no such file',
      'docs/reading.md → #нет-такого: no such heading',
    ]);
  });

  it('lead from README to every guide', () => {
    const { text } = readPage('README.md');
    const guides = readPages().filter(({ path }) => path.startsWith('docs/'));
    expect(guides.length).toBeGreaterThan(3);
    for (const { path } of guides) expect(text).toContain(`](${path})`);
  });
});
