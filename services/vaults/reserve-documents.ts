import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { documentKeyContext, objectKeyOf } from './copy-keys';
import {
  type CorrectableDocument,
  type CorrectionFault,
  type CorrectionReference,
  chooseCorrected,
  findCorrectable,
  namedBy,
} from './corrections';
import type { AgentCopy, CopyKind, DocumentType } from './tables';
import { sealAgentTitle } from './titles';
import { ensureVaultKeys, type VaultIdentity, type VaultKeyDeps } from './vault-keys';

export interface ReservationRequest {
  readonly itemId: string;
  readonly employmentId: string;
  readonly agentVaultId: string;
  readonly type: DocumentType;
  readonly period: string;
  /** NULL where the bytes are not made yet: only the text can be the same. */
  readonly inputSha256: Buffer | null;
  /** Keyed digest of the normalised page text; NULL where the text does not tell whose it is. */
  readonly textDigest: Buffer | null;
  readonly pages: number;
  readonly agentCopy: AgentCopy;
  /** The sender's title, for the agent's copy; NULL where there is none. */
  readonly title: string | null;
  /** The same, sealed for the document's row, which is the employer's. */
  readonly sealTitle: (documentId: string) => Buffer | null;
  /** Keyed index of the sender's own name for it; NULL where there is none. */
  readonly externalKey: Buffer | null;
  /** The document that it is to replace; NULL: none. */
  readonly corrects: CorrectionReference | null;
  /**
   * A person saw that another agent holds the same bytes or text, or that what it is to
   * replace cannot be meant, and insists: then it is deposited beside what is there.
   */
  readonly despiteOthers?: boolean;
}

export type Reservation =
  | {
      readonly state: 'reserved';
      readonly documentId: string;
      /** Document that it replaces once deposited. */
      readonly corrects: string | null;
    }
  | {
      readonly state: 'duplicate';
      readonly code: 'same-bytes' | 'same-text';
      readonly documentId: string;
    }
  /** The same bytes or text already name another agent of this employer: a person must look. */
  | { readonly state: 'other-agents-text'; readonly documentId: string }
  /** It names a document that it cannot replace: a person must look. */
  | {
      readonly state: 'correction-refused';
      readonly code: CorrectionFault;
      readonly documentId: string | null;
    };

type ContentKind = 'bytes' | 'text';

/** Content that a document has, or that an item of a trial would take. */
export interface TakenKey {
  readonly kind: ContentKind;
  readonly digest: Buffer;
  readonly employmentId: string;
  readonly type: string;
  readonly period: string;
  readonly documentId: string;
}

/**
 * Takes the content keys of each request, or says who has them. The winner gets
 * a document id and one fresh wrapped key per copy, so that nothing is sealed or
 * written before it is known to be new. Requests are settled in their order.
 *
 * One reservation at a time per employer: "another agent's text" compares rows
 * that no unique key can.
 */
export async function reserveDocuments(
  tx: EntityManager,
  deps: VaultKeyDeps,
  employerId: string,
  requests: readonly ReservationRequest[],
): Promise<Map<string, Reservation>> {
  if (requests.length === 0) return new Map();
  await oneAtATime(tx, employerId);
  const { results, winners } = settleInOrder(
    requests,
    await readTakenKeys(tx, employerId, requests),
    await readCorrectable(tx, employerId, requests),
    uuidv7,
  );
  await insertReservations(tx, deps, employerId, winners);
  return results;
}

/**
 * What reserving would answer now, taking nothing. A request that would win is
 * `reserved` with its own item's id in place of a document's.
 *
 * @param earlier content that the same trial found before, by the item that holds it
 */
export async function previewReservations(
  tx: EntityManager,
  employerId: string,
  requests: readonly ReservationRequest[],
  earlier: readonly TakenKey[],
): Promise<Map<string, Reservation>> {
  if (requests.length === 0) return new Map();
  const taken = await readTakenKeys(tx, employerId, requests);
  for (const key of earlier) remember(taken, key);
  const correctable = await readCorrectable(tx, employerId, requests);
  return settleInOrder(requests, taken, correctable, ({ itemId }) => itemId).results;
}

