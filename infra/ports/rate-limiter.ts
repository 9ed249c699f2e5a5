/**
 * Attempts per minute, counted where all processes see them: an attacker who
 * spreads over processes gains nothing.
 */
export interface RateLimiter {
  /**
   * Counts one attempt.
   * @param network where it comes from: what counts as one caller
   * @returns seconds to wait when the minute's attempts are used up, else null
   */
  take(rule: string, network: string, perMinute: number): Promise<number | null>;
}
