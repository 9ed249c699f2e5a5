import type { EntityManager } from 'typeorm';
import type { KeyRing } from '../../infra/ports/key-ring';
import { JournalError } from './errors';
import { inclusionRanges } from './merkle';
import { type PublishedCheckpoint, readCheckpoint } from './read-log';
import { readSaltKeys } from './subject-keys';
import { readRangeRoots } from './tile-store';
import { deriveEntrySalt } from './verify/commitment';
import { buildProofFile, type EntryProof, type ProofFile } from './verify/proof-file';

/**
 * Opens an entry to a caller who may see it (row-level security decides) and
 * shows its place under the newest checkpoint. Does not journal the proof:
 * the caller does.
 *
 * @throws JournalError `entry-not-found`, `not-yet-published`
 */
export async function proveInclusion(tx: EntityManager, keys: KeyRing, entryId: string): Promise<EntryProof> {
  return proveUnder(tx, keys, entryId, await readCheckpoint(tx));
}

async function proveUnder(
  tx: EntityManager,
  keys: KeyRing,
  entryId: string,
  checkpoint: PublishedCheckpoint | null,
): Promise<EntryProof> {
  const [entry] = await tx.query<{ subject_id: string; payload: string; index: string | null }[]>(
    `select e.subject_id, e.payload, l.index from journal_entry e left join journal_leaf l on l.entry_id = e.id
     where e.id = $1`,
    [entryId],
  );
  if (entry === undefined) throw new JournalError('entry-not-found');
  const index = Number(entry.index);
  if (entry.index === null || checkpoint === null || index >= checkpoint.size) {
    throw new JournalError('not-yet-published');
  }
  const saltKey = (await readSaltKeys(tx, keys, [entry.subject_id])).get(entry.subject_id);
  if (saltKey === undefined) throw new JournalError('entry-not-found');
  return {
    payload: entry.payload,
    salt: deriveEntrySalt(saltKey, entryId),
    index,
    treeSize: checkpoint.size,
    proof: await readRangeRoots(tx, inclusionRanges(index, checkpoint.size)),
    checkpoint: checkpoint.note,
  };
}

/**
 * The proof file of a deposited document, from its deposit entries that the
 * caller may see.
 *
 * @throws JournalError `entry-not-found`, `not-yet-published`
 */
export async function proveDocument(
  tx: EntityManager,
  keys: KeyRing,
  document: { readonly id: string; readonly sealedSha256: Buffer },
): Promise<ProofFile> {
  const rows = await tx.query<{ id: string }[]>(
    `select id from journal_entry where document_id = $1 and action = 'deposit' and outcome = 'done' order by id`,
    [document.id],
  );
  const [first, ...others] = rows;
  if (first === undefined) throw new JournalError('entry-not-found');
  // One for all: another may be published between two queries, and a proof file carries one.
  const checkpoint = await readCheckpoint(tx);
  const proof = await proveUnder(tx, keys, first.id, checkpoint);
  const more: EntryProof[] = [];
  for (const row of others) more.push(await proveUnder(tx, keys, row.id, checkpoint));
  return buildProofFile(document.sealedSha256, [proof, ...more]);
}
