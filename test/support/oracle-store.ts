import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { Bucket, ObjectStore } from '../../infra/ports/object-store';
import type { UnitOfWork } from '../../infra/ports/unit-of-work';
import { SYSTEM } from '../../services/ingestion/deps';
import type { TrustAnchors } from '../../services/sealing/verify/verdict';
import { verifyPdf } from '../../services/sealing/verify/verify-pdf';
import { BUCKET_OF, documentKeyContext } from '../../services/vaults/copy-keys';
import type { CopyKind } from '../../services/vaults/tables';
import { readVaultKeys } from '../../services/vaults/vault-keys';

export interface OracleParts {
  readonly admin: Client;
  readonly uow: UnitOfWork;
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly store: ObjectStore;
  readonly anchors: TrustAnchors;
  /** Sealed files, by SHA-256, level and time, whose seal was verified before: the same bytes need it once. */
  readonly verified: Set<string>;
  /** Takes a sentence on something that does not hold. */
  readonly fault: (sentence: string) => void;
}

/** A document as PostgreSQL has it, and as it was read again from each of its vaults. */
export interface StoredDocument {
  readonly id: string;
  readonly inputSha256: string;
  readonly sealedSha256: string;
  readonly sealed: Buffer;
  /** Version by the vault that holds the copy. */
  readonly versions: ReadonlyMap<string, string>;
}

interface CopyRow {
  readonly id: string;
  readonly state: string;
  readonly employer_id: string;
  readonly employment_id: string;
  readonly agent_vault_id: string;
  readonly agent_copy: 'released' | 'withheld';
  readonly input_sha256: Buffer;
  readonly sealed_sha256: Buffer;
  readonly sealed_size: number;
  readonly seal_level: string;
  readonly sealed_at: Date | null;
  readonly operator_id: string;
  readonly copy: CopyKind;
  readonly vault_id: string;
  readonly vault_employer: string;
  readonly vault_employment: string | null;
  readonly wrapped_key: Buffer;
  readonly object_key: string;
  readonly version_id: string | null;
  readonly object_sha256: Buffer;
  readonly object_size: number;
}

const COPIES = `select d.*, (select id from operator) as operator_id, k.copy, k.vault_id, k.wrapped_key,
    k.object_key, k.version_id, k.object_sha256, k.object_size, v.employer_id as vault_employer,
    v.employment_id as vault_employment
  from document d join document_key k on k.document_id = d.id join vault v on v.id = k.vault_id
  order by d.id, k.copy`;

/** Reads every copy of every document again: decrypted, hashed, its seal verified. */
export async function readStoredDocuments(parts: OracleParts): Promise<StoredDocument[]> {
  const { rows } = await parts.admin.query<CopyRow>(COPIES);
  const byDocument = groupBy(rows, (row) => row.id);
  const documents: StoredDocument[] = [];
  for (const [id, copies] of byDocument) {
    const [first] = copies;
    if (first === undefined || first.state !== 'deposited') {
      parts.fault(`document ${id} is ${first?.state} when all is done`);
      continue;
    }
    const expected = first.agent_copy === 'released' ? 'agent,employer' : 'employer';
    if (copies.map((copy) => copy.copy).join() !== expected)
      parts.fault(`document ${id}: copies are not ${expected}`);
    const plain = await Promise.all(copies.map((copy) => readCopy(parts, copy)));
    const [sealed] = plain;
    if (sealed === undefined || plain.some((one) => one === null || !one.equals(sealed ?? Buffer.alloc(0)))) {
      parts.fault(`document ${id}: its copies are not one file`);
      continue;
    }
    if (sealed === null) continue;
    checkSeal(parts, first, sealed);
    documents.push({
      id,
      inputSha256: first.input_sha256.toString('hex'),
      sealedSha256: first.sealed_sha256.toString('hex'),
      sealed,
      versions: new Map(copies.map((copy) => [copy.vault_id, copy.version_id ?? ''])),
    });
  }
  const { rows: bare } = await parts.admin.query<{ id: string }>(
    'select id from document d where not exists (select 1 from document_key k where k.document_id = d.id)',
  );
  for (const { id } of bare) parts.fault(`document ${id} has no copy`);
  return documents;
}

