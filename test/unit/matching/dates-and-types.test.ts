import { parseDate, parsePeriod, sameDate } from '../../../services/ingestion/matching/calendar';
import { parseType } from '../../../services/ingestion/matching/parse-type';

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
