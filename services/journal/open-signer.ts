import { type CheckpointSigner, createCheckpointSigner } from './checkpoint';
import { JournalError } from './errors';
import { originOf } from './origin';

/**
 * The signer of an installation, whose log has the name of the key that verifiers keep.
 *
 * @param vkey what proofs are checked against
 * @throws JournalError `key-invalid`, also for a private key of another: what it signs would verify nowhere
 */
export function openCheckpointSigner(privateKeyPem: string, vkey: string): CheckpointSigner {
  const signer = createCheckpointSigner(privateKeyPem, originOf(vkey));
  if (signer.vkey !== vkey.trim()) throw new JournalError('key-invalid');
  return signer;
}