/** For the rest of the transaction, per employer. */
export async function oneAtATime(tx: EntityManager, employerId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('reserve:' || $1, 0))`, [employerId]);
}

interface Winner {
  readonly request: ReservationRequest;
  readonly documentId: string;
  readonly corrects: string | null;
}

async function readCorrectable(
  tx: EntityManager,
  employerId: string,
  requests: readonly ReservationRequest[],
): Promise<CorrectableDocument[]> {
  return findCorrectable(
    tx,
    employerId,
    requests.flatMap(({ corrects }) => corrects ?? []),
  );
}

function settleInOrder(
  requests: readonly ReservationRequest[],
  taken: Map<string, TakenKey[]>,
  correctable: readonly CorrectableDocument[],
  nameDocument: (request: ReservationRequest) => string,
): { results: Map<string, Reservation>; winners: Winner[] } {
  const results = new Map<string, Reservation>();
  const winners: Winner[] = [];
  const replaced = new Set<string>();
  for (const request of requests) {
    const correction = correctionOf(request, correctable, replaced);
    const settled = settle(request, taken) ?? refusalOf(correction);
    if (settled !== undefined) {
      results.set(request.itemId, settled);
      continue;
    }
    const documentId = nameDocument(request);
    const corrects = 'predecessor' in correction ? correction.predecessor : null;
    if (corrects !== null) replaced.add(corrects);
    results.set(request.itemId, { state: 'reserved', documentId, corrects });
    winners.push({ request, documentId, corrects });
    for (const key of keysOf(request)) remember(taken, { ...key, ...request, documentId });
  }
  return { results, winners };
}

/**
 * Waits for reservations that are being settled, and holds up further ones of the
 * employers of these documents: until this transaction ends nothing new is called
 * a duplicate of them.
 */
export async function holdReservations(tx: EntityManager, documentIds: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('reserve:' || employer_id::text, 0))
     from (select distinct employer_id from document where id = any ($1::uuid[])) held`,
    [documentIds],
  );
}

/** Gives back what an item that will not be deposited had reserved. */
export async function releaseReservations(tx: EntityManager, documentIds: readonly string[]): Promise<void> {
  await tx.query(
    `delete from document_key k using document d
     where d.id = k.document_id and d.state = 'reserved' and d.id = any ($1::uuid[])`,
    [documentIds],
  );
  await tx.query(`delete from document where id = any ($1::uuid[]) and state = 'reserved'`, [documentIds]);
}

function settle(request: ReservationRequest, taken: Map<string, TakenKey[]>): Reservation | undefined {
  const holders = keysOf(request).flatMap((key) => taken.get(slot(key.kind, key.digest)) ?? []);
  const other = holders.find((holder) => holder.employmentId !== request.employmentId);
  if (other !== undefined && !request.despiteOthers) {
    return { state: 'other-agents-text', documentId: other.documentId };
  }
  const same = holders.filter(
    (holder) =>
      holder.employmentId === request.employmentId &&
      holder.type === request.type &&
      holder.period === request.period,
  );
  const first = same.find((holder) => holder.kind === 'bytes') ?? same[0];
  if (first === undefined) return undefined;
  return {
    state: 'duplicate',
    code: first.kind === 'bytes' ? 'same-bytes' : 'same-text',
    documentId: first.documentId,
  };
}

type Correction =
  | { readonly predecessor: string | null }
  | { readonly fault: CorrectionFault; readonly documentId: string | null };