async function readCopy(parts: OracleParts, row: CopyRow): Promise<Buffer | null> {
  const name = `document ${row.id}, ${row.copy} copy`;
  const right =
    row.copy === 'agent'
      ? row.vault_id === row.agent_vault_id && row.vault_employment === row.employment_id
      : row.vault_id === row.employer_id && row.vault_employment === null;
  if (!right || row.vault_employer !== row.employer_id) parts.fault(`${name}: in another vault`);
  try {
    const object = await parts.store.get(BUCKET_OF[row.copy], row.object_key, row.version_id ?? '');
    if (object.length !== row.object_size || !sha256(object).equals(row.object_sha256)) {
      parts.fault(`${name}: not the object that its row pins`);
    }
    const vaultKeys = await parts.uow.run(SYSTEM, (tx) => readVaultKeys(tx, parts, [row.vault_id]));
    const key = parts.cipher.unwrapKey(
      vaultKeys.get(row.vault_id) ?? Buffer.alloc(32),
      row.wrapped_key,
      documentKeyContext(row.vault_id, row.id),
    );
    const context = { operatorId: row.operator_id, containerId: row.vault_id, objectId: row.id };
    const sealed = parts.cipher.decrypt(key, context, object);
    if (sealed.length !== row.sealed_size || !sha256(sealed).equals(row.sealed_sha256)) {
      parts.fault(`${name}: not the sealed file that its row names`);
    }
    return sealed;
  } catch (error) {
    parts.fault(`${name}: ${String(error)}`);
    return null;
  }
}

function checkSeal(parts: OracleParts, row: CopyRow, sealed: Buffer): void {
  const claim = [sha256(sealed).toString('hex'), row.seal_level, row.sealed_at?.getTime()].join();
  if (parts.verified.has(claim)) return;
  const { status, code, seal } = verifyPdf(sealed, parts.anchors);
  const sameTime = seal?.genTime?.getTime() === row.sealed_at?.getTime();
  if (status !== 'verified') parts.fault(`document ${row.id}: seal ${status} ${code}`);
  else if (seal?.level !== row.seal_level) parts.fault(`document ${row.id}: level is not ${row.seal_level}`);
  else if (!sameTime) parts.fault(`document ${row.id}: other time than its token`);
  else parts.verified.add(claim);
}

export interface StoredVersions {
  readonly pinned: number;
  readonly surplus: number;
  /** Parts of uploads that were cut: in the staging bucket, named by no row. */
  readonly stagingLeftovers: number;
}

/** Every version in the vault buckets is pinned or registered as surplus, and every row's version is there. */
export async function checkVersions({ admin, store, fault }: OracleParts): Promise<StoredVersions> {
  const { rows: pins } = await admin.query<{ name: string }>(
    `select copy || '-vaults ' || object_key || ' ' || version_id as name from document_key where version_id is not null`,
  );
  const { rows: known } = await admin.query<{ name: string }>(
    `select bucket || ' ' || object_key || ' ' || version_id as name from surplus_object`,
  );
  const pinned = new Set(pins.map((row) => row.name));
  const surplus = new Set(known.map((row) => row.name));
  const listed = new Set<string>();
  for (const bucket of ['agent-vaults', 'employer-vaults'] as const) {
    for (const name of await namesIn(store, bucket)) {
      listed.add(name);
      if (pinned.has(name) === surplus.has(name))
        fault(`${name}: ${pinned.has(name) ? 'pinned and surplus' : 'unknown'}`);
    }
  }
  for (const name of [...pinned, ...surplus]) if (!listed.has(name)) fault(`${name}: not in the store`);

  const { rows: parts } = await admin.query<{ name: string }>(
    `select 'staging staging/' || batch_id || '/' || object_id || ' ' || version_id as name from upload_part`,
  );
  const staged = new Set(await namesIn(store, 'staging'));
  for (const { name } of parts) if (!staged.delete(name)) fault(`${name}: not in the store`);
  return { pinned: pinned.size, surplus: surplus.size, stagingLeftovers: staged.size };
}

async function namesIn(store: ObjectStore, bucket: Bucket): Promise<string[]> {
  const names: string[] = [];
  for await (const { key, versionId } of store.list(bucket, '')) names.push(`${bucket} ${key} ${versionId}`);
  return names;
}

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
