import type { EntityManager } from 'typeorm';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { KeyRing } from '../../infra/ports/key-ring';
import { type DocumentRow, type DocumentView, viewDocument } from './document-view';
import { openAgentTitle } from './titles';
import { readVaultKeys } from './vault-keys';

/** A row of an agent's own copy: the title as that copy holds it. */
export interface OwnDocumentRow extends DocumentRow {
  readonly vaultId: string;
  readonly sealedTitle: Buffer | null;
}

/** Documents as their agent sees them. In the agent's scope: no key of an employer's is needed. */
export async function viewOwnDocuments(
  tx: EntityManager,
  deps: { readonly keys: KeyRing; readonly cipher: ObjectCipher },
  rows: readonly OwnDocumentRow[],
): Promise<DocumentView[]> {
  const titled = rows.filter((row) => row.sealedTitle !== null);
  const vaultKeys = await readVaultKeys(tx, deps, [...new Set(titled.map((row) => row.vaultId))]);
  return rows.map((row) => {
    const vaultKey = vaultKeys.get(row.vaultId);
    const title =
      row.sealedTitle === null || vaultKey === undefined
        ? null
        : openAgentTitle(deps.cipher, vaultKey, row, row.sealedTitle);
    return { ...viewDocument(row), title };
  });
}
