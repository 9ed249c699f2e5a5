import type { EntityManager } from 'typeorm';
import type { Actor } from '../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../directory/employer-records';
import { employmentsOf } from '../identity/employments-of';
import { type ReachedDocument, traceAccess } from './access-trace';
import { type EmployerDocumentView, viewEmployerDocuments } from './employer-document';
import { VaultError } from './errors';
import type { DocumentReader } from './open-document';
import { oneAtATime } from './reserve-documents';
import type { DocumentType } from './tables';

interface CorrectionRow extends Omit<ReachedDocument, 'sha256'> {
  readonly type: DocumentType;
  readonly sha256: Buffer;
  readonly depositedAt: Date;
  readonly corrects: string | null;
  readonly withdrawn: boolean;
  /** Has a deposited successor. */
  readonly replaced: boolean;
}

/**
 * A person says that a further slip replaces an earlier payslip of the same agent and
 * month. Both stay, in both vaults, with the proofs that they have: what changes is which
 * of them counts. Journaled in both vaults, the predecessor named. A second time changes nothing.
 *
 * @throws VaultError `document-not-found`, `self-deposit`, and the `correction-…` codes
 */
export async function correctDocument(
  deps: Omit<DocumentReader, 'store'>,
  actor: Actor,
  { employerId, documentId }: { readonly employerId: string; readonly documentId: string },
  predecessorId: string,
): Promise<EmployerDocumentView> {
  const own = await ownEmployments(deps, actor);
  try {
    return await deps.uow.run(actor, async (tx) => {
      // What a manifest corrects meanwhile is seen, or waits.
      await oneAtATime(tx, employerId);
      const document = await readRow(tx, employerId, documentId);
      const predecessor = await readRow(tx, employerId, predecessorId);
      if (own.has(document.employmentId)) throw new VaultError('self-deposit');
      if (document.corrects !== predecessor.id) {
        await requireCorrectable(tx, document, predecessor);
        await tx.query('update document set corrects = $2 where id = $1', [document.id, predecessor.id]);
        const traced = { ...document, sha256: document.sha256.toString('hex'), predecessor: predecessor.id };
        await deps.journal.append(tx, actor, traceAccess(actor, traced, 'correct'));
      }
      const records = await openEmployerRecords(tx, deps, employerId);
      const [view] = await viewEmployerDocuments(tx, records, [document.id]);
      if (view === undefined) throw new VaultError('document-not-found');
      return view;
    });
  } catch (error) {
    // A successor that is reserved and not deposited yet is not for the API to see; its place is taken all the same.
    if (isTakenPlace(error)) throw new VaultError('correction-replaced', { cause: error });
    throw error;
  }
}

/** In the scope that may know who owns what: an employer's may not. */
async function ownEmployments(deps: Pick<DocumentReader, 'uow'>, actor: Actor): Promise<ReadonlySet<string>> {
  const { id } = actor;
  if (id === null) return new Set();
  return deps.uow.run({ ...actor, scope: { kind: 'sign-in' } }, (tx) => employmentsOf(tx, id));
}

async function readRow(tx: EntityManager, employerId: string, documentId: string): Promise<CorrectionRow> {
  const [row]: CorrectionRow[] = await tx.query(
    `select d.id, d.type, d.period, d.sealed_sha256 as sha256, d.employer_id as "employerId",
       e.siret as "employerSiret", d.employment_id as "employmentId", d.agent_vault_id as "agentVaultId",
       d.deposited_at as "depositedAt", d.corrects, d.withdrawn_at is not null as withdrawn,
       exists (select 1 from document s where s.corrects = d.id and s.withdrawn_at is null) as replaced
     from document d join employer e on e.id = d.employer_id
     where d.id = $1 and d.employer_id = $2 and d.state = 'deposited'`,
    [documentId, employerId],
  );
  if (row === undefined) throw new VaultError('document-not-found');
  return row;
}

/**
 * The rules of a manifest's `corrects`, for two documents that are both there. The one
 * replaced came first; where both came with one chunk, whichever a person says, as long
 * as no chain of corrections closes to a ring.
 */
async function requireCorrectable(
  tx: EntityManager,
  document: CorrectionRow,
  predecessor: CorrectionRow,
): Promise<void> {
  if (document.type !== 'payslip' || predecessor.type !== 'payslip') {
    throw new VaultError('correction-not-payslip');
  }
  if (document.employmentId !== predecessor.employmentId) throw new VaultError('correction-other-agent');
  if (document.period !== predecessor.period) throw new VaultError('correction-other-period');
  if (document.withdrawn || predecessor.withdrawn) throw new VaultError('correction-withdrawn');
  if (document.corrects !== null) throw new VaultError('correction-exists');
  if (predecessor.replaced) throw new VaultError('correction-replaced');
  if (document.depositedAt < predecessor.depositedAt) throw new VaultError('correction-not-earlier');
  const ring: unknown[] = await tx.query(
    `with recursive chain as (
       select id, corrects from document where id = $1
       union select d.id, d.corrects from document d join chain on d.id = chain.corrects)
     select 1 from chain where id = $2`,
    [predecessor.id, document.id],
  );
  if (ring.length > 0) throw new VaultError('correction-not-earlier');
}

/** PostgreSQL's unique_violation on the index of successors. */
function isTakenPlace(error: unknown): boolean {
  const driver = (error as { driverError?: { code?: unknown; constraint?: unknown } } | null)?.driverError;
  return driver?.code === '23505' && driver.constraint === 'document_successor';
}
