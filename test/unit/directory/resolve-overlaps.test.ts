import fc from 'fast-check';
import { findOverlaps, type NumberSpan, spanKey } from '../../../services/directory/resolve-overlaps';

const span = (
  startDate: string,
  endDate: string | null,
  payrollNumber = '1',
  source = 'main',
): NumberSpan => ({
  source,
  payrollNumber,
  startDate,
  endDate,
});

test('a refused update brings back what it would have ended, and refuses what stood on that', () => {
  const stored = [span('2010-01-01', null)];
  const file = [
    span('2010-01-01', '2019-12-31'),
    span('2020-01-01', null),
    // Clashes with the first two: all three fall.
    span('2015-01-01', '2021-01-01'),
  ];
  expect(findOverlaps(stored, file)).toEqual(new Set(file.map(spanKey)));
});

test('other matricules and other sources are other numbers', () => {
  const stored = [span('2010-01-01', null)];
  const file = [span('2011-01-01', null, '01'), span('2011-01-01', null, '1', 'paie2')];
  expect(findOverlaps(stored, file).size).toBe(0);
});

test('days are inclusive: the next holder starts the day after', () => {
  const stored = [span('2010-01-01', '2019-12-31')];
  expect(findOverlaps(stored, [span('2019-12-31', null)]).size).toBe(1);
  expect(findOverlaps(stored, [span('2020-01-01', null)]).size).toBe(0);
});

const day = fc.integer({ min: 10, max: 28 }).map((n) => `2026-01-${n}`);
const anySpan = fc
  .tuple(day, fc.option(day), fc.constantFrom('1', '2'))
  .filter(([from, to]) => to === null || from <= to)
  .map(([from, to, number]) => span(from, to, number));
const spans = fc.uniqueArray(anySpan, { selector: spanKey, maxLength: 8 });

const overlaps = (a: NumberSpan, b: NumberSpan): boolean =>
  a.payrollNumber === b.payrollNumber &&
  a.startDate <= (b.endDate ?? '9999') &&
  b.startDate <= (a.endDate ?? '9999');

test('what is accepted never overlaps, whatever was stored and sent', () => {
  fc.assert(
    fc.property(spans, spans, (any, file) => {
      const stored = any.filter((one, at) => !any.some((other, n) => n < at && overlaps(one, other)));
      const rejected = findOverlaps(stored, file);
      const accepted = file.filter((one) => !rejected.has(spanKey(one)));
      const after = new Map([...stored, ...accepted].map((one) => [spanKey(one), one]));
      const all = [...after.values()];
      expect(all.some((one, at) => all.some((other, n) => n > at && overlaps(one, other)))).toBe(false);
    }),
  );
});

test('a file of a thousand rows for one matricule is settled at once', () => {
  const days = Array.from({ length: 1_000 }, (_, n) =>
    new Date(Date.UTC(2000, 0, n)).toISOString().slice(0, 10),
  );
  expect(
    findOverlaps(
      [],
      days.map((one) => span(one, null)),
    ).size,
  ).toBe(1_000);
  expect(
    findOverlaps(
      [],
      days.map((one) => span(one, one)),
    ).size,
  ).toBe(0);
});

test('only rows that clash are refused: a later one is not', () => {
  const file = [span('2020-01-01', '2020-12-31'), span('2020-06-01', '2020-07-31'), span('2022-01-01', null)];
  expect(findOverlaps([], file)).toEqual(new Set(file.slice(0, 2).map(spanKey)));
});
