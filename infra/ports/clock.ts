/**
 * Business time: periods, notices, retention, journal, certificate validity.
 *
 * Leases, timeouts and back-off never use it: they read PostgreSQL's
 * clock_timestamp() or performance.now(), so that moving business time in a
 * test moves no lease.
 */
export interface Clock {
  now(): Date;
}
