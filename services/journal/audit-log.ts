import type { EntityManager } from 'typeorm';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { UnitOfWork } from '../../infra/ports/unit-of-work';
import { type AuditedEntry, findEntryFault, readAuditedLeaves } from './audit-entry';
import type { CheckpointSigner } from './checkpoint';
import { LOG_ACTOR } from './log-row';
import { CompactTree } from './merkle';
import { readCheckpoint } from './read-log';
import { readSaltKeys } from './subject-keys';
import { readTiles, tileKey } from './tile-store';
import { rootOfRun, TILE_WIDTH } from './tiles';
import { HASH_SIZE, hashLeaf } from './verify/tree-hash';

export type LogFault =
  /** No leaf at an index below the published size: nothing after it can be checked. */
  | 'leaf-missing'
  /** The leaf's entry, or the salt key of its vault, is gone. */
  | 'entry-missing'
  /** The entry, or what stands beside it for searching, is not what the leaf commits to. */
  | 'entry-altered'
  /** A tile does not hold the hashes of the leaves. */
  | 'tile-altered'
  /** A published tree head that this log did not sign. */
  | 'checkpoint-invalid'
  /** A published tree head of other leaves than these. */
  | 'checkpoint-disagrees';

export interface LogAudit {
  /** Leaves that were read, of `published`. */
  readonly checked: number;
  readonly published: number;
  /** `index`: the leaf; for a checkpoint its size; for a tile the first leaf below the hash. */
  readonly faults: readonly { readonly fault: LogFault; readonly index: number }[];
}

type Report = (fault: LogFault, index: number) => void;

/** Enough to see what happened; a rewritten log would give one per leaf. */
const MAX_FAULTS = 1_000;

/**
 * Reads the whole published log again and says where it is broken: entries
 * against leaves, leaves against tiles and every checkpoint. One tile's width
 * of leaves per transaction, while the log may grow. A tail that was cut
 * together with its checkpoints is seen only by those who kept one.
 */
export async function auditLog(deps: {
  readonly unitOfWork: UnitOfWork;
  readonly keys: KeyRing;
  readonly signer: CheckpointSigner;
}): Promise<LogAudit> {
  const published = (await deps.unitOfWork.run(LOG_ACTOR, readCheckpoint))?.size ?? 0;
  const faults: { fault: LogFault; index: number }[] = [];
  const report: Report = (fault, index) => {
    if (faults.length < MAX_FAULTS) faults.push({ fault, index });
  };
  const tree = new CompactTree();
  let fullTiles: Buffer[] = [];
  while (tree.size < published) {
    const from = tree.size;
    const to = Math.min(published, from + TILE_WIDTH);
    const page = await deps.unitOfWork.run(LOG_ACTOR, (tx) => readPage(tx, deps.keys, from, to));
    if (page.leaves.length < to - from) {
      report('leaf-missing', firstGap(page.leaves, from));
      return { checked: from, published, faults };
    }
    checkPage(page, from, tree, deps.signer, report);
    if (to - from === TILE_WIDTH) fullTiles.push(rootOfRun(hashPage(page.leaves), 0, TILE_WIDTH));
  }
  for (let level = 1; fullTiles.length > 0; level += 1) {
    fullTiles = await checkLevel(deps.unitOfWork, level, fullTiles, report);
  }
  return { checked: tree.size, published, faults };
}

interface Page {
  readonly leaves: readonly AuditedEntry[];
  readonly saltKeys: ReadonlyMap<string, Buffer>;
  readonly tile: Buffer;
  readonly notes: ReadonlyMap<number, string>;
}

async function readPage(tx: EntityManager, keys: KeyRing, from: number, to: number): Promise<Page> {
  const leaves = await readAuditedLeaves(tx, from, to);
  const subjects = leaves.flatMap((leaf) => leaf.subject_id ?? []);
  const id = { level: 0, index: from / TILE_WIDTH };
  const notes = await tx.query<{ size: string; note: string }[]>(
    'select size, note from journal_checkpoint where size > $1 and size <= $2',
    [from, to],
  );
  return {
    leaves,
    saltKeys: await readSaltKeys(tx, keys, subjects),
    tile: (await readTiles(tx, [id])).get(tileKey(id)) ?? Buffer.alloc(0),
    notes: new Map(notes.map((row) => [Number(row.size), row.note])),
  };
}

function checkPage(
  page: Page,
  from: number,
  tree: CompactTree,
  signer: CheckpointSigner,
  report: Report,
): void {
  page.leaves.forEach((leaf, n) => {
    const hash = hashLeaf(leaf.commitment);
    const fault = findEntryFault(leaf, page.saltKeys);
    if (fault !== null) report(fault, from + n);
    if (!page.tile.subarray(n * HASH_SIZE, (n + 1) * HASH_SIZE).equals(hash))
      report('tile-altered', from + n);
    tree.append(hash);
    const note = page.notes.get(tree.size);
    if (note === undefined) return;
    const head = signer.open(note);
    if (head?.size !== tree.size) report('checkpoint-invalid', tree.size);
    else if (!head.root.equals(tree.root())) report('checkpoint-disagrees', tree.size);
  });
}

/** Compares a level with the roots of the full tiles below it; returns the roots of its own. */
async function checkLevel(
  unitOfWork: UnitOfWork,
  level: number,
  hashes: readonly Buffer[],
  report: Report,
): Promise<Buffer[]> {
  const full: Buffer[] = [];
  for (let from = 0; from < hashes.length; from += TILE_WIDTH) {
    const id = { level, index: from / TILE_WIDTH };
    const stored = (await unitOfWork.run(LOG_ACTOR, (tx) => readTiles(tx, [id]))).get(tileKey(id));
    const expected = hashes.slice(from, from + TILE_WIDTH);
    expected.forEach((hash, n) => {
      const found = stored?.subarray(n * HASH_SIZE, (n + 1) * HASH_SIZE);
      if (!found?.equals(hash)) report('tile-altered', (from + n) * TILE_WIDTH ** level);
    });
    if (expected.length === TILE_WIDTH) full.push(rootOfRun(Buffer.concat(expected), 0, TILE_WIDTH));
  }
  return full;
}

function hashPage(leaves: readonly AuditedEntry[]): Buffer {
  return Buffer.concat(leaves.map((leaf) => hashLeaf(leaf.commitment)));
}

function firstGap(leaves: readonly AuditedEntry[], from: number): number {
  const gap = leaves.findIndex((leaf, n) => Number(leaf.index) !== from + n);
  return from + (gap === -1 ? leaves.length : gap);
}
