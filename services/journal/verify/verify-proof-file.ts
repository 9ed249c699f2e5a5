import { createHash } from 'node:crypto';
import { parseCheckpointText, type TreeHead } from './checkpoint-text';
import { commitToEntry, toCanonicalJson } from './commitment';
import { verifyInclusion } from './merkle-proof';
import { isRecord, type ProofFileEntry, readProofFile } from './proof-file';
import { openNote, parseNoteKey, splitNote } from './signed-note';
import { hashLeaf } from './tree-hash';

/** The first link that does not hold, in the order in which they are checked. */
export type BrokenLink =
  /** No proof file of a known version. */
  | 'proof-format'
  /** The PDF is not the one that the file is about. */
  | 'document-digest'
  /** The key given as trusted is no Ed25519 verifier key. */
  | 'trusted-key-format'
  /** No checkpoint. */
  | 'checkpoint-format'
  /** Not signed by the trusted key. */
  | 'checkpoint-signature'
  /** Signed by the trusted key, but the tree head of another log. */
  | 'checkpoint-origin'
  /** An entry is no canonical payload of a known version. */
  | 'entry-payload'
  /** An entry of another log than the checkpoint's. */
  | 'entry-log'
  /** An entry is not in the tree under the checkpoint. */
  | 'entry-inclusion'
  /** The entries do not state this document: another one, or no completed deposit of it. */
  | 'entry-document';

/** What the entries state, as the log committed to it. `payload` is parsed JSON of format version 1. */
export interface ProvenEntry {
  readonly index: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

export type ProofVerdict =
  | { readonly state: 'verified'; readonly head: TreeHead; readonly entries: readonly ProvenEntry[] }
  /** All links hold, but no key from outside says whose log it is. */
  | {
      readonly state: 'issuer-not-checked';
      readonly head: TreeHead;
      readonly entries: readonly ProvenEntry[];
    }
  | { readonly state: 'broken'; readonly link: BrokenLink };

/**
 * Verifies offline that the log holds the deposit of this very PDF.
 *
 * @param proof parsed JSON from anywhere: nothing in it is trusted
 * @param vkey the log's verifier key from OUTSIDE the proof; NULL where none is known
 */
export function verifyProofFile(proof: unknown, pdfBytes: Buffer, vkey: string | null): ProofVerdict {
  const file = readProofFile(proof);
  if (file === null) return broken('proof-format');
  const sha256 = createHash('sha256').update(pdfBytes).digest('hex');
  if (sha256 !== file.document.sha256) return broken('document-digest');
  const head = openCheckpoint(file.checkpoint, vkey);
  if (typeof head === 'string') return broken(head);
  const entries: ProvenEntry[] = [];
  for (const entry of file.entries) {
    const proven = verifyEntry(entry, head);
    if (typeof proven === 'string') return broken(proven);
    entries.push(proven);
  }
  if (!stateDeposit(entries, sha256)) return broken('entry-document');
  return { state: vkey === null ? 'issuer-not-checked' : 'verified', head, entries };
}

function openCheckpoint(note: string, vkey: string | null): TreeHead | BrokenLink {
  const text = splitNote(note)?.text;
  const head = text === undefined ? null : parseCheckpointText(text);
  if (head === null) return 'checkpoint-format';
  if (vkey === null) return head;
  const key = parseNoteKey(vkey);
  if (key === null) return 'trusted-key-format';
  if (openNote(note, key) === null) return 'checkpoint-signature';
  return head.origin === key.name ? head : 'checkpoint-origin';
}

function verifyEntry(entry: ProofFileEntry, head: TreeHead): ProvenEntry | BrokenLink {
  const payload = parsePayload(entry.payload);
  if (payload === null) return 'entry-payload';
  if (payload.log !== head.origin) return 'entry-log';
  const included = verifyInclusion({
    leafHash: hashLeaf(commitToEntry(Buffer.from(entry.salt, 'hex'), entry.payload)),
    index: entry.index,
    size: head.size,
    root: head.root,
    proof: entry.proof.map((hash) => Buffer.from(hash, 'hex')),
  });
  return included ? { index: entry.index, payload } : 'entry-inclusion';
}

/** Canonical only: two readers of one committed text must not see different values (duplicate names). */
function parsePayload(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value.version === 1 && toCanonicalJson(value) === text ? value : null;
  } catch {
    // No JSON, or nested deeper than any payload is.
    return null;
  }
}

/** Every entry is about one document, and one of them deposited exactly these bytes. */
function stateDeposit(entries: readonly ProvenEntry[], sha256: string): boolean {
  const documents = entries.map(({ payload }) => payload.document);
  const ids = new Set(documents.map((document) => (isRecord(document) ? document.id : undefined)));
  const foreign = documents.some(
    (document) => !isRecord(document) || (document.sealedSha256 ?? sha256) !== sha256,
  );
  if (ids.size !== 1 || foreign) return false;
  return entries.some(
    ({ payload }) =>
      payload.action === 'deposit' &&
      payload.outcome === 'done' &&
      isRecord(payload.document) &&
      payload.document.sealedSha256 === sha256,
  );
}

function broken(link: BrokenLink): ProofVerdict {
  return { state: 'broken', link };
}
