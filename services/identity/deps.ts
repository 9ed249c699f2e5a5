import type { ObjectCipher } from '../../infra/ports/cipher';
import type { Clock } from '../../infra/ports/clock';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';

export interface IdentityDeps {
  readonly uow: UnitOfWork;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly journal: Journal;
  readonly limits: IdentityLimits;
}

/** Values are configuration; the defaults follow NIST SP 800-63B (sections 4.2.3 and 7.2, AAL2). */
export interface IdentityLimits {
  /** A session that nobody used for so long is over. */
  readonly sessionIdleMinutes: number;
  /** A session is over after this, used or not. */
  readonly sessionHours: number;
  readonly accessTokenMinutes: number;
  /** Codes of staff and operator. An agent's code lasts until it is replaced: letters wait in drawers. */
  readonly staffCodeDays: number;
  /** A repeated request gets the answer of the first for so long. */
  readonly idempotencyKeyHours: number;
  /** A process that says nothing for so long is dead: its request may be carried out again. */
  readonly idempotencyLeaseSeconds: number;
}

export const DEFAULT_IDENTITY_LIMITS: IdentityLimits = {
  sessionIdleMinutes: 30,
  sessionHours: 12,
  accessTokenMinutes: 60,
  staffCodeDays: 30,
  idempotencyKeyHours: 24,
  idempotencyLeaseSeconds: 30,
};

/** Nobody is known yet. */
export const ANONYMOUS: Actor = { scope: { kind: 'sign-in' }, role: 'anonymous', id: null };

const MINUTE_MS = 60_000;

export function addMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}
