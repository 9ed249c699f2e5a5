import type { EntityManager } from 'typeorm';
import type { Clock } from '../../infra/ports/clock';
import type { UnitOfWork } from '../../infra/ports/unit-of-work';
import type { CheckpointSigner } from './checkpoint';
import { JournalError } from './errors';
import { readCommitments } from './leaf-store';
import { LOG_ACTOR, lockLog } from './log-row';
import { CompactTree, consistencyRanges, foldCover } from './merkle';
import { readCovers, readRangeRoots } from './tile-store';
import type { TreeHead } from './verify/checkpoint-text';
import { verifyConsistency } from './verify/merkle-proof';
import { hashLeaf } from './verify/tree-hash';

/** Leaves read at a time: memory does not grow with what is to be published. */
const PAGE = 4_096;

/**
 * Signs the tree as it stands, unless it is not the newest published tree with
 * the leaves since then behind it: whoever rewrote history gets no signature,
 * whatever the row counts say. One transaction: a crash before its commit
 * publishes nothing, and a checkpoint signed twice is the same note (Ed25519 is
 * deterministic).
 *
 * @returns leaves that came under a signed tree head
 * @throws JournalError `checkpoint-invalid`, `log-truncated`, `tree-inconsistent`
 */
export function publishCheckpoint(deps: {
  readonly unitOfWork: UnitOfWork;
  readonly signer: CheckpointSigner;
  readonly clock: Clock;
}): Promise<number> {
  return deps.unitOfWork.run(LOG_ACTOR, async (tx) => {
    const { integrated, published } = await lockLog(tx, deps.signer.origin);
    const newest = await readNewest(tx, deps.signer);
    const oldSize = newest?.size ?? 0;
    if (integrated < oldSize || published < oldSize) throw new JournalError('log-truncated');
    if (published > oldSize) throw new JournalError('checkpoint-invalid');
    if (integrated === oldSize) return 0;
    const root = await recomputeRoot(tx, newest, integrated);
    await tx.query('insert into journal_checkpoint (size, root, note, at) values ($1, $2, $3, $4)', [
      integrated,
      root,
      deps.signer.sign({ size: integrated, root }),
      deps.clock.now(),
    ]);
    await tx.query('update journal_log set published = $1', [integrated]);
    return integrated - oldSize;
  });
}

/** The newest checkpoint as its own signature states it; the columns beside the note prove nothing. */
async function readNewest(tx: EntityManager, signer: CheckpointSigner): Promise<TreeHead | null> {
  const [row] = await tx.query<{ size: string; note: string }[]>(
    'select size, note from journal_checkpoint order by size desc limit 1',
  );
  if (row === undefined) return null;
  const head = signer.open(row.note);
  if (head === null || head.size !== Number(row.size)) throw new JournalError('checkpoint-invalid');
  return head;
}

/**
 * The root of `size` leaves, reached in two ways that must agree: from the
 * tiles, and from the newest published tree plus the leaves after it.
 */
async function recomputeRoot(tx: EntityManager, newest: TreeHead | null, size: number): Promise<Buffer> {
  const oldSize = newest?.size ?? 0;
  const [oldCover = [], cover = []] = await readCovers(tx, [
    { from: 0, to: oldSize },
    { from: 0, to: size },
  ]);
  const root = foldCover(cover);
  const tree = new CompactTree(oldSize, oldCover);
  if (newest !== null && !tree.root().equals(newest.root)) throw new JournalError('tree-inconsistent');
  for (let from = oldSize; from < size; from += PAGE) {
    for (const commitment of await readCommitments(tx, from, Math.min(size, from + PAGE))) {
      tree.append(hashLeaf(commitment));
    }
  }
  if (!tree.root().equals(root)) throw new JournalError('tree-inconsistent');
  if (newest !== null) await proveConsistency(tx, newest, { size, root });
  return root;
}

/** The proof that an outsider would make from the tiles, through the verifier that they would use. */
async function proveConsistency(
  tx: EntityManager,
  old: TreeHead,
  head: { readonly size: number; readonly root: Buffer },
): Promise<void> {
  const proof = await readRangeRoots(tx, consistencyRanges(old.size, head.size));
  const consistent = verifyConsistency({
    oldSize: old.size,
    oldRoot: old.root,
    newSize: head.size,
    newRoot: head.root,
    proof,
  });
  if (!consistent) throw new JournalError('tree-inconsistent');
}
