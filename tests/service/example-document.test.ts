import { describe, expect, it } from 'vitest';
import { moveExampleDates } from '../../src/service/example-document.ts';

describe('the example document moved to another day', () => {
  const move = (text: string) => moveExampleDates(text, '2026-09-03', '2026-11-22');

  it.each([
    // 2026-11-19 is the last Thursday on or before 2026-11-22: eleven weeks later.
    ['совещание 03.09.2026 № 7', 'совещание 19.11.2026 № 7'],
    ['до 18 сентября 2026 г.', 'до 4 декабря 2026 г.'],
    ['до 15 сентября 2026 года', 'до 1 декабря 2026 года'],
    ['с 21 сентября по 16 октября 2026 года', 'с 7 декабря 2026 года по 1 января 2027 года'],
    ['ежемесячно до 5 числа', 'ежемесячно до 5 числа'],
    ['в 8-9 классах 12.30', 'в 8-9 классах 12.30'],
  ])('«%s» becomes «%s»', (printed, moved) => {
    expect(move(printed)).toBe(moved);
  });

  it('stays as it is in the week it was issued', () => {
    expect(moveExampleDates('до 18 сентября 2026 г.', '2026-09-03', '2026-09-09')).toBe(
      'до 18 сентября 2026 г.',
    );
  });
});
