import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { isUuid } from '../../infra/ports/uuid';
import type { Journal } from '../journal/append-entries';
import { DOCUMENT_COLUMNS, type DocumentView, viewDocument } from './document-view';
import { VaultError } from './errors';
import { employerSubject, ownedVaults } from './subjects';

export interface DocumentPage {
  readonly items: readonly DocumentView[];
  readonly nextCursor: string | null;
}

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface ReadDeps {
  readonly uow: UnitOfWork;
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
  { limit, cursor }: PageRequest,
): Promise<DocumentPage> {
  const [, period, id] = cursor === undefined ? [] : (AGENT_CURSOR.exec(cursor) ?? invalidCursor());
  if (id !== undefined && !isUuid(id)) invalidCursor();
  return deps.uow.run(actor, async (tx) => {
    const vaults = await ownedVaults(tx);
    const rows = await tx.query(
      `select ${DOCUMENT_COLUMNS} from document d join employer e on e.id = d.employer_id
       where d.agent_vault_id = any ($1::uuid[]) and d.state = 'deposited' and d.agent_copy = 'released'
         and ($2::text is null or (d.period, d.id) < ($2, $3::uuid))
       order by d.period desc, d.id desc limit $4`,
      [vaults.map((vault) => vault.id), period ?? null, id ?? null, limit + 1],
    );
    await deps.journal.append(
      tx,
      actor,
      vaults.map((subject) => ({ subject, action: 'list', outcome: 'done' })),
    );
    return toPage(rows.map(viewDocument), limit, (last) => `${last.period}_${last.id}`);
  });
}

/** The documents that an employer deposited, newest first. @throws VaultError `cursor-invalid` */
export async function listEmployerDocuments(
  deps: ReadDeps,
  actor: Actor,
  employerId: string,
  { limit, cursor }: PageRequest,
): Promise<DocumentPage> {
  if (cursor !== undefined && !isUuid(cursor)) invalidCursor();
  return deps.uow.run(actor, async (tx) => {
    const rows = await tx.query(
      `select ${DOCUMENT_COLUMNS} from document d join employer e on e.id = d.employer_id
       where d.employer_id = $1 and d.state = 'deposited' and ($2::uuid is null or d.id < $2)
       order by d.id desc limit $3`,
      [employerId, cursor ?? null, limit + 1],
    );
    await deps.journal.append(tx, actor, [
      { subject: employerSubject(employerId), employerId, action: 'list', outcome: 'done' },
    ]);
    return toPage(rows.map(viewDocument), limit, (last) => last.id);
  });
}

function toPage(
  views: readonly DocumentView[],
  limit: number,
  cursorOf: (last: DocumentView) => string,
): DocumentPage {
  const items = views.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: views.length > limit && last !== undefined ? cursorOf(last) : null };
}

function invalidCursor(): never {
  throw new VaultError('cursor-invalid');
}
