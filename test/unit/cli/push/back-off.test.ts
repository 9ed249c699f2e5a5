import fc from 'fast-check';
import { createBackOff, nextWait, readRetryAfter } from '../../../../services/cli/push/back-off';
import { TransientFault } from '../../../../services/cli/push/push-error';

const LONGEST_MS = 30_000;
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('how long the next attempt waits', () => {
  it('is at least what the server asks for, and half a minute more at the most', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.option(fc.nat(10_000_000)), chance, (attempt, retryAfter, random) => {
        const wait = nextWait(attempt, retryAfter, random);
        expect(wait).toBeGreaterThanOrEqual((retryAfter ?? 0) + 250);
        expect(wait).toBeLessThanOrEqual((retryAfter ?? 0) + LONGEST_MS);
      }),
    );
  });

  it('doubles, and is spread by chance', () => {
    expect([0, 1, 2, 3, 20].map((attempt) => nextWait(attempt, null, 0))).toEqual([
      250, 500, 1_000, 2_000, 15_000,
    ]);
    expect([0, 1, 20].map((attempt) => nextWait(attempt, null, 0.999999))).toEqual([500, 1_000, 30_000]);
  });
});

describe('patience', () => {
  function scene(patienceMs: number) {
    let now = 0;
    const waits: number[] = [];
    const backOff = createBackOff({
      pace: {
        elapsedMs: () => now,
        sleep: async (milliseconds) => {
          now += milliseconds;
        },
        random: () => 0,
      },
      patienceMs,
      onWait: (_, milliseconds) => waits.push(milliseconds),
    });
    return { backOff, waits, elapse: (milliseconds: number) => (now += milliseconds) };
  }

  it('ends when nothing has moved for so long, and says what was in the way', async () => {
    const { backOff, waits } = scene(2_000);
    const fault = new TransientFault('ECONNREFUSED');
    const tryForEver = async () => {
      for (;;) await backOff.wait(fault);
    };
    await expect(tryForEver()).rejects.toMatchObject({ code: 'server-unreachable', detail: 'ECONNREFUSED' });
    expect(waits).toEqual([250, 500, 1_000]);
  });

  it('gives up at once where the server asks for more of it than there is', async () => {
    const { backOff, waits } = scene(60_000);
    await expect(backOff.wait(new TransientFault('HTTP 429', 61_000))).rejects.toMatchObject({
      code: 'server-unreachable',
    });
    expect(waits).toEqual([]);
  });

  it('begins anew with whatever moves, the pace too', async () => {
    const { backOff, waits, elapse } = scene(2_000);
    const fault = new TransientFault('cut');
    for (let n = 0; n < 10; n += 1) {
      await backOff.wait(fault);
      elapse(1_000);
      backOff.reset();
    }
    expect(waits).toEqual(Array(10).fill(250));
  });
});

it.each([
  ['120', 120_000],
  ['0', 0],
  [undefined, null],
  ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  ['-1', null],
  ['99999999', null],
])('Retry-After: %p is %p milliseconds', (header, expected) => {
  expect(readRetryAfter(header)).toBe(expected);
});
