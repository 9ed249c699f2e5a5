import fc from 'fast-check';
import { loadConfig } from '../../../infra/config/load-config';
import { pauseAfter } from '../../../services/ingestion/webhooks/back-off';

const { limits } = loadConfig([], {});

it('makes its attempts over about a day, by default', () => {
  const pauses = Array.from({ length: limits.webhookAttempts - 1 }, (_, at) =>
    pauseAfter(at + 1, limits, 0.5),
  );
  expect(pauses).toEqual([30, 120, 480, 1920, 7680, 30_720, 43_200]);
  expect(pauses.reduce((sum, pause) => sum + pause) / 3600).toBeCloseTo(23.4, 1);
});

it('grows, up to the longest pause, and strays from it by a tenth at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 3600 }),
      fc.integer({ min: 1, max: 72 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, webhookRetrySeconds, webhookRetryHours, chance) => {
        const chosen = { webhookRetrySeconds, webhookRetryHours };
        const middle = pauseAfter(attempts, chosen, 0.5);
        const pause = pauseAfter(attempts, chosen, chance);
        expect(middle).toBeLessThanOrEqual(pauseAfter(attempts + 1, chosen, 0.5));
        expect(middle).toBeLessThanOrEqual(webhookRetryHours * 3600 + 1e-6);
        expect(middle).toBeGreaterThanOrEqual(Math.min(webhookRetrySeconds, webhookRetryHours * 3600) - 1e-6);
        expect(Math.abs(pause - middle)).toBeLessThanOrEqual(middle * 0.1 + 1e-6);
      },
    ),
  );
});
