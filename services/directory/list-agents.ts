import type { EntityManager } from 'typeorm';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import type { Journal } from '../journal/append-entries';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import { type EmployerRecords, openEmployerRecords, type RecordDeps } from './employer-records';
import { DirectoryError } from './errors';
import { openIdentity } from './identity-record';
import { searchKeys } from './search-employments';

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
  /** The beginning of a matricule they ever held, or their family or usage name, whole. */
  readonly search?: string;
}

interface AgentRecord
  extends Omit<AgentView, 'familyName' | 'usageName' | 'givenName' | 'birthDate' | 'invitationAddress'> {
  readonly sealedIdentity: Buffer;
}

/**
 * An employer's agents by matricule, page by page; journaled in the employer's
 * vault.
 *
 * @throws {@link DirectoryError} `employer-not-found`, `cursor-invalid`
 */
export async function listAgents(
  deps: RecordDeps & { readonly uow: UnitOfWork; readonly journal: Journal },
  actor: Actor,
  { employerId, limit = 100, cursor, activated, search }: AgentQuery,
): Promise<AgentPage> {
  const size = Math.min(Math.max(limit, 1), 500);
  if (cursor !== undefined && !isUuid(cursor)) throw new DirectoryError('cursor-invalid');
  return deps.uow.run(actor, async (tx) => {
    const records = await openEmployerRecords(tx, deps, employerId);
    const afterNumber = cursor === undefined ? null : await numberOf(tx, employerId, cursor);
    const page = [employerId, afterNumber, cursor ?? null, activated ?? null, size + 1];
    const rows: AgentRecord[] =
      search === undefined
        ? await tx.query(selectPage(''), page)
        : await tx.query(selectPage(AMONG_FOUND), [...page, ...keysOf(records, search)]);
    const items = rows.slice(0, size).map(({ sealedIdentity, ...row }) => {
      const { email, ...person } = openIdentity(records, row.id, sealedIdentity);
      return { ...row, ...person, invitationAddress: email };
    });
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'employer', id: employerId },
        employerId,
        owner: employerId,
        action: 'list',
        outcome: 'done',
      },
    ]);
    return { items, nextCursor: rows.length > size ? (items.at(-1)?.id ?? null) : null };
  });
}

/**
 * Where a page begins. The cursor is an employment's id alone: a matricule is
 * personal and has no place in a URL.
 *
 * @throws {@link DirectoryError} `cursor-invalid`: not an employment of this employer
 */
async function numberOf(tx: EntityManager, employerId: string, employmentId: string): Promise<string> {
  const [row]: { number: string }[] = await tx.query(
    `select number from payroll_number where employer_id = $1 and employment_id = $2
     order by lower(valid) desc, source desc, number desc limit 1`,
    [employerId, employmentId],
  );
  if (row === undefined) throw new DirectoryError('cursor-invalid');
  return row.number;
}

function keysOf(records: EmployerRecords, search: string): [string, Buffer | null] {
  const { number, nameIndex } = searchKeys(records, search);
  return [number, nameIndex];
}

/** A union, so that each kind of match is found by its own index. */
const AMONG_FOUND = `
    and p.employment_id in (
      select employment_id from payroll_number where employer_id = $1 and $6 <> '' and starts_with(number, $6)
      union select id from employment where employer_id = $1 and family_index = $7
      union select id from employment where employer_id = $1 and usage_index = $7)`;

const selectPage = (condition: string): string => `
  select e.id, p.number as "payrollNumber", p.source, e.sealed_identity as "sealedIdentity", e.channel,
    e.notice_date::text as "noticeDate", e.start_date::text as "startDate", e.end_date::text as "endDate",
    e.activated
  from payroll_number p join employment e on e.id = p.employment_id
  where p.employer_id = $1
    and ($2::text is null or (p.number, p.employment_id) > ($2::text collate "C", $3::uuid))
    and ($4::boolean is null or e.activated = $4)
    and not exists (
      select from payroll_number newer where newer.employment_id = p.employment_id
        and (lower(newer.valid), newer.source, newer.number) > (lower(p.valid), p.source, p.number))${condition}
  order by p.number, p.employment_id limit $5`;
