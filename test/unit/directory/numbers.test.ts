import {
  isNirShaped,
  isPayrollNumber,
  normalisePayrollNumber,
} from '../../../services/directory/payroll-number';
import { isSiret } from '../../../services/directory/siret';

test.each(['21990041200012', '24990107500021', '26990052800010', '73282932000074'])(
  '%s is a SIRET',
  (text) => {
    expect(isSiret(text)).toBe(true);
  },
);

test.each(['21990041200013', '12990041200012', '2199004120001', '219900412000120', '2199004120001a', ''])(
  '"%s" is no SIRET',
  (text) => {
    expect(isSiret(text)).toBe(false);
  },
);

test('blanks inside a matricule do not count, everything else does', () => {
  expect(normalisePayrollNumber(' 00 4\u00a017\u202f')).toBe('00417');
  expect(new Set(['00417', '417', '00417A', '00417a', '00-417'].map(normalisePayrollNumber)).size).toBe(5);
});

test('a matricule is printable and not too long', () => {
  expect(['00417', 'A-1/2', 'é'].every(isPayrollNumber)).toBe(true);
  expect(['', 'a\u0000', 'a\u200b', '1'.repeat(65)].some(isPayrollNumber)).toBe(false);
});

test.each([
  '1840599999123',
  '9 84 05 99 999 123',
  '9-84-05-2A-999-123',
  '1/84/05/99/999/123',
  '1_84_05_99_999_123',
  '１８４０５９９９９９１２３',
  // INSEE's published example, key 89.
  '255081416802538',
  '2 55 08 14 168 025 38',
])('%s has the shape of a social security number', (text) => {
  expect(isNirShaped(text)).toBe(true);
});

test.each(['2A', '2b'])('the key of a number of Corsica (%s) is reckoned on 19 or 18', (department) => {
  const number = `18405${department}999123`;
  const value = Number(number.toUpperCase().replace('2A', '19').replace('2B', '18'));
  const key = String(97 - (value % 97)).padStart(2, '0');
  const wrongKey = String((Number(key) % 97) + 1).padStart(2, '0');
  expect(isNirShaped(number + key)).toBe(true);
  expect(isNirShaped(number + wrongKey)).toBe(false);
});

test.each([
  '00417',
  '123456789012',
  '12345678901234',
  '255081416802539',
  '1234567890123456',
  '18405XX999123',
])('%s has not', (text) => {
  expect(isNirShaped(text)).toBe(false);
});
