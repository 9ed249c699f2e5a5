import type { WrapContext } from '../../infra/ports/key-ring';
import type { Bucket } from '../../infra/ports/object-store';
import type { CopyKind } from './tables';

export const BUCKET_OF: Readonly<Record<CopyKind, Bucket>> = {
  agent: 'agent-vaults',
  employer: 'employer-vaults',
};

export function objectKeyOf(copy: CopyKind, vaultId: string, documentId: string): string {
  return `${copy}/${vaultId}/${documentId}`;
}

/** A document key moved to another document or another vault does not unwrap. */
export function documentKeyContext(vaultId: string, documentId: string): WrapContext {
  return { kind: 'document', id: documentId, owner: vaultId };
}
