import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import { type EmployerRecords, openEmployerRecords } from '../directory/employer-records';
import { searchEmployments } from '../directory/search-employments';
import type { Journal } from '../journal/append-entries';
import { DOCUMENT_COLUMNS, type DocumentView } from './document-view';
import { type EmployerDocumentView, viewEmployerDocuments } from './employer-document';
import { VaultError } from './errors';
import { type OwnDocumentRow, viewOwnDocuments } from './own-document';
import { employerSubject, ownedVaults } from './subjects';
import type { DocumentType } from './tables';

export interface DocumentPage<View extends DocumentView> {
  readonly items: readonly View[];
  readonly nextCursor: string | null;
}

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface OwnDocumentFilter {
  /** `YYYY`, of the period. */
  readonly year?: string | undefined;
  readonly type?: DocumentType | undefined;
  readonly employerId?: string | undefined;
}

export interface EmployerDocumentFilter {
  /** `YYYY-MM` */
  readonly period?: string | undefined;
  /** `YYYY`, of the period. */
  readonly year?: string | undefined;
  readonly type?: DocumentType | undefined;
  /** A matricule or a family or usage name, whole. */
  readonly search?: string | undefined;
}

interface ReadDeps {
  readonly uow: UnitOfWork;
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly journal: Journal;
}

/** Period, then the id of the last document. */
const AGENT_CURSOR = /^(\d{4}-\d{2})_(.+)$/;

/**
 * The documents of all vaults that an account owns, shown as one: newest period
 * first. Journaled in each of these vaults.
 *
 * @throws VaultError `cursor-invalid`
 */
export async function listOwnDocuments(
  deps: ReadDeps,
  actor: Actor,
  { limit, cursor, year, type, employerId }: PageRequest & OwnDocumentFilter,
): Promise<DocumentPage<DocumentView>> {
  const [, period, id] = cursor === undefined ? [] : (AGENT_CURSOR.exec(cursor) ?? invalidCursor());
  if (id !== undefined && !isUuid(id)) invalidCursor();
  return deps.uow.run(actor, async (tx) => {
    const vaults = await ownedVaults(tx);
    const rows: OwnDocumentRow[] = await tx.query(
      `select ${DOCUMENT_COLUMNS}, d.agent_vault_id as "vaultId", k.sealed_title as "sealedTitle"
       from document d join employer e on e.id = d.employer_id
         join document_key k on k.document_id = d.id and k.copy = 'agent'
       where d.agent_vault_id = any ($1::uuid[]) and d.state = 'deposited' and d.agent_copy = 'released'
         and ($2::text is null or (d.period, d.id) < ($2, $3::uuid))
         and ($5::text is null or d.period between $5 || '-01' and $5 || '-12')
         and ($6::text is null or d.type = $6) and ($7::uuid is null or d.employer_id = $7)
       order by d.period desc, d.id desc limit $4`,
      [
        vaults.map((vault) => vault.id),
        period ?? null,
        id ?? null,
        limit + 1,
        year ?? null,
        type ?? null,
        employerId ?? null,
      ],
    );
    await deps.journal.append(
      tx,
      actor,
      vaults.map((subject) => ({ subject, action: 'list', outcome: 'done' })),
    );
    const views = await viewOwnDocuments(tx, deps, rows.slice(0, limit));
    return toPage(views, rows.length > limit, (last) => `${last.period}_${last.id}`);
  });
}

/**
 * The documents that an employer deposited, newest first, withdrawn ones
 * included. Journaled in the employer's vault.
 *
 * @throws VaultError `cursor-invalid`
 */
export async function listEmployerDocuments(
  deps: ReadDeps,
  actor: Actor,
  employerId: string,
  { limit, cursor, period, year, type, search }: PageRequest & EmployerDocumentFilter,
): Promise<DocumentPage<EmployerDocumentView>> {
  if (cursor !== undefined && !isUuid(cursor)) invalidCursor();
  return deps.uow.run(actor, async (tx) => {
    const records = await openEmployerRecords(tx, deps, employerId);
    const found = search === undefined ? null : await searchEmployments(tx, records, search);
    const ids = await pageOfIds(tx, records, [
      cursor ?? null,
      limit + 1,
      period ?? null,
      type ?? null,
      found,
      year ?? null,
    ]);
    await deps.journal.append(tx, actor, [
      { subject: employerSubject(employerId), employerId, action: 'list', outcome: 'done' },
    ]);
    const views = await viewEmployerDocuments(tx, records, ids.slice(0, limit));
    return toPage(views, ids.length > limit, (last) => last.id);
  });
}

async function pageOfIds(
  tx: EntityManager,
  records: EmployerRecords,
  filter: readonly unknown[],
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select d.id from document d
     where d.employer_id = $1 and d.state = 'deposited' and ($2::uuid is null or d.id < $2)
       and ($4::text is null or d.period = $4) and ($5::text is null or d.type = $5)
       and ($6::uuid[] is null or d.employment_id = any ($6))
       and ($7::text is null or d.period between $7 || '-01' and $7 || '-12')
     order by d.id desc limit $3`,
    [records.employerId, ...filter],
  );
  return rows.map((row) => row.id);
}

function toPage<View extends DocumentView>(
  items: readonly View[],
  more: boolean,
  cursorOf: (last: View) => string,
): DocumentPage<View> {
  const last = items.at(-1);
  return { items, nextCursor: more && last !== undefined ? cursorOf(last) : null };
}

function invalidCursor(): never {
  throw new VaultError('cursor-invalid');
}
