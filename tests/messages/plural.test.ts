import { describe, expect, test } from 'vitest';
import {
  counted,
  countedAssignments,
  countedDays,
  countedOrganizations,
  countedPoints,
  fromOrganizations,
} from '../../src/messages/plural.ts';

describe('a number takes its noun in the right form', () => {
  test.each([
    [0, '0 поручений'],
    [1, '1 поручение'],
    [2, '2 поручения'],
    [4, '4 поручения'],
    [5, '5 поручений'],
    [10, '10 поручений'],
    [11, '11 поручений'],
    [12, '12 поручений'],
    [14, '14 поручений'],
    [19, '19 поручений'],
    [20, '20 поручений'],
    [21, '21 поручение'],
    [22, '22 поручения'],
    [25, '25 поручений'],
    [100, '100 поручений'],
    [101, '101 поручение'],
    [111, '111 поручений'],
    [112, '112 поручений'],
    [122, '122 поручения'],
    [1001, '1001 поручение'],
    [1011, '1011 поручений'],
  ])('%i: %s', (count, text) => {
    expect(countedAssignments(count)).toBe(text);
  });

  test('every noun has its three forms', () => {
    expect([1, 3, 7].map(countedPoints)).toEqual(['1 пункт', '3 пункта', '7 пунктов']);
    expect([1, 3, 7].map(countedDays)).toEqual(['1 день', '3 дня', '7 дней']);
    expect([1, 3, 7].map(countedOrganizations)).toEqual(['1 организация', '3 организации', '7 организаций']);
    expect([1, 3, 21].map(fromOrganizations)).toEqual(['1 организации', '3 организаций', '21 организации']);
    expect(counted(-2, 'день', 'дня', 'дней')).toBe('-2 дня');
  });
});
