import { describe, expect, it } from 'vitest';
import { readOdt } from '../../../src/adapters/readers/odt/read-odt.ts';
import { zipOf } from './docx-file.ts';

const odtOf = (body: string, styles = '', more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipOf(
    Object.entries({
      'content.xml': `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`,
      ...more,
    }).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  );
function textOf(body: string, styles = ''): string {
  const reading = readOdt(odtOf(`<office:text>${body}</office:text>`, styles));
  if (reading.kind !== 'text') throw new Error(reading.message);
  return reading.text;
}
const level = (number: number, attributes: string): string =>
  `<text:list-level-style-number text:level="${number}" style:num-suffix=")" ${attributes}/>`;

describe('an OpenDocument', () => {
  it('gives spaces, tabs and line breaks as they are shown', () => {
    expect(textOf('<text:p>a\n  b<text:s text:c="2"/>c<text:tab/>d<text:line-break/>e</text:p>')).toBe(
      'a b  c\td\ne\n',
    );
  });

  it('leaves out deleted words, notes, comments and hidden styles', () => {
    const hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>';
    const body =
      '<text:tracked-changes><text:p>old</text:p></text:tracked-changes>' +
      '<text:p>a<text:note><text:p>n</text:p></text:note><office:annotation><text:p>c</text:p></office:annotation>' +
      '<text:span text:style-name="H">h</text:span>b</text:p>';
    expect(textOf(body, hidden)).toBe('ab\n');
  });

  it('reads a text frame before the paragraph it hangs on, its table as lines', () => {
    const frame =
      '<draw:frame><draw:text-box><text:p>x</text:p><table:table><table:table-row><table:table-cell><text:p>y</text:p>' +
      '</table:table-cell></table:table-row></table:table></draw:text-box></draw:frame>';
    expect(textOf(`<text:p>a${frame}b</text:p>`)).toBe('x\ny\nab\n');
  });

  it('leaves out words whose style is based on a hidden one', () => {
    const styles =
      '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>' +
      '<style:style style:name="P" style:parent-style-name="H"/>';
    expect(textOf('<text:p>a<text:span text:style-name="P">h</text:span>b</text:p>', styles)).toBe('ab\n');
  });

  it.each([
    ['letters', 'style:num-format="а, б, .., аа, аб, ... (ru)"', 'а) x\nб) y\n'],
    ['Roman numbers', 'style:num-format="I" text:start-value="3"', 'III) x\nIV) y\n'],
    ['no number', 'style:num-format=""', 'x\ny\n'],
  ])('counts lists in %s', (_, attributes, text) => {
    const list = `<text:list-style style:name="L">${level(1, attributes)}</text:list-style>`;
    const items = ['x', 'y'].map((word) => `<text:list-item><text:p>${word}</text:p></text:list-item>`);
    expect(textOf(`<text:list text:style-name="L">${items.join('')}</text:list>`, list)).toBe(text);
  });

  it('starts a new list anew and counts on where the file says so', () => {
    const style = `<text:list-style style:name="L">${level(1, 'style:num-format="1"')}</text:list-style>`;
    const list = (more: string): string =>
      `<text:list text:style-name="L" ${more}><text:list-item><text:p>x</text:p><text:p>more</text:p></text:list-item></text:list>`;
    expect(textOf(list('') + list('text:continue-numbering="true"') + list(''), style)).toBe(
      '1) x\nmore\n2) x\nmore\n1) x\nmore\n',
    );
  });

  it('is refused where it is encrypted, a drawing, or unpacks without end', () => {
    const manifest = { 'META-INF/manifest.xml': '<manifest:encryption-data/>' };
    expect(readOdt(odtOf('<office:text/>', '', manifest))).toMatchObject({ reason: 'encrypted' });
    expect(readOdt(odtOf('<office:drawing/>'))).toMatchObject({ reason: 'unsupported_format' });
    const bomb = zipOf([{ name: 'content.xml', bytes: new Uint8Array(40 * 1024 * 1024) }], {
      claimedBytes: 9,
    });
    expect(readOdt(bomb)).toMatchObject({ reason: 'too_big' });
  });
});
