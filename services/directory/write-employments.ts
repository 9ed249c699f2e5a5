import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { IsoDate } from './calendar';
import type { Channel } from './electronic-delivery';
import type { EmployerRecords } from './employer-records';
import { type CoreIdentity, type PersonIdentity, sealIdentity } from './identity-record';

/** An employment as it shall stand, with the one matricule that the file gave. */
export interface EmploymentWrite {
  readonly employmentId: string;
  readonly source: string;
  readonly payrollNumber: string;
  readonly identity: PersonIdentity;
  /** Who it was first made for, where an import changed that; NULL: `identity`. */
  readonly origin: CoreIdentity | null;
  /** Whether birth name, given name or birth date are others than before. */
  readonly renewed: boolean;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate | null;
  readonly channel: Channel;
  readonly noticeDate: IsoDate | null;
}

export async function insertEmployments(
  tx: EntityManager,
  records: EmployerRecords,
  writes: readonly EmploymentWrite[],
  at: Date,
): Promise<void> {
  if (writes.length === 0) return;
  const ids = writes.map((write) => write.employmentId);
  await tx.query(
    `insert into employment (employer_id, created_at, updated_at, id, vault_id, start_date, sealed_identity,
       family_index, usage_index, channel, notice_date, end_date)
     select $1::uuid, $2::timestamptz, $2::timestamptz, * from unnest($3::uuid[], $4::uuid[], $5::date[],
       $6::bytea[], $7::bytea[], $8::bytea[], $9::text[], $10::date[], $11::date[])`,
    [
      records.employerId,
      at,
      ids,
      writes.map(() => uuidv7()),
      writes.map((write) => write.startDate),
      ...identityColumns(records, writes),
    ],
  );
  await tx.query(
    `insert into payroll_number (employer_id, employment_id, source, number, valid)
     select $1::uuid, id, source, number, daterange(first, last, '[]')
     from unnest($2::uuid[], $3::text[], $4::text[], $5::date[], $6::date[])
       as new (id, source, number, first, last)`,
    [
      records.employerId,
      ids,
      writes.map((write) => write.source),
      writes.map((write) => write.payrollNumber),
      writes.map((write) => write.startDate),
      writes.map((write) => write.endDate),
    ],
  );
}

export async function updateEmployments(
  tx: EntityManager,
  records: EmployerRecords,
  writes: readonly EmploymentWrite[],
  at: Date,
): Promise<void> {
  if (writes.length === 0) return;
  const ids = writes.map((write) => write.employmentId);
  await tx.query(
    `update employment e set updated_at = $1::timestamptz, sealed_identity = new.sealed,
       family_index = new.family, usage_index = new.usage, channel = new.channel,
       notice_date = new.notice, end_date = new.last,
       identity_revision = e.identity_revision + new.renewed::integer
     from unnest($2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::date[], $8::date[], $9::boolean[])
       as new (id, sealed, family, usage, channel, notice, last, renewed)
     where e.id = new.id`,
    [at, ids, ...identityColumns(records, writes), writes.map((write) => write.renewed)],
  );
  await tx.query(
    `update payroll_number p set valid = daterange(new.first, new.last, '[]')
     from unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::date[])
       as new (id, source, number, first, last)
     where p.employment_id = new.id and p.source = new.source and p.number = new.number
       and lower(p.valid) = new.first`,
    [
      ids,
      writes.map((write) => write.source),
      writes.map((write) => write.payrollNumber),
      writes.map((write) => write.startDate),
      writes.map((write) => write.endDate),
    ],
  );
}

function identityColumns(records: EmployerRecords, writes: readonly EmploymentWrite[]): unknown[] {
  const sealed = writes.map((write) =>
    sealIdentity(records, write.employmentId, write.identity, write.origin),
  );
  return [
    sealed.map((identity) => identity.sealed),
    sealed.map((identity) => identity.familyIndex),
    sealed.map((identity) => identity.usageIndex),
    writes.map((write) => write.channel),
    writes.map((write) => write.noticeDate),
    writes.map((write) => write.endDate),
  ];
}
