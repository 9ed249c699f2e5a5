import { depositShown } from '../../../services/portal/areas/agent/documents/deposit-shown';
import { furtherSlip, slipMarkOf } from '../../../services/portal/areas/agent/slip-mark';

const slip = {
  id: 'first',
  type: 'payslip',
  period: '2026-09',
  employerId: 'montfleury',
  title: null,
  depositedAt: '2026-09-28T10:00:00Z',
  slipNumber: 1,
  corrects: null,
  replacedBy: null,
} as const;
const replacedOn = (depositedAt: string) => ({ ...slip, replacedBy: { id: 'second', depositedAt } });
const correctedOn = (depositedAt: string) => ({
  ...slip,
  id: 'second',
  depositedAt,
  slipNumber: null,
  corrects: 'first',
});
const dayOf = (instant: string) => instant.slice(0, 10);

describe('a payslip among others of its month', () => {
  it('is marked where it took the place of another, or another took its place', () => {
    expect(slipMarkOf(slip)).toBeNull();
    expect(slipMarkOf(correctedOn('2026-10-02T10:00:00Z'))).toBe('corrected');
    expect(slipMarkOf(replacedOn('2026-10-02T10:00:00Z'))).toBe('replaced');
    const both = { ...correctedOn('2026-10-02T10:00:00Z'), replacedBy: replacedOn('').replacedBy };
    expect(slipMarkOf(both)).toBe('replaced');
  });

  it('has a number where it comes on top of the first, and took nobody’s place', () => {
    expect(furtherSlip(slip)).toBeNull();
    expect(furtherSlip({ ...slip, slipNumber: 2 })).toBe(2);
    expect(furtherSlip({ ...replacedOn('2026-10-02T10:00:00Z'), slipNumber: 2 })).toBeNull();
  });
});

describe('the day of a deposit', () => {
  it('is not said of a document that nothing resembles', () => {
    const others = [
      slip,
      { ...slip, id: 'a', period: '2026-08' },
      { ...slip, id: 'b', employerId: 'ccas' },
      { ...slip, id: 'c', type: 'certificate' as const },
    ];
    expect(depositShown(slip, others, dayOf)).toBeNull();
  });

  it('tells a correction from what it replaced, by the minute where the day is the same', () => {
    const later = [replacedOn('2026-10-02T10:00:00Z'), correctedOn('2026-10-02T10:00:00Z')] as const;
    expect(later.map((one) => depositShown(one, later, dayOf))).toEqual(['day', 'day']);
    const sameDay = [replacedOn('2026-09-28T16:00:00Z'), correctedOn('2026-09-28T16:00:00Z')] as const;
    expect(sameDay.map((one) => depositShown(one, sameDay, dayOf))).toEqual(['minute', 'minute']);
  });

  it('is said of a marked one even where the list does not hold the other', () => {
    expect(depositShown(replacedOn('2026-09-28T16:00:00Z'), [], dayOf)).toBe('minute');
    expect(depositShown(correctedOn('2026-10-02T10:00:00Z'), [], dayOf)).toBe('day');
  });

  it('tells two certificates of a month apart, unless their titles do', () => {
    const one = { ...slip, type: 'certificate' as const, title: 'Attestation d’emploi' };
    expect(depositShown(one, [one, { ...one, id: 'b' }], dayOf)).toBe('minute');
    expect(depositShown(one, [one, { ...one, id: 'b', title: 'Attestation de présence' }], dayOf)).toBeNull();
  });
});
