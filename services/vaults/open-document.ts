import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { CipherError, type ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing } from '../../infra/ports/key-ring';
import { type ObjectStore, ObjectStoreError } from '../../infra/ports/object-store';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { openEmployerRecords } from '../directory/employer-records';
import type { Journal } from '../journal/append-entries';
import { type ReachedDocument, traceAccess } from './access-trace';
import { BUCKET_OF, documentKeyContext } from './copy-keys';
import { DOCUMENT_COLUMNS, type DocumentFacts, type DocumentView, viewDocument } from './document-view';
import { type EmployerDocumentView, viewEmployerDocuments } from './employer-document';
import { VaultError } from './errors';
import { type OwnDocumentRow, viewOwnDocuments } from './own-document';
import type { CopyKind } from './tables';
import { readVaultKeys } from './vault-keys';

export interface DocumentReader {
  readonly uow: UnitOfWork;
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly store: ObjectStore;
  readonly journal: Journal;
}

/** A document whose reading is journaled already. */
export interface OpenedDocument {
  readonly document: DocumentFacts;
  /** The sealed file; a segment leaves only after its tag verified. @throws VaultError `document-damaged` */
  readonly content: AsyncIterable<Buffer>;
}

interface CopyRow {
  readonly operatorId: string;
  readonly agentVaultId: string;
  readonly employmentId: string;
  readonly employerSiret: string;
  readonly vaultId: string;
  readonly wrapped: Buffer;
  readonly objectKey: string;
  readonly versionId: string;
}

/** Metadata of a document of one's own, journaled. @throws VaultError `document-not-found` */
export async function readDocument(
  deps: Omit<DocumentReader, 'store'>,
  actor: Actor,
  documentId: string,
): Promise<DocumentView> {
  return deps.uow.run(actor, async (tx) => {
    const { row, document, copy } = await findDocument(tx, actor, documentId);
    await deps.journal.append(tx, actor, traceAccess(actor, reached(document, copy), 'read-metadata'));
    const [view] = await viewOwnDocuments(tx, deps, [row]);
    if (view === undefined) throw new VaultError('document-not-found');
    return view;
  });
}

/** Metadata of a document of the employer's, journaled in the agent's trace too. @throws VaultError `document-not-found` */
export async function readEmployerDocument(
  deps: Omit<DocumentReader, 'store'>,
  actor: Actor,
  employerId: string,
  documentId: string,
): Promise<EmployerDocumentView> {
  return deps.uow.run(actor, async (tx) => {
    const { document, copy } = await findDocument(tx, actor, documentId);
    await deps.journal.append(tx, actor, traceAccess(actor, reached(document, copy), 'read-metadata'));
    const records = await openEmployerRecords(tx, deps, employerId);
    const [view] = await viewEmployerDocuments(tx, records, [documentId]);
    if (view === undefined) throw new VaultError('document-not-found');
    return view;
  });
}

/**
 * Opens the copy that belongs to the actor: the agent's from the agent's vault,
 * the employer's from the employer's. Journaled before the first byte; an
 * employer's reading stands in the agent's trace too.
 *
 * @throws VaultError `document-not-found`
 */
export async function openDocument(
  deps: DocumentReader,
  actor: Actor,
  documentId: string,
): Promise<OpenedDocument> {
  const { document, copy, vaultKey } = await deps.uow.run(actor, async (tx) => {
    const found = await findDocument(tx, actor, documentId);
    const vaultKey = (await readVaultKeys(tx, deps, [found.copy.vaultId])).get(found.copy.vaultId);
    if (vaultKey === undefined) throw new VaultError('document-not-found');
    await deps.journal.append(tx, actor, traceAccess(actor, reached(found.document, found.copy), 'read'));
    return { ...found, vaultKey };
  });
  return { document, content: watched(deps, actor, document, copy, vaultKey) };
}

/** A copy that proves damaged while it is read: said in the trace, in a transaction of its own. */
async function* watched(
  deps: DocumentReader,
  actor: Actor,
  document: DocumentFacts,
  copy: CopyRow,
  vaultKey: Buffer,
): AsyncGenerator<Buffer> {
  try {
    yield* decrypt(deps, document, copyKindOf(actor), copy, vaultKey);
  } catch (error) {
    if (error instanceof VaultError) {
      const entries = traceAccess(actor, reached(document, copy), 'control', error.code);
      await deps.uow.run(actor, (tx) => deps.journal.append(tx, actor, entries));
    }
    throw error;
  }
}

/** The last segment is held back until the hash of the whole is right: what is wrong is never whole. */
async function* decrypt(
  deps: DocumentReader,
  document: DocumentFacts,
  kind: CopyKind,
  copy: CopyRow,
  vaultKey: Buffer,
): AsyncGenerator<Buffer> {
  const context = { operatorId: copy.operatorId, containerId: copy.vaultId, objectId: document.id };
  const whole = { from: 0, to: document.size - 1 };
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  try {
    // A wrapped key that was put into another document's row does not unwrap.
    const key = deps.cipher.unwrapKey(vaultKey, copy.wrapped, documentKeyContext(copy.vaultId, document.id));
    const read = (range: { from: number; to: number }) =>
      deps.store.get(BUCKET_OF[kind], copy.objectKey, copy.versionId, range);
    for await (const segment of deps.cipher.decryptRange(key, context, document.size, whole, read)) {
      hash.update(segment);
      if (held !== undefined) yield held;
      held = segment;
    }
  } catch (error) {
    const damaged =
      error instanceof CipherError || (error instanceof ObjectStoreError && error.code === 'not-found');
    throw damaged ? new VaultError('document-damaged', { cause: error }) : error;
  }
  // The tags prove the key's holder wrote it; the pinned hash proves it is what was sealed.
  if (hash.digest('hex') !== document.sha256) throw new VaultError('document-damaged');
  if (held !== undefined) yield held;
}

/** The actor's own copy of a deposited document. Row-level security leaves no other to be found. */
async function findDocument(
  tx: EntityManager,
  actor: Actor,
  documentId: string,
): Promise<{ row: OwnDocumentRow; document: DocumentFacts; copy: CopyRow }> {
  const [row] = await tx.query(
    `select ${DOCUMENT_COLUMNS}, (select id from operator) as "operatorId", d.agent_vault_id as "agentVaultId",
       d.employment_id as "employmentId", e.siret as "employerSiret", k.vault_id as "vaultId",
       k.wrapped_key as wrapped, k.object_key as "objectKey", k.version_id as "versionId",
       k.sealed_title as "sealedTitle"
     from document d join employer e on e.id = d.employer_id
       join document_key k on k.document_id = d.id and k.copy = $2
     where d.id = $1 and d.state = 'deposited' and ($2 = 'employer' or d.agent_copy = 'released')
       and ($3::uuid is null or d.employer_id = $3)`,
    [documentId, copyKindOf(actor), actor.scope.kind === 'employer' ? actor.scope.employerId : null],
  );
  if (row === undefined) throw new VaultError('document-not-found');
  return { row, document: viewDocument(row), copy: row };
}

function reached(document: DocumentFacts, copy: CopyRow): ReachedDocument {
  const { agentVaultId, employmentId, employerSiret } = copy;
  return { ...document, agentVaultId, employmentId, employerSiret };
}

function copyKindOf(actor: Actor): CopyKind {
  return actor.scope.kind === 'agent' ? 'agent' : 'employer';
}
