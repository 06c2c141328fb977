import { describe, expect, it } from 'vitest';
import {
  carryReview,
  type PointReading,
  type ReviewedPoint,
} from '../../../src/core/versions/carry-review.ts';
import type { Warning } from '../../../src/core/warning.ts';
import { aPoint, dueOn, namedOnes } from './points.ts';

const NO_DEADLINE: Warning = { code: 'no_deadline', message: 'Срок не указан.' };
const UNKNOWN: Warning = { code: 'unknown_addressee', message: '«УО» не найдено.' };
const GAP: Warning = { code: 'numbering_gap', message: 'Пропущен номер 1.3.' };

const read = (rest: Partial<PointReading> = {}): PointReading => ({
  ...aPoint({ addressees: namedOnes('OTHER'), deadline: dueOn(null, { kind: 'none' }) }),
  warnings: [NO_DEADLINE, UNKNOWN, GAP],
  ...rest,
});

const reviewed = (rest: Partial<ReviewedPoint> = {}): ReviewedPoint => ({
  ...aPoint(),
  ...read(),
  original: read(),
  dropped: false,
  requiresFile: false,
  confirmedDoubts: [],
  ...rest,
});

const CORRECTED = {
  text: 'Провести проверку автобусов.',
  addressees: namedOnes('kamenka'),
  deadline: dueOn('2026-11-01'),
  warnings: [GAP],
};

describe('what a reviewer corrected in the version before', () => {
  it('is corrected in the same words read again', () => {
    expect(carryReview(reviewed({ ...CORRECTED, confirmedDoubts: [GAP.message] }), read())).toEqual({
      ...CORRECTED,
      dropped: false,
      requiresFile: false,
      confirmedDoubts: [GAP.message],
    });
  });

  it('gives way where the document itself has changed, part by part', () => {
    const correctedAll = reviewed({ ...CORRECTED, confirmedDoubts: [GAP.message] });
    const newDeadline = dueOn('2026-12-01');
    expect(carryReview(correctedAll, read({ deadline: newDeadline, warnings: [UNKNOWN, GAP] }))).toEqual({
      ...CORRECTED,
      deadline: newDeadline,
      warnings: [GAP],
      dropped: false,
      requiresFile: false,
      confirmedDoubts: [],
    });
    expect(carryReview(correctedAll, read({ addressees: namedOnes('prirechensk') }))).toMatchObject({
      addressees: namedOnes('prirechensk'),
      deadline: CORRECTED.deadline,
      warnings: [UNKNOWN, GAP],
    });
    const text = 'Провести проверку автобусов и гаражей.';
    expect(carryReview(correctedAll, read({ text }))).toMatchObject({
      text,
      addressees: CORRECTED.addressees,
    });
  });

  it('keeps a doubt of the new reading that nobody has settled', () => {
    const fresh: Warning = { code: 'several_candidates', message: 'Подходят двое.' };
    expect(carryReview(reviewed(CORRECTED), read({ warnings: [fresh, GAP] }))?.warnings).toEqual([
      fresh,
      GAP,
    ]);
  });

  it('stays dropped while it says the same', () => {
    expect(carryReview(reviewed({ dropped: true }), read())?.dropped).toBe(true);
    const other = read({ text: 'Провести проверку столовых и гаражей.' });
    expect(carryReview(reviewed({ dropped: true }), other)?.dropped).toBe(false);
  });

  it('demands a file again where one was demanded', () => {
    const demanded = reviewed({ original: null, requiresFile: true });
    expect(carryReview(demanded, read())).toMatchObject({ requiresFile: true, dropped: false });
  });

  it('is nothing where nothing was corrected', () => {
    expect(carryReview(reviewed({ original: null }), read())).toBeNull();
  });

  it('is the confirmation alone where nothing else was done', () => {
    const carried = carryReview(reviewed({ original: null, confirmedDoubts: [GAP.message] }), read());
    const { text, addressees, deadline, warnings } = read();
    expect(carried).toEqual({
      text,
      addressees,
      deadline,
      warnings,
      dropped: false,
      requiresFile: false,
      confirmedDoubts: [GAP.message],
    });
  });
});
