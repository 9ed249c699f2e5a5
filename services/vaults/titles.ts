import type { ObjectCipher } from '../../infra/ports/cipher';
import type { WrapContext } from '../../infra/ports/key-ring';
import type { EmployerRecords } from '../directory/employer-records';

/**
 * A sender's title is kept twice. The employer's stands in the document's row,
 * under the employer's directory key as all that the employer knows of persons.
 * The agent's stands with the agent's copy, under the agent's vault key: it is
 * read without any key of the employer's, outlives the employer, and is
 * destroyed with the copy.
 */
const EMPLOYER_KIND = 'document-title';

export function sealAgentTitle(
  cipher: ObjectCipher,
  vaultKey: Buffer,
  document: { readonly id: string; readonly vaultId: string },
  title: string,
): Buffer {
  return cipher.sealRecord(vaultKey, Buffer.from(title, 'utf8'), titleContext(document));
}

/** @throws {@link CipherError} `integrity`: moved from another document, or altered */
export function openAgentTitle(
  cipher: ObjectCipher,
  vaultKey: Buffer,
  document: { readonly id: string; readonly vaultId: string },
  sealed: Buffer,
): string {
  return cipher.openRecord(vaultKey, sealed, titleContext(document)).toString('utf8');
}

/** @throws {@link CipherError} `integrity` */
export function openEmployerTitle(records: EmployerRecords, documentId: string, sealed: Buffer): string {
  return records.open(EMPLOYER_KIND, documentId, sealed);
}

function titleContext({ id, vaultId }: { readonly id: string; readonly vaultId: string }): WrapContext {
  return { kind: 'document-title', id, owner: vaultId };
}