/** @param replaced by requests before it */
function correctionOf(
  request: ReservationRequest,
  correctable: readonly CorrectableDocument[],
  replaced: ReadonlySet<string>,
): Correction {
  if (request.corrects === null) return { predecessor: null };
  const named = namedBy(request.corrects, correctable).map((document) =>
    replaced.has(document.id) ? { ...document, replaced: true } : document,
  );
  const answer = chooseCorrected(request, named);
  return 'fault' in answer && request.despiteOthers ? { predecessor: null } : answer;
}

function refusalOf(correction: Correction): Reservation | undefined {
  if (!('fault' in correction)) return undefined;
  const { fault, documentId } = correction;
  return { state: 'correction-refused', code: fault, documentId };
}

function keysOf(request: ReservationRequest): { kind: ContentKind; digest: Buffer }[] {
  const keys = [
    { kind: 'bytes' as const, digest: request.inputSha256 },
    { kind: 'text' as const, digest: request.textDigest },
  ];
  return keys.flatMap(({ kind, digest }) => (digest === null ? [] : [{ kind, digest }]));
}

function slot(kind: ContentKind, digest: Buffer): string {
  return `${kind}:${digest.toString('hex')}`;
}

function remember(taken: Map<string, TakenKey[]>, key: TakenKey): void {
  const at = slot(key.kind, key.digest);
  const holders = taken.get(at);
  if (holders === undefined) taken.set(at, [key]);
  else holders.push(key);
}

async function readTakenKeys(
  tx: EntityManager,
  employerId: string,
  requests: readonly ReservationRequest[],
): Promise<Map<string, TakenKey[]>> {
  const wanted = requests.flatMap(keysOf);
  const rows: TakenKey[] = await tx.query(
    `select kind, digest, employment_id as "employmentId", type, period, document_id as "documentId"
     from content_key join unnest($2::text[], $3::bytea[]) as wanted (kind, digest) using (kind, digest)
     where employer_id = $1`,
    [employerId, wanted.map((key) => key.kind), wanted.map((key) => key.digest)],
  );
  const taken = new Map<string, TakenKey[]>();
  for (const row of rows) remember(taken, row);
  return taken;
}

async function insertReservations(
  tx: EntityManager,
  deps: VaultKeyDeps,
  employerId: string,
  winners: readonly Winner[],
): Promise<void> {
  if (winners.length === 0) return;
  const requests = winners.map((winner) => winner.request);
  const ids = winners.map((winner) => winner.documentId);
  await tx.query(
    `insert into document (id, employer_id, employment_id, agent_vault_id, state, type, period, agent_copy,
       sealed_title, input_sha256, pages, external_key, corrects)
     select id, $1, employment_id, agent_vault_id, 'reserved', type, period, agent_copy, sealed_title,
       input_sha256, pages, external_key, corrects
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bytea[],
       $9::bytea[], $10::integer[], $11::bytea[], $12::uuid[])
       as new (id, employment_id, agent_vault_id, type, period, agent_copy, sealed_title, input_sha256, pages,
         external_key, corrects)`,
    [
      employerId,
      ids,
      requests.map((request) => request.employmentId),
      requests.map((request) => request.agentVaultId),
      requests.map((request) => request.type),
      requests.map((request) => request.period),
      requests.map((request) => request.agentCopy),
      winners.map(({ request, documentId }) => request.sealTitle(documentId)),
      requests.map((request) => request.inputSha256),
      requests.map((request) => request.pages),
      requests.map((request) => request.externalKey),
      winners.map(({ corrects }) => corrects),
    ],
  );
  const keys = winners.flatMap(({ request, documentId }) =>
    keysOf(request).map((key) => ({ ...key, request, documentId })),
  );
  await tx.query(
    `insert into content_key (employer_id, employment_id, type, period, kind, digest, document_id)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::uuid[])`,
    [
      employerId,
      keys.map((key) => key.request.employmentId),
      keys.map((key) => key.request.type),
      keys.map((key) => key.request.period),
      keys.map((key) => key.kind),
      keys.map((key) => key.digest),
      keys.map((key) => key.documentId),
    ],
  );
  await insertCopyKeys(tx, deps, employerId, winners);
}

