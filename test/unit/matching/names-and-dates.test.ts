import fc from 'fast-check';
import { parseDate, parsePeriod, sameDate } from '../../../services/ingestion/matching/calendar';
import { foldName } from '../../../services/ingestion/matching/fold-name';
import { parseType } from '../../../services/ingestion/matching/parse-type';
import { payrollNumberKey } from '../../../services/ingestion/matching/payroll-number';

describe('folding names', () => {
  test.each([
    ["d'Hautecombe", 'D’HAUTECOMBE'],
    ['Sœurette-Pradal', 'SOEURETTE PRADAL'],
    ['Pérez y Valdès', 'PEREZ Y VALDES'],
    ['Łukasiewicz', 'LUKASIEWICZ'],
    ['Weiß', 'WEISS'],
    ['Æbelø', 'AEBELO'],
    ['Đặng', 'DANG'],
    ['Ben Youssef', 'BENYOUSSEF'],
    ['Fi\ufb01', 'fifi'],
  ])('%s and %s are one name', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  test.each([
    ["d'Hautecombe", 'Hautecombe'],
    ['Le Goff', 'Goff'],
    ['Martin', 'Martinet'],
    ['Petrov', 'Реtrov'],
  ])('%s and %s are two names', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  test('every Latin letter becomes ASCII', () => {
    const latin = Array.from({ length: 0x24f - 0xc0 }, (_, index) =>
      String.fromCodePoint(0xc0 + index),
    ).filter((letter) => /\p{Script=Latin}/u.test(letter) && /^[\u00c0-\u017f]$/u.test(letter));
    for (const letter of latin) expect(`${letter} ${foldName(letter)}`).toMatch(/^. [a-z]+$/u);
  });
});

describe('dates and months', () => {
  test.each([
    ['17/05/1983', '1983-05-17'],
    ['17.5.1983', '1983-05-17'],
    ['17-05-1983', '1983-05-17'],
    ['1983-05-17', '1983-05-17'],
    ['17051983', '1983-05-17'],
    ['1er mai 1983', '1983-05-01'],
    ['29 février 1984', '1984-02-29'],
    ['17/05/83', '??83-05-17'],
    ['29/02/1983', null],
    ['31/04/1983', null],
    ['00/00/1983', null],
    ['demain', null],
  ])('%s is the day %s', (written, date) => {
    expect(parseDate(written)).toBe(date);
  });

  test('an open century agrees with each, and with no other day', () => {
    expect(sameDate('??83-05-17', '1983-05-17')).toBe(true);
    expect(sameDate('??83-05-17', '1983-05-18')).toBe(false);
    expect(sameDate('1883-05-17', '1983-05-17')).toBe(false);
  });

  test.each([
    ['2026-10', '2026-10'],
    ['202610', '2026-10'],
    ['10/2026', '2026-10'],
    ['octobre 2026', '2026-10'],
    ['OCT. 2026', '2026-10'],
    ['Août 2026', '2026-08'],
    ['10/26', '2026-10'],
    ['2026-13', null],
    ['0/2026', null],
    ['brumaire 2026', null],
  ])('%s is the month %s', (written, period) => {
    expect(parsePeriod(written)).toBe(period);
  });
});

describe('matricules', () => {
  test('leading zeros, letters and suffixes count, blanks do not', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,10}(-[0-9A-Z]{1,2})?$/), fc.nat(9), (number, at) => {
        expect(payrollNumberKey(`${number.slice(0, at)} ${number.slice(at)} `)).toBe(number);
        expect(payrollNumberKey(`0${number}`)).not.toBe(number);
      }),
    );
  });
});

describe('document types', () => {
  test.each([
    ['payslip', 'payslip'],
    ['BULLETIN', 'payslip'],
    ['Bulletins de paye', 'payslip'],
    ['ATTESTATION', 'certificate'],
    ["Attestation d'emploi", 'certificate'],
    ['Arrêté', 'decision'],
    ['decision', 'decision'],
    ['autre', 'other'],
    ['facture', null],
  ])('%s is %s', (word, type) => {
    expect(parseType(word)).toBe(type);
  });
});
