import type { EntityManager } from 'typeorm';
import { documentKeyContext } from './copy-keys';
import type { AgentCopy, CopyKind, DocumentType } from './tables';
import { readVaultKeys, type VaultKeyDeps } from './vault-keys';

/** One copy that is to be written: where, and with which key. */
export interface ReservedCopy {
  readonly copy: CopyKind;
  readonly vaultId: string;
  readonly objectKey: string;
  /** 256-bit object key, unwrapped: stays in memory, is logged nowhere. */
  readonly key: Buffer;
}

export interface ReservedDocument {
  readonly id: string;
  readonly operatorId: string;
  readonly employerId: string;
  readonly employmentId: string;
  readonly agentVaultId: string;
  readonly type: DocumentType;
  readonly period: string;
  readonly agentCopy: AgentCopy;
  /** NULL where the deposit is to tell: the bytes were not made yet. */
  readonly inputSha256: Buffer | null;
  /** Document that this one replaces. */
  readonly corrects: string | null;
  readonly copies: readonly ReservedCopy[];
}

/** The named documents that are still reserved, with the keys of their copies. */
export async function loadReservations(
  tx: EntityManager,
  deps: Pick<VaultKeyDeps, 'keys' | 'cipher'>,
  documentIds: readonly string[],
): Promise<Map<string, ReservedDocument>> {
  const documents: Omit<ReservedDocument, 'copies'>[] = await tx.query(
    `select id, (select id from operator) as "operatorId", employer_id as "employerId",
       employment_id as "employmentId", agent_vault_id as "agentVaultId", type, period,
       agent_copy as "agentCopy", input_sha256 as "inputSha256", corrects
     from document where id = any ($1::uuid[]) and state = 'reserved'`,
    [documentIds],
  );
  const copies: {
    documentId: string;
    copy: CopyKind;
    vaultId: string;
    objectKey: string;
    wrapped: Buffer;
  }[] = await tx.query(
    `select document_id as "documentId", copy, vault_id as "vaultId", object_key as "objectKey",
         wrapped_key as wrapped
       from document_key where document_id = any ($1::uuid[])`,
    [documentIds],
  );
  const vaultKeys = await readVaultKeys(tx, deps, [...new Set(copies.map((copy) => copy.vaultId))]);
  const unwrapped = copies.map(({ documentId, wrapped, ...copy }) => {
    const vaultKey = vaultKeys.get(copy.vaultId);
    if (vaultKey === undefined) throw new Error('vault without a key');
    const context = documentKeyContext(copy.vaultId, documentId);
    return { documentId, reserved: { ...copy, key: deps.cipher.unwrapKey(vaultKey, wrapped, context) } };
  });
  return new Map(
    documents.map((document) => [
      document.id,
      {
        ...document,
        copies: unwrapped.filter((copy) => copy.documentId === document.id).map((copy) => copy.reserved),
      },
    ]),
  );
}
