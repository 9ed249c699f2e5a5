import type { DirectoryErrorCode } from '../../directory/errors';
import type { IdentityErrorCode } from '../../identity/errors';
import type { IngestionErrorCode } from '../../ingestion/errors';
import type { JournalErrorCode } from '../../journal/errors';
import type { VaultErrorCode } from '../../vaults/errors';
import type { HttpErrorCode } from './problem';

/** Parts that are down, as adapters name it. */
type UnavailableCode =
  | 'database-unavailable'
  | 'storage-unavailable'
  | 'key-unavailable'
  | 'verifier-busy'
  | 'verifier-unavailable';

/**
 * Codes that no caller can bring about or mend: the journal's own findings
 * about itself. They answer as an unknown error does, and are alarms in the log.
 */
type InternalCode =
  | 'origin-mismatch'
  | 'checkpoint-invalid'
  | 'log-truncated'
  | 'tree-inconsistent'
  | 'key-invalid';

export type ProblemCode = Exclude<
  | HttpErrorCode
  | DirectoryErrorCode
  | IdentityErrorCode
  | IngestionErrorCode
  | JournalErrorCode
  | VaultErrorCode
  | UnavailableCode,
  InternalCode
>;

/**
 * Every code with its status and the sentence that goes with it. A capability
 * that gains a code does not compile until it stands here.
 */