async function insertCopyKeys(
  tx: EntityManager,
  deps: VaultKeyDeps,
  employerId: string,
  winners: readonly Winner[],
): Promise<void> {
  const copies = winners.flatMap(({ request, documentId }) => {
    const employer: VaultIdentity = { id: employerId, kind: 'employer', employerId, employmentId: null };
    const agent: VaultIdentity = {
      id: request.agentVaultId,
      kind: 'agent',
      employerId,
      employmentId: request.employmentId,
    };
    const vaults = request.agentCopy === 'released' ? [employer, agent] : [employer];
    return vaults.map((vault) => ({
      documentId,
      vault,
      title: vault.kind === 'agent' ? request.title : null,
    }));
  });
  const vaultKeys = await ensureVaultKeys(
    tx,
    deps,
    copies.map((copy) => copy.vault),
  );
  await tx.query(
    `insert into document_key (document_id, vault_id, copy, wrapped_key, object_key, sealed_title)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::text[], $6::bytea[])`,
    [
      copies.map((copy) => copy.documentId),
      copies.map((copy) => copy.vault.id),
      copies.map((copy) => copy.vault.kind),
      copies.map(({ documentId, vault }) => freshWrappedKey(deps, vaultKeys, vault.id, documentId)),
      copies.map(({ documentId, vault }) => objectKeyOf(vault.kind, vault.id, documentId)),
      copies.map(({ documentId, vault, title }) =>
        title === null
          ? null
          : sealAgentTitle(
              deps.cipher,
              keyOf(vaultKeys, vault.id),
              { id: documentId, vaultId: vault.id },
              title,
            ),
      ),
    ],
  );
}

/** Replaces keys, of copies that no row pins yet, that may have encrypted an object already, before anything is sealed anew. */
export async function replaceReservedKeys(
  tx: EntityManager,
  deps: VaultKeyDeps,
  copies: readonly { readonly documentId: string; readonly copy: CopyKind }[],
): Promise<void> {
  if (copies.length === 0) return;
  const rows: { documentId: string; copy: CopyKind; vault: VaultIdentity }[] = await tx.query(
    `select k.document_id as "documentId", k.copy,
       json_build_object('id', v.id, 'kind', v.kind, 'employerId', v.employer_id,
         'employmentId', v.employment_id) as vault
     from unnest($1::uuid[], $2::text[]) as named (document_id, copy)
       join document_key k using (document_id, copy) join vault v on v.id = k.vault_id
     where k.version_id is null`,
    [copies.map((copy) => copy.documentId), copies.map((copy) => copy.copy)],
  );
  const vaultKeys = await ensureVaultKeys(
    tx,
    deps,
    rows.map((row) => row.vault),
  );
  await tx.query(
    `update document_key k set wrapped_key = fresh.wrapped_key
     from unnest($1::uuid[], $2::text[], $3::bytea[]) as fresh (document_id, copy, wrapped_key)
     where k.document_id = fresh.document_id and k.copy = fresh.copy`,
    [
      rows.map((row) => row.documentId),
      rows.map((row) => row.copy),
      rows.map((row) => freshWrappedKey(deps, vaultKeys, row.vault.id, row.documentId)),
    ],
  );
}

function freshWrappedKey(
  deps: VaultKeyDeps,
  vaultKeys: ReadonlyMap<string, Buffer>,
  vaultId: string,
  documentId: string,
): Buffer {
  const context = documentKeyContext(vaultId, documentId);
  return deps.cipher.wrapKey(keyOf(vaultKeys, vaultId), deps.cipher.newKey(), context);
}

function keyOf(vaultKeys: ReadonlyMap<string, Buffer>, vaultId: string): Buffer {
  const vaultKey = vaultKeys.get(vaultId);
  if (vaultKey === undefined) throw new Error('vault without a key');
  return vaultKey;
}
