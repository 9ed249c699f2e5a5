import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import { openEmployerRecords, type RecordDeps } from './employer-records';
import { DirectoryError } from './errors';
import { openIdentity } from './identity-record';

/** All that an employer sees of an agent; in particular nothing of what the agent reads. */
export interface AgentView {
  /** Employment id. */
  readonly id: string;
  /** The newest matricule, and the payroll software it belongs to. */
  readonly payrollNumber: string;
  readonly source: string;
  readonly familyName: string;
  readonly usageName: string | null;
  readonly givenName: string;
  readonly birthDate: IsoDate;
  /** Where the invitation goes; never the address the agent signs in with. */
  readonly invitationAddress: string | null;
  readonly channel: Channel;
  readonly noticeDate: IsoDate | null;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate | null;
  readonly activated: boolean;
}

export interface AgentPage {
  readonly items: readonly AgentView[];
  readonly nextCursor: string | null;
}

export interface AgentQuery {
  readonly employerId: string;
  /** Rows of a page, 1 to 500; 100 unless said. */
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
  /** Only those who have, or have not, activated. */
  readonly activated?: boolean;
}

interface AgentRecord
  extends Omit<AgentView, 'familyName' | 'usageName' | 'givenName' | 'birthDate' | 'invitationAddress'> {
  readonly sealedIdentity: Buffer;
}

/**
 * An employer's agents by matricule, page by page.
 *
 * @throws {@link DirectoryError} `employer-not-found`, `cursor-invalid`
 */
export async function listAgents(
  deps: RecordDeps & { readonly uow: UnitOfWork },
  actor: Actor,
  { employerId, limit = 100, cursor, activated }: AgentQuery,
): Promise<AgentPage> {
  const size = Math.min(Math.max(limit, 1), 500);
  const [afterNumber, afterId] = cursor === undefined ? [null, null] : readCursor(cursor);
  return deps.uow.run(actor, async (tx) => {
    const records = await openEmployerRecords(tx, deps, employerId);
    const rows: AgentRecord[] = await tx.query(SELECT_PAGE, [
      employerId,
      afterNumber,
      afterId,
      activated ?? null,
      size + 1,
    ]);
    const items = rows.slice(0, size).map(({ sealedIdentity, ...row }) => {
      const { email, ...person } = openIdentity(records, row.id, sealedIdentity);
      return { ...row, ...person, invitationAddress: email };
    });
    const last = items.at(-1);
    return { items, nextCursor: rows.length > size && last !== undefined ? writeCursor(last) : null };
  });
}

const SELECT_PAGE = `
  select e.id, p.number as "payrollNumber", p.source, e.sealed_identity as "sealedIdentity", e.channel,
    e.notice_date::text as "noticeDate", e.start_date::text as "startDate", e.end_date::text as "endDate",
    e.activated
  from payroll_number p join employment e on e.id = p.employment_id
  where p.employer_id = $1
    and ($2::text is null or (p.number, p.employment_id) > ($2::text collate "C", $3::uuid))
    and ($4::boolean is null or e.activated = $4)
    and not exists (
      select from payroll_number newer where newer.employment_id = p.employment_id
        and (lower(newer.valid), newer.source, newer.number) > (lower(p.valid), p.source, p.number))
  order by p.number, p.employment_id limit $5`;

function writeCursor(last: AgentView): string {
  return Buffer.from(JSON.stringify([last.payrollNumber, last.id])).toString('base64url');
}

function readCursor(cursor: string): [string, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && isUuid(parsed[1])) {
      return [parsed[0], parsed[1]];
    }
  } catch {
    // Not ours: falls through to the one answer.
  }
  throw new DirectoryError('cursor-invalid');
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
