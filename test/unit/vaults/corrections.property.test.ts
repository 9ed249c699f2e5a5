import fc from 'fast-check';
import { mustAsk } from '../../../services/ingestion/batches/further-slips';
import { type CorrectableDocument, chooseCorrected, namedBy } from '../../../services/vaults/corrections';

const TYPES = ['payslip', 'certificate', 'decision', 'other'] as const;

/** Few people, months and names: collisions of every kind are the rule. */
const document: fc.Arbitrary<CorrectableDocument> = fc.record({
  id: fc.uuid({ version: 7 }),
  externalKey: fc.constantFrom(null, Buffer.from('a'), Buffer.from('b')),
  employmentId: fc.constantFrom('one', 'two'),
  type: fc.constantFrom(...TYPES),
  period: fc.constantFrom('2026-09', '2026-10'),
  withdrawn: fc.boolean(),
  replaced: fc.boolean(),
});
const target = fc.record({
  employmentId: fc.constantFrom('one', 'two'),
  type: fc.constantFrom(...TYPES),
  period: fc.constantFrom('2026-09', '2026-10'),
});
const reference = { documentId: null, externalKey: Buffer.from('a') };

describe('what a correction may replace', () => {
  it('is the one current payslip of the same agent and month that is named, or a reason', () => {
    fc.assert(
      fc.property(target, fc.array(document, { maxLength: 8 }), (wanted, documents) => {
        const named = namedBy(reference, documents);
        const possible = named.filter(
          (one) =>
            wanted.type === 'payslip' &&
            one.type === 'payslip' &&
            one.employmentId === wanted.employmentId &&
            one.period === wanted.period &&
            !one.withdrawn &&
            !one.replaced,
        );
        const answer = chooseCorrected(wanted, named);
        if ('predecessor' in answer) expect(possible.map(({ id }) => id)).toEqual([answer.predecessor]);
        else expect(possible.length === 0 || answer.fault === 'correction-ambiguous').toBe(true);
        if (possible.length > 1) expect(answer).toMatchObject({ fault: 'correction-ambiguous' });
      }),
      { numRuns: 500 },
    );
  });

  it('is never found by another name, and always by its id, whatever its own', () => {
    fc.assert(
      fc.property(document, (one) => {
        const byId = { documentId: one.id, externalKey: Buffer.from('another') };
        expect(namedBy(byId, [one])).toEqual([one]);
        expect(namedBy({ documentId: null, externalKey: Buffer.from('another') }, [one])).toEqual([]);
      }),
    );
  });

  it('does not depend on the order in which documents are found', () => {
    fc.assert(
      fc.property(target, fc.array(document, { maxLength: 6 }), (wanted, documents) => {
        expect(chooseCorrected(wanted, [...documents].reverse())).toEqual(chooseCorrected(wanted, documents));
      }),
    );
  });
});

describe('whether a batch asks', () => {
  const settings = { sharePercent: 20, minimum: 2 };

  it.each([
    [1, 1, false],
    [1, 4, false],
    [2, 2, true],
    [2, 4, true],
    [1, 5, false],
    [2, 5, true],
    [2, 10, false],
    [3, 10, true],
    [20_000, 100_000, false],
    [20_001, 100_000, true],
  ])('%d further slips of %d: %s', (further, received, asks) => {
    expect(mustAsk(settings, { further, received, agreed: 0 })).toBe(asks);
  });

  it('never asks again for what was agreed to, and asks for one more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (further, agreed) => {
          const asked = mustAsk(settings, { further, received: further, agreed });
          expect(asked).toBe(further > agreed);
        },
      ),
    );
  });
});
