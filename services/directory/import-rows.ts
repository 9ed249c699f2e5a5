import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { AgentRow, AgentRowError } from './agent-row';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import type { EmployerRecords } from './employer-records';
import {
  type CoreIdentity,
  differsInName,
  isSamePerson,
  openWithOrigin,
  type PersonIdentity,
} from './identity-record';
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
  readonly sealedIdentity: Buffer;
  readonly channel: Channel;
  readonly noticeDate: IsoDate | null;
}

interface KnownSpan extends StoredSpan {
  readonly identity: PersonIdentity;
  readonly origin: CoreIdentity;
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
  const stored = (await readSpans(tx, records.employerId, rows)).map(
    (span): KnownSpan => ({ ...span, ...openWithOrigin(records, span.employmentId, span.sealedIdentity) }),
  );
  const storedByKey = new Map(stored.map((span) => [spanKey(span), span]));
  const activated = await lockChanging(tx, rows, storedByKey);
  const errors: AgentRowError[] = [];
  const candidates = rows.filter((row) => {
    const known = storedByKey.get(spanKey(row));
    const code =
      known === undefined ? null : refuseIdentity(known, row.identity, activated.has(known.employmentId));
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
      const employmentId = uuidv7();
      created.push({
        ...row,
        employmentId,
        channel: channel ?? 'unset',
        noticeDate,
        origin: null,
        renewed: false,
      });
    } else {
      const next = {
        ...row,
        employmentId: known.employmentId,
        channel: row.channel ?? known.channel,
        noticeDate: row.noticeDate ?? known.noticeDate,
        origin: isSamePerson(row.identity, known.origin) ? null : coreOf(known.origin),
        renewed: !isSamePerson(row.identity, known.identity),
      };
      const isCorrection = !isSameIdentity(next.identity, known.identity);
      if (isCorrection) corrected.push(known.vaultId);
      if (!isCorrection && isSameRest(next, known)) unchanged += 1;
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
       e.vault_id as "vaultId", e.sealed_identity as "sealedIdentity", e.channel, e.notice_date::text as "noticeDate"
     from payroll_number p join employment e on e.id = p.employment_id
     where p.employer_id = $1 and p.number = any ($2::text[])`,
    [employerId, [...new Set(rows.map((row) => row.payrollNumber))]],
  );
}

/**
 * Employments whose person is to change: until the end of this import nobody activates them.
 *
 * @returns those that are activated already
 */
async function lockChanging(
  tx: EntityManager,
  rows: readonly AgentRow[],
  storedByKey: ReadonlyMap<string, KnownSpan>,
): Promise<ReadonlySet<string>> {
  const ids = rows.flatMap((row) => {
    const known = storedByKey.get(spanKey(row));
    return known === undefined || isSamePerson(row.identity, known.identity) ? [] : [known.employmentId];
  });
  const locked: { id: string; activated: boolean }[] = await tx.query(
    'select id, activated from employment where id = any ($1::uuid[]) order by id for no key update',
    [ids],
  );
  return new Set(locked.flatMap(({ id, activated }) => (activated ? [id] : [])));
}

/**
 * A correction changes a name or the date; both is somebody else under an old
 * matricule, in one import or in several: each is compared with who the employment
 * was first made for, too. Once the agent has activated neither changes: their
 * vault's documents would be handed to another, one field at a time.
 */
function refuseIdentity(
  { identity, origin }: KnownSpan,
  next: PersonIdentity,
  activated: boolean,
): 'other-person' | 'identity-locked' | null {
  if (isSamePerson(identity, next)) return null;
  if (isOther(identity, next)) return 'other-person';
  if (activated) return 'identity-locked';
  return isOther(origin, next) ? 'other-person' : null;
}

function isOther(known: CoreIdentity, next: CoreIdentity): boolean {
  return known.birthDate !== next.birthDate && differsInName(known, next);
}

function coreOf({ familyName, givenName, birthDate }: CoreIdentity): CoreIdentity {
  return { familyName, givenName, birthDate };
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
