import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { AgentRow, AgentRowError } from './agent-row';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import type { EmployerRecords } from './employer-records';
import { foldName } from './fold-name';
import { openIdentity, type PersonIdentity } from './identity-record';
import { findOverlaps, type NumberSpan, spanKey } from './resolve-overlaps';
import { type EmploymentWrite, insertEmployments, updateEmployments } from './write-employments';

export interface ChunkOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errors: readonly AgentRowError[];
  /** Vaults of the agents whose name, birth date or address was changed. */
  readonly corrected: readonly string[];
}

interface StoredSpan extends NumberSpan {
  readonly employmentId: string;
  readonly vaultId: string;
  readonly activated: boolean;
  readonly sealedIdentity: Buffer;
  readonly channel: Channel;
  readonly noticeDate: IsoDate | null;
}

/** @param rows every row of the file for each matricule among them; keys are unique */
export async function importRows(
  tx: EntityManager,
  records: EmployerRecords,
  rows: readonly AgentRow[],
  at: Date,
  dryRun: boolean,
): Promise<ChunkOutcome> {
  // One import at a time per employer: what was read here still holds when it is written.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('directory:' || $1, 0))`, [
    records.employerId,
  ]);
  const stored = await readSpans(tx, records.employerId, rows);
  const storedByKey = new Map(stored.map((span) => [spanKey(span), span]));
  const errors: AgentRowError[] = [];
  const candidates = rows.filter((row) => {
    const known = storedByKey.get(spanKey(row));
    const code = known === undefined ? null : refuseIdentity(openKnown(records, known), row.identity, known);
    if (code !== null) errors.push({ line: row.line, code });
    return code === null;
  });
  const clashes = findOverlaps(stored, candidates);
  const created: EmploymentWrite[] = [];
  const updated: EmploymentWrite[] = [];
  const corrected: string[] = [];
  let unchanged = 0;
  for (const row of candidates) {
    const key = spanKey(row);
    const known = storedByKey.get(key);
    if (clashes.has(key)) errors.push({ line: row.line, code: 'payroll-number-overlap' });
    else if (known === undefined) {
      const { channel, noticeDate } = row;
      created.push({ ...row, employmentId: uuidv7(), channel: channel ?? 'unset', noticeDate });
    } else {
      const next = {
        ...row,
        employmentId: known.employmentId,
        channel: row.channel ?? known.channel,
        noticeDate: row.noticeDate ?? known.noticeDate,
      };
      const identity = openKnown(records, known);
      const isSamePerson = isSameIdentity(next.identity, identity);
      if (!isSamePerson) corrected.push(known.vaultId);
      if (isSamePerson && isSameRest(next, known)) unchanged += 1;
      else updated.push(next);
    }
  }
  if (!dryRun) {
    // Checked once both statements ran: one row may end what another begins.
    await tx.query('set constraints payroll_number_once deferred');
    await updateEmployments(tx, records, updated, at);
    await insertEmployments(tx, records, created, at);
    await tx.query('set constraints payroll_number_once immediate');
  }
  return { created: created.length, updated: updated.length, unchanged, errors, corrected };
}

/** Every span of these matricules, in whichever source: what is not asked for clashes with nothing. */
async function readSpans(
  tx: EntityManager,
  employerId: string,
  rows: readonly AgentRow[],
): Promise<StoredSpan[]> {
  return tx.query(
    `select p.source, p.number as "payrollNumber", lower(p.valid)::text as "startDate",
       (upper(p.valid) - 1)::text as "endDate", p.employment_id as "employmentId",
       e.vault_id as "vaultId", e.activated, e.sealed_identity as "sealedIdentity", e.channel, e.notice_date::text as "noticeDate"
     from payroll_number p join employment e on e.id = p.employment_id
     where p.employer_id = $1 and p.number = any ($2::text[])`,
    [employerId, [...new Set(rows.map((row) => row.payrollNumber))]],
  );
}

function openKnown(records: EmployerRecords, known: StoredSpan): PersonIdentity {
  return openIdentity(records, known.employmentId, known.sealedIdentity);
}

/**
 * A correction changes a name or the date; both at once is somebody else under an
 * old matricule. Once the agent has activated neither changes: an import after
 * an import would hand their vault's documents to another, one field at a time.
 */
function refuseIdentity(
  known: PersonIdentity,
  next: PersonIdentity,
  { activated }: StoredSpan,
): 'other-person' | 'identity-locked' | null {
  const otherDate = known.birthDate !== next.birthDate;
  // The given name too: it is all that tells twins apart.
  const otherName =
    foldName(known.familyName) !== foldName(next.familyName) ||
    foldName(known.givenName) !== foldName(next.givenName);
  if (otherDate && otherName) return 'other-person';
  return activated && (otherDate || otherName) ? 'identity-locked' : null;
}

function isSameIdentity(next: PersonIdentity, known: PersonIdentity): boolean {
  return (
    next.familyName === known.familyName &&
    next.usageName === known.usageName &&
    next.givenName === known.givenName &&
    next.birthDate === known.birthDate &&
    next.email === known.email
  );
}

function isSameRest(next: EmploymentWrite, known: StoredSpan): boolean {
  return (
    next.endDate === known.endDate && next.channel === known.channel && next.noticeDate === known.noticeDate
  );
}