export const PROBLEMS: { readonly [C in ProblemCode]: readonly [status: number, detail: string] } = {
  // HTTP itself.
  'invalid-request': [400, 'Parts of the request do not have the documented form.'],
  'malformed-body': [400, 'The body cannot be read as its content type says.'],
  'body-interrupted': [400, 'The body ended before its announced length.'],
  'not-authenticated': [401, 'No valid credential came with the request.'],
  'csrf-token-invalid': [403, 'X-CSRF-Token does not belong to this session.'],
  'origin-refused': [403, 'The request was started by another site.'],
  'role-insufficient': [403, 'The role of the caller does not allow this.'],
  'not-found': [404, 'There is nothing here that the caller may see.'],
  'tus-version-unsupported': [412, 'Uploads that can be continued follow tus 1.0.0: send Tus-Resumable.'],
  'method-not-allowed': [405, 'This can be read with GET only.'],
  'body-too-slow': [408, 'The body did not arrive in time.'],
  'not-acceptable': [406, 'None of the accepted content types is available.'],
  'body-too-large': [413, 'The body exceeds the configured limit.'],
  'unsupported-media-type': [415, 'The content type or encoding of the body is not accepted here.'],
  'idempotency-key-invalid': [
    400,
    'The Idempotency-Key is not one value of 1 to 200 visible ASCII characters.',
  ],
  'too-many-requests': [429, 'Too many attempts. Wait as long as Retry-After says.'],

  'uploads-busy': [503, 'Many files are being sent. Send again when Retry-After says.'],
  'quota-uploads-at-once': [429, 'The employer sends as many files at a time as it may.'],

  // Parts that are down.
  'database-unavailable': [503, 'The database cannot be reached at the moment.'],
  'storage-unavailable': [503, 'The object storage cannot be reached at the moment.'],
  'key-unavailable': [503, 'A key that this needs is not available at the moment.'],
  'verifier-busy': [503, 'Many files are being verified. Ask again shortly.'],
  'verifier-unavailable': [503, 'Files cannot be verified at the moment.'],

  // Directory.
  'cursor-invalid': [400, 'The cursor is not one that this list returned.'],
  'employer-not-found': [404, 'There is no such employer for the caller.'],
  'employment-not-found': [404, 'There is no such agent for the caller.'],
  'siret-invalid': [400, 'The SIRET is not 14 digits with a correct key.'],
  'siret-taken': [409, 'An employer with this SIRET exists already.'],
  'employer-name-invalid': [400, 'The name is empty, too long, or holds control characters.'],
  'notice-date-invalid': [400, 'The notice date is not a date.'],
  'settings-invalid': [400, 'A setting is unknown or out of its range.'],
  'not-utf8': [400, 'The file is not UTF-8.'],
  'csv-empty': [400, 'The file has no row.'],
  'csv-malformed': [400, 'The file is not well-formed CSV.'],
  'column-missing': [400, 'A required column is missing.'],
  'column-twice': [400, 'A column stands twice in the head.'],
  'over-limit': [413, 'This is more than a configured limit allows.'],

  // Identity.
  'unsupported-grant-type': [400, 'The only grant is client_credentials.'],
  'sign-in-refused': [401, 'Login and password do not go together.'],
  'sign-in-locked': [429, 'Too many wrong passwords. Wait as long as Retry-After says.'],
  'activation-refused': [403, 'Code and birth date do not go together, or the code no longer holds.'],
  'code-locked': [403, 'Too many failures: a new code, given a day after the last of them, works again.'],
  'already-activated': [409, 'This was activated already.'],
  'nobody-to-write-to': [409, 'Nobody among these still has to activate.'],
  'login-required': [400, 'A login must be chosen: no address is known for this code.'],
  'login-invalid': [400, 'The login is not a mail address.'],
  'login-taken': [409, 'The login is in use: choose another, or sign in and link this employment.'],
  'password-too-short': [400, 'The password is too short.'],
  'password-too-long': [400, 'The password is too long.'],
  'password-too-common': [400, 'The password is among those that are guessed first.'],
  'invalid-client': [401, 'The client is unknown or its secret is wrong.'],
  'invalid-scope': [400, 'A scope is unknown, or not granted to this client.'],
  'client-name-invalid': [400, 'The name is empty, too long, or holds control characters.'],
  'idempotency-key-in-use': [409, 'The first request with this Idempotency-Key is still being carried out.'],
  'idempotency-key-reused': [422, 'This Idempotency-Key came with another request before: use a new one.'],
  'operator-name-invalid': [400, 'The name is empty, too long, or holds control characters.'],

  // Ingestion.
  'batch-not-found': [404, 'There is no such batch for the caller.'],
  'batch-reference-conflict': [409, 'The reference is known with other metadata.'],
  'batch-already-submitted': [409, 'The batch was submitted with other content.'],
  'batch-without-content': [409, 'The batch has no complete content yet.'],
  'batch-not-proposed': [409, 'The batch does not wait for a confirmation.'],
  'batch-failed': [409, 'The batch failed: nothing of it was deposited, and nothing is left to stop.'],
  'backlog-full': [503, 'Much waits to be worked off. Send again when Retry-After says.'],
  'quota-open-batches': [429, 'The employer has as many unfinished batches as it may have.'],
  'quota-staged-bytes': [429, 'The unfinished batches of the employer hold as many bytes as they may.'],
  'quota-items-per-day': [429, 'The employer has submitted as many items today as it may in a day.'],
  'batch-published': [409, 'Too late: the batch is published, and agents may have seen it.'],
  'period-invalid': [400, 'The period is not a month (YYYY-MM).'],
  'upload-too-large': [413, 'The upload exceeds the configured limit.'],
  'upload-empty': [400, 'The upload holds no byte.'],
  'upload-overtaken': [409, 'Another upload of this batch ended meanwhile: that one stands.'],
  'upload-not-found': [404, 'There is no such upload for the caller: begin a new one.'],
  'upload-offset-conflict': [409, 'The bytes do not begin where the upload ends. Ask for its offset.'],
  'upload-in-too-many-parts': [413, 'The upload comes in more pieces than is allowed. Send larger ones.'],
  'item-not-found': [404, 'There is no such item for the caller.'],
  'item-not-quarantined': [409, 'The item does not wait for a decision, or somebody has just taken one.'],
  'staging-gone': [410, 'The file of this item was destroyed at its age: it can only be rejected.'],
  'page-not-renderable': [422, 'There is no such page, or it cannot be drawn within the limits.'],
  'self-deposit': [403, 'Nobody deposits for themself, or for who sent the batch.'],
  'choice-disagrees': [409, 'Claim or page contradicts the agent chosen. Repeat with acknowledge to insist.'],
  'other-employer-only-reject': [409, 'The page names another employer: the item can only be rejected.'],
  'same-document-exists': [409, 'This agent has the same document already.'],
  'webhook-not-found': [404, 'There is no such webhook for the caller.'],
  'webhook-delivery-not-found': [404, 'There is no such delivery to this webhook.'],
  'webhook-url-invalid': [
    400,
    'Not a plain https:// address in ASCII, without user, fragment or odd spelling.',
  ],
  'webhook-port-refused': [400, 'The port of the address is not among those that are called.'],
  'webhook-address-refused': [
    400,
    'The address leads, or one of its does, to where the public internet is not.',
  ],
  'webhook-host-unresolved': [400, 'No name server knows an address for the name.'],
  'too-many-webhooks': [409, 'The employer has as many webhooks as the configured limit allows.'],
  'webhook-disabled': [409, 'The webhook is disabled: enable it first.'],

  // Vaults.
  'document-not-found': [404, 'There is no such document for the caller.'],
  'correction-other-agent': [409, 'The two documents are of different agents.'],
  'correction-other-period': [409, 'The two payslips are of different months.'],
  'correction-not-payslip': [409, 'Only a payslip replaces, and is replaced by, a payslip.'],
  'correction-withdrawn': [409, 'One of the two was withdrawn before any agent saw it.'],
  'correction-replaced': [409, 'Another document has replaced it already.'],
  'correction-exists': [409, 'The document replaces another one already.'],
  'correction-not-earlier': [409, 'The document to be replaced was not deposited before this one.'],
  'document-damaged': [500, 'The stored document does not match its record. It was not delivered.'],
  'proof-not-ready': [409, 'The journal has not published the entry yet. Ask again shortly.'],

  // Journal.
  'entry-not-found': [404, 'There is no such entry for the caller.'],
  'not-yet-published': [409, 'The journal has not published the entry yet. Ask again shortly.'],
};

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
