import { describe, expect, test } from 'vitest';
import { type Case, summarize } from '../read.ts';

const WINTER: readonly Case[] = [
  ['к концу 2023 года', 'date 2023-12-31 !due_before_document'],
  ['начало учебного года.', 'date 2024-09-01 !approximate'],
  ['до конца 2025 года', 'date 2025-12-31'],
  ['конец учебного года', 'date 2024-05-31 !approximate'],
  ['до конца I квартала 2024 года', 'date 2024-03-31'],
  ['до конца текущего года', 'date 2024-12-31'],
  ['до конца месяца', 'date 2024-02-29 !assumed_year'],
  ['до конца учебного года', 'date 2024-05-31 !approximate'],
  ['до конца текущего 2023/2024 уч. года', 'date 2024-05-31 !approximate'],
  ['к началу учебного года', 'date 2024-09-01 !approximate'],
  ['до начала учебного года', 'date 2024-08-31 !approximate'],
  ['до начала 2024/2025 учебного года', 'date 2024-08-31 !approximate'],
  ['начало сентября 2024', 'range 2024-09-01 … 2024-09-10 !approximate'],
  ['конец мая', 'range 2024-05-21 … 2024-05-31 !assumed_year !approximate'],
  ['середина октября', 'range 2024-10-11 … 2024-10-20 !assumed_year !approximate'],
  ['до конца следующего года', 'date 2025-12-31'],
  ['до конца с.г.', 'date 2024-12-31'],
  ['до конца 1 полугодия', 'date 2024-06-30 !assumed_year'],
  ['до окончания II квартала 2024 года', 'date 2024-06-30'],
  ['по окончании учебного года', 'date 2024-05-31 !approximate'],
  ['по завершении учебного года', 'date 2024-05-31 !approximate'],
  ['до окончания учебного года', 'date 2024-05-31 !approximate'],
  ['до завершения учебного года', 'date 2024-05-31 !approximate'],
  ['на начало учебного года', 'date 2024-09-01 !approximate'],
  ['в начале учебного года', 'date 2024-09-01 !approximate'],
  ['к концу года', 'date 2024-12-31 !assumed_year'],
  ['до конца марта', 'date 2024-03-31 !assumed_year'],
  ['до конца марта т.г.', 'date 2024-03-31'],
  ['конец марта 2024', 'range 2024-03-21 … 2024-03-31 !approximate'],
  ['не позднее конца марта 2024', 'date 2024-03-31'],
  ['не позднее начала учебного года', 'date 2024-09-01 !approximate'],
];

const YEAR_END: readonly Case[] = [
  ['до конца года', 'date 2026-12-31 !assumed_year'],
  ['до конца квартала', 'date 2026-12-31 !assumed_year'],
  ['до конца полугодия', 'date 2026-12-31 !assumed_year'],
  ['до конца недели', 'date 2026-12-20 !assumed_year'],
  ['до конца января', 'date 2027-01-31 !assumed_year'],
  ['к концу января 2027 г.', 'date 2027-01-31'],
  ['к концу учебного года', 'date 2027-05-31 !approximate'],
  ['к концу I полугодия', 'date 2027-06-30 !assumed_year'],
  ['в конце года', 'date 2026-12-31 !assumed_year !approximate'],
  ['в конце мая', 'range 2027-05-21 … 2027-05-31 !assumed_year !approximate'],
  ['в начале июня 2027 г.', 'range 2027-06-01 … 2027-06-10 !approximate'],
  ['в середине мая 2027 года', 'range 2027-05-11 … 2027-05-20 !approximate'],
  ['до середины марта 2027', 'date 2027-03-15 !approximate'],
  ['до начала 2028 года', 'date 2027-12-31'],
  ['конец 2027 года', 'date 2027-12-31 !approximate'],
  ['до конца текущего месяца', 'date 2026-12-31'],
  ['до конца следующего месяца', 'date 2027-01-31'],
  ['до конца текущего квартала', 'date 2026-12-31'],
  ['до конца следующей недели', 'date 2026-12-27'],
  ['начало учебного года', 'date 2027-09-01 !approximate'],
  ['конец учебного года', 'date 2027-05-31 !approximate'],
  ['к началу 2027/2028 учебного года', 'date 2027-09-01 !approximate'],
];

describe('the beginning, middle or end of a stretch', () => {
  test.each(WINTER)('a document of 2024-02-28 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2024-02-28')).toBe(reading);
  });
  test.each(YEAR_END)('a document of 2026-12-20 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2026-12-20')).toBe(reading);
  });
});
