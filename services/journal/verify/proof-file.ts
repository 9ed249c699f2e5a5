/**
 * Proof file, format version 1: what shows offline that the journal holds an
 * operation on a document. JSON; hashes and salts in lower-case hex.
 *
 *     {
 *       "format": "coffre-journal-proof",
 *       "version": 1,
 *       "document": { "sha256": "…64 hex…" },          the sealed PDF
 *       "entries": [{
 *         "payload": "{…}",                             canonical JSON (RFC 8785), the committed text itself
 *         "salt": "…64 hex…",                           opens this entry and no other
 *         "index": 41,                                  leaf of the log, from 0
 *         "proof": ["…64 hex…", …]                      inclusion path, leaf to root (RFC 9162, 2.1.3)
 *       }],
 *       "checkpoint": "origin\nsize\nroot\n\n— origin …\n"    C2SP tlog-checkpoint
 *     }
 *
 * leaf = SHA-256(0x00 || HMAC-SHA256(salt, payload)). The key that the
 * checkpoint is verified with is never in the file.
 */
export interface ProofFile {
  readonly format: 'coffre-journal-proof';
  readonly version: 1;
  readonly document: { readonly sha256: string };
  readonly entries: readonly ProofFileEntry[];
  readonly checkpoint: string;
}

export interface ProofFileEntry {
  readonly payload: string;
  readonly salt: string;
  readonly index: number;
  readonly proof: readonly string[];
}

/** An entry opened to its owner, with its place under a checkpoint. */
export interface EntryProof {
  readonly payload: string;
  readonly salt: Buffer;
  readonly index: number;
  readonly treeSize: number;
  readonly proof: readonly Buffer[];
  readonly checkpoint: string;
}

/** @param proofs of one or more entries on one document, all under one checkpoint */
export function buildProofFile(
  sealedSha256: Buffer,
  proofs: readonly [EntryProof, ...EntryProof[]],
): ProofFile {
  return {
    format: 'coffre-journal-proof',
    version: 1,
    document: { sha256: sealedSha256.toString('hex') },
    entries: proofs.map((entry) => ({
      payload: entry.payload,
      salt: entry.salt.toString('hex'),
      index: entry.index,
      proof: entry.proof.map((hash) => hash.toString('hex')),
    })),
    checkpoint: proofs[0].checkpoint,
  };
}

const HEX_32 = /^[0-9a-f]{64}$/;

/** Checks the shape of parsed JSON from anywhere: NULL unless it is a proof file of this version. */
export function readProofFile(value: unknown): ProofFile | null {
  if (!isRecord(value) || value.format !== 'coffre-journal-proof' || value.version !== 1) return null;
  const { document, entries, checkpoint } = value;
  if (!isRecord(document) || !isHash(document.sha256) || typeof checkpoint !== 'string') return null;
  if (!Array.isArray(entries) || entries.length === 0) return null;
  const read = entries.map(readEntry).filter((entry) => entry !== null);
  if (read.length !== entries.length) return null;
  return {
    format: 'coffre-journal-proof',
    version: 1,
    document: { sha256: document.sha256 },
    entries: read,
    checkpoint,
  };
}

function readEntry(value: unknown): ProofFileEntry | null {
  if (!isRecord(value)) return null;
  const { payload, salt, index, proof } = value;
  if (typeof payload !== 'string' || !isHash(salt) || typeof index !== 'number') return null;
  if (!Number.isSafeInteger(index) || !Array.isArray(proof) || !proof.every(isHash)) return null;
  return { payload, salt, index, proof };
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HEX_32.test(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
