import { describe, expect, test } from 'vitest';
import { type Case, summarize } from './read.ts';

const WINTER: readonly Case[] = [
  ['не менее 10 дней', 'unparseable !unparseable_phrase'],
  ['ежемесячно в первых числах', 'unparseable !unparseable_phrase'],
  ['31.02.2024', 'unparseable !unparseable_phrase'],
  ['32 марта', 'unparseable !unparseable_phrase'],
  ['1 четверть', 'unparseable !unparseable_phrase'],
  ['незамедлительно', 'unparseable !unparseable_phrase'],
  ['немедленно', 'unparseable !unparseable_phrase'],
  ['в период летних каникул', 'unparseable !unparseable_phrase'],
  ['в каникулярное время', 'unparseable !unparseable_phrase'],
  ['-', 'none !no_deadline'],
  ['—', 'none !no_deadline'],
  ['нет', 'none !no_deadline'],
  ['не установлен', 'none !no_deadline'],
  ['несколько дней', 'unparseable !unparseable_phrase'],
  ['в ближайшее время', 'unparseable !unparseable_phrase'],
  ['до особого распоряжения', 'unparseable !unparseable_phrase'],
  ['до принятия решения', 'relative «до принятия решения» !needs_event'],
  ['до 14 лет', 'unparseable !unparseable_phrase'],
  ['до 10 человек', 'unparseable !unparseable_phrase'],
  ['31 февраля', 'unparseable !unparseable_phrase'],
  ['30.02.2024', 'unparseable !unparseable_phrase'],
  ['01.13.2024', 'unparseable !unparseable_phrase'],
  ['до 00.00.2024', 'unparseable !unparseable_phrase'],
  ['раз в четверть', 'unparseable !unparseable_phrase'],
  ['в конце каждой четверти', 'unparseable !unparseable_phrase'],
  ['постоянно в период подготовки и проведения ГИА', 'unparseable !unparseable_phrase'],
  ['на период реализации программы', 'unparseable !unparseable_phrase'],
  ['в ходе реализации проекта', 'unparseable !unparseable_phrase'],
  ['согласно плану-графику', 'unparseable !unparseable_phrase'],
  ['согласно приложению', 'unparseable !unparseable_phrase'],
  ['в сроки, указанные в приказе', 'unparseable !unparseable_phrase'],
  ['тот же', 'unparseable !unparseable_phrase'],
  ['в течение срока действия договора', 'unparseable !unparseable_phrase'],
  ['дата будет определена дополнительно', 'unparseable !unparseable_phrase'],
  ['дополнительно', 'unparseable !unparseable_phrase'],
  ['уточняется', 'unparseable !unparseable_phrase'],
  ['в рабочем порядке', 'unparseable !unparseable_phrase'],
  ['в оперативном порядке', 'unparseable !unparseable_phrase'],
  ['в срок', 'unparseable !unparseable_phrase'],
  ['своевременно', 'unparseable !unparseable_phrase'],
  ['на момент проверки', 'unparseable !unparseable_phrase'],
  ['в', 'unparseable !unparseable_phrase'],
  ['и', 'unparseable !unparseable_phrase'],
  ['???', 'none !no_deadline'],
  ['№ 5', 'unparseable !unparseable_phrase'],
  ['абв', 'unparseable !unparseable_phrase'],
  ['2', 'unparseable !unparseable_phrase'],
  ['15', 'unparseable !unparseable_phrase'],
  ['до', 'unparseable !unparseable_phrase'],
  ['к', 'unparseable !unparseable_phrase'],
  ['ко Дню учителя', 'unparseable !unparseable_phrase'],
  ['к 80-летию Победы', 'unparseable !unparseable_phrase'],
  ['к юбилею школы', 'unparseable !unparseable_phrase'],
  ['до следующего заседания', 'unparseable !unparseable_phrase'],
  ['к следующему заседанию коллегии', 'unparseable !unparseable_phrase'],
  ['на следующем заседании', 'unparseable !unparseable_phrase'],
  ['до очередного заседания', 'unparseable !unparseable_phrase'],
  ['в режиме реального времени', 'unparseable !unparseable_phrase'],
  ['по факту', 'unparseable !unparseable_phrase'],
  ['в соответствии с запросом', 'unparseable !unparseable_phrase'],
  ['сразу после получения', 'unparseable !unparseable_phrase'],
  ['не ранее 1 марта 2024', 'unparseable !unparseable_phrase'],
  ['после 1 марта 2024', 'unparseable !unparseable_phrase'],
  ['с марта по', 'unparseable !unparseable_phrase'],
];

const YEAR_END: readonly Case[] = [['29.02.2027', 'unparseable !unparseable_phrase']];

describe('what is no deadline, or names no day', () => {
  test.each(WINTER)('a document of 2024-02-28 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2024-02-28')).toBe(reading);
  });
  test.each(YEAR_END)('a document of 2026-12-20 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2026-12-20')).toBe(reading);
  });
});
