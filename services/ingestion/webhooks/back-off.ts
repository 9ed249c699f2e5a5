const HOUR = 3_600;
const FACTOR = 4;
/** A tenth less to a tenth more: what failed at once is not tried again at once. */
const JITTER = 0.1;

/**
 * Seconds until the next attempt: four times as long each time, up to a longest.
 * With the defaults eight attempts take about a day.
 *
 * @param attempts made so far, at least one
 * @param chance from 0 (included) to 1
 */
export function pauseAfter(
  attempts: number,
  limits: { readonly webhookRetrySeconds: number; readonly webhookRetryHours: number },
  chance: number,
): number {
  const pause = Math.min(
    limits.webhookRetrySeconds * FACTOR ** (attempts - 1),
    limits.webhookRetryHours * HOUR,
  );
  return pause * (1 - JITTER + 2 * JITTER * chance);
}
