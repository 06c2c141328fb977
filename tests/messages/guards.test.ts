import { describe, expect, test } from 'vitest';
import { messageFaults } from '../support/message-faults.ts';
import { htmlFaults } from '../support/telegram-html.ts';

describe('the guards of the message tests can fail', () => {
  test.each([
    ['A & B', ['raw "&"']],
    ['a < b', ['raw "<"']],
    ['a > b', ['raw ">"']],
    ['&nbsp;', ['raw "&"']],
    ['<b>открыто', ['not closed: b']],
    ['<b><i>крест</b></i>', ['closed out of order: b', 'closed out of order: i']],
    ['<div>блок</div>', ['tag not allowed: div', 'tag not allowed: div']],
    ['<b>Срок</b> &lt; 3', []],
  ])('%s', (html, faults) => {
    expect(htmlFaults(html)).toEqual(faults);
  });

  test.each([
    ['an empty text', { html: '<b> </b>' }, ['no text']],
    ['a long text', { html: 'я'.repeat(4097) }, ['4097 characters']],
    ['half an emoji', { html: 'срок \ud83d' }, ['half a character in the text']],
    [
      'a label that is too long',
      { html: 'я', keyboard: [[{ text: 'я'.repeat(65), url: 'https://example.org' }]] },
      ['button of 65 characters'],
    ],
    [
      'an empty label',
      { html: 'я', keyboard: [[{ text: ' ', url: 'https://example.org' }]] },
      ['button without text'],
    ],
    ['an empty row', { html: 'я', keyboard: [[]] }, ['empty row of buttons']],
    [
      'an action that does not come back',
      { html: 'я', keyboard: [[{ text: 'я', action: { kind: 'publish', documentId: -1 } as const }]] },
      ['callback data not readable: pub:-1'],
    ],
    [
      'a hundred and one buttons',
      { html: 'я', keyboard: Array.from({ length: 101 }, () => [{ text: 'я', url: 'https://example.org' }]) },
      ['101 buttons'],
    ],
  ])('%s is noticed', (_name, message, faults) => {
    expect(messageFaults(message)).toEqual(faults);
  });
});
