/**
 * What the journal knows to have been done. The first eight are the functions
 * of a vault (NF Z42-020); the others are accesses, failed attempts and
 * maintenance (CPCE R55-4). New ones may be added, none renamed: entries stay.
 */
export type JournalAction =
  | 'deposit'
  | 'read'
  | 'destroy'
  | 'read-metadata'
  | 'control'
  | 'read-journal'
  | 'list'
  | 'count'
  | 'prove'
  | 'activate'
  | 'activation-failed'
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-out'
  | 'token-issued'
  | 'token-refused'
  | 'access-refused'
  | 'create-employer'
  | 'create-user'
  | 'create-client'
  | 'create-code'
  | 'import-agents'
  | 'set-layouts'
  | 'objection'
  | 'lift-objection'
  | 'batch-opened'
  | 'batch-submitted'
  | 'batch-proposed'
  | 'batch-confirmed'
  /** It waits for a person: the code says why. */
  | 'batch-held'
  | 'batch-expired'
  | 'batch-scheduled'
  | 'batch-published'
  | 'batch-cancelled'
  | 'batch-completed'
  | 'batch-failed'
  | 'match-manifest-only'
  | 'withdraw'
  /** HR said that a payslip replaces the one named as its predecessor. */
  | 'correct'
  /** A person chose the agent of a quarantined item. */
  | 'resolve-item'
  /** …although claim or page contradicts the choice: one entry per contradiction, named by its code. */
  | 'acknowledge-contradiction'
  | 'reject-item'
  | 'item-page-read'
  | 'create-webhook'
  | 'delete-webhook'
  | 'rotate-webhook-secret'
  /** The service gave it up: gone, or failing for days. */
  | 'webhook-disabled'
  | 'enable-webhook'
  | 'maintenance';

export type EntryOutcome = 'done' | 'refused' | 'failed';

/** Whose trace an entry belongs to: exactly one vault, or the operator's scope. */
export type SubjectKind = 'agent' | 'employer' | 'operator';
