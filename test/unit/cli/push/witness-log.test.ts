import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { readConsistencyProof } from '../../../../services/cli/push/consistency-from-tiles';
import { openStateFolder } from '../../../../services/cli/push/state-folder';
import { witnessLog } from '../../../../services/cli/push/witness-log';
import { createCheckpointSigner, createJournalKey } from '../../../../services/journal/checkpoint';
import { CompactTree } from '../../../../services/journal/merkle';
import { parseTilePath, rootOfRun, TILE_WIDTH } from '../../../../services/journal/tiles';
import { verifyConsistency } from '../../../../services/journal/verify/merkle-proof';
import { hashLeaf } from '../../../../services/journal/verify/tree-hash';
import { answerJson, openApi, type Service, startService, testPace } from './service';

/** A log in memory: any two with one seed begin alike. */
function growLog(size: number, seed = 'log') {
  const leaves = Array.from({ length: size }, (_, n) =>
    hashLeaf(createHash('sha256').update(`${seed} ${n}`).digest()),
  );
  return logOf(leaves);
}

function logOf(leaves: readonly Buffer[]) {
  const tree = new CompactTree();
  for (const leaf of leaves) tree.append(leaf);
  const levels: Buffer[] = [Buffer.concat(leaves)];
  for (
    let below = levels[0] ?? Buffer.alloc(0);
    below.length >= TILE_WIDTH * 32;
    below = levels.at(-1) ?? below
  ) {
    const full = Math.floor(below.length / (TILE_WIDTH * 32));
    levels.push(
      Buffer.concat(Array.from({ length: full }, (_, n) => rootOfRun(below, n * TILE_WIDTH, TILE_WIDTH))),
    );
  }
  return {
    leaves,
    size: leaves.length,
    root: tree.root(),
    readTile(tilePath: string): Buffer {
      const tile = parseTilePath(tilePath);
      if (tile === null) throw new Error(`no tile: ${tilePath}`);
      const start = tile.index * TILE_WIDTH * 32;
      return (levels[tile.level] ?? Buffer.alloc(0)).subarray(start, start + tile.width * 32);
    },
  };
}
type Log = ReturnType<typeof growLog>;

const LARGE = growLog(1_500);
const until = (log: Log, size: number) => logOf(log.leaves.slice(0, size));

describe('a consistency proof out of tiles', () => {
  const sizes = fc
    .tuple(fc.integer({ min: 1, max: LARGE.size }), fc.integer({ min: 1, max: LARGE.size }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const verify = async (older: Log, newer: Log, readTile = async (tile: string) => newer.readTile(tile)) => {
    const proof = await readConsistencyProof(older.size, newer.size, readTile);
    return (
      proof !== null &&
      verifyConsistency({
        oldSize: older.size,
        oldRoot: older.root,
        newSize: newer.size,
        newRoot: newer.root,
        proof,
      })
    );
  };

  it('holds between any two sizes of one log, and takes few tiles', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ([small, large]) => {
        const newer = until(LARGE, large);
        let tiles = 0;
        const counting = async (tile: string) => {
          tiles += 1;
          return newer.readTile(tile);
        };
        expect(await verify(until(LARGE, small), newer, counting)).toBe(true);
        expect(tiles).toBeLessThanOrEqual(6);
      }),
      { numRuns: 50 },
    );
  });

  it('does not hold where one leaf seen before was exchanged', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async ([small, large], at) => {
        const leaves = [...LARGE.leaves.slice(0, large)];
        leaves[at % small] = hashLeaf(Buffer.from('another'));
        expect(await verify(until(LARGE, small), logOf(leaves))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('is none where a tile is shorter than it says', async () => {
    const readTile = async (tile: string) => LARGE.readTile(tile).subarray(32);
    expect(await readConsistencyProof(700, LARGE.size, readTile)).toBeNull();
  });
});

describe('a witness', () => {
  const ORIGIN = 'coffre.example/journal';
  const signer = createCheckpointSigner(createJournalKey(), ORIGIN);
  let folder: string;
  let service: Service;
  let served: { log: Log | null; vkey: string; note?: string };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'coffre-witness-'));
    served = { log: growLog(300), vkey: signer.vkey };
    service = await startService((request, response) => {
      const [, tile] = /^\/v1\/journal\/(tile\/.*)$/.exec(request.url ?? '') ?? [];
      if (request.url === '/oauth2/token') answerJson(response, 200, { access_token: 't', expires_in: 60 });
      else if (request.url === '/v1/trust') answerJson(response, 200, { journalKey: served.vkey });
      else if (served.log === null) answerJson(response, 404, { code: 'not-found', detail: '' });
      else
        response.end(
          tile === undefined ? (served.note ?? signer.sign(served.log)) : served.log.readTile(tile),
        );
    });
  });
  afterEach(async () => {
    await service.close();
    await rm(folder, { recursive: true, force: true });
  });

  const witness = (trustedKey: string | null = null) =>
    witnessLog({
      api: openApi(service, testPace()),
      state: openStateFolder(folder),
      origin: service.url.origin,
      trustedKey,
    });
  const codeOf = (witnessed: Promise<unknown>) =>
    witnessed.then(
      () => 'consistent',
      (error: unknown) => Object(error).code,
    );

  it('keeps the key of the first use, follows the log as it grows, and asks for no key again', async () => {
    expect(await witness()).toMatchObject({ size: 300, keyFrom: 'first-use' });
    served.log = growLog(1_000);
    expect(await witness()).toMatchObject({ size: 1_000, keyFrom: 'kept' });
    expect(await witness()).toMatchObject({ size: 1_000 });
    expect(service.calls.filter((call) => call === 'GET /v1/trust')).toHaveLength(1);
  });

  it('never asks for the key where one is given', async () => {
    expect(await witness(signer.vkey)).toMatchObject({ keyFrom: 'trust' });
    expect(service.calls).not.toContain('GET /v1/trust');
    expect(await codeOf(witness('no key'))).toBe('trust-unreadable');
  });

  it('begins before the log does, and holds it to what comes', async () => {
    const log = served.log;
    served.log = null;
    expect(await witness()).toBeNull();
    served.log = log;
    expect(await witness()).toMatchObject({ size: 300, keyFrom: 'kept' });
    served.log = null;
    expect(await codeOf(witness())).toBe('log-shrunk');
  });

  it.each<[string, () => void, string]>([
    ['rewrote an entry', () => (served.log = growLog(1_000, 'another')), 'log-forked'],
    ['is another of the same size', () => (served.log = growLog(300, 'another')), 'log-forked'],
    ['is shorter', () => (served.log = growLog(299)), 'log-shrunk'],
    [
      'is signed by another key of its name',
      () => {
        served.vkey = createCheckpointSigner(createJournalKey(), ORIGIN).vkey;
        served.note = createCheckpointSigner(createJournalKey(), ORIGIN).sign(growLog(400));
      },
      'log-signature-invalid',
    ],
    [
      'is another log altogether, at the same address',
      () => {
        const other = createCheckpointSigner(createJournalKey(), 'other.example/journal');
        served.vkey = other.vkey;
        served.note = other.sign(growLog(400));
      },
      'log-signature-invalid',
    ],
  ])('is not content with a log that %s, and keeps what it saw as evidence', async (_, change, code) => {
    await witness();
    const [file = ''] = await readdir(folder);
    const kept = await readFile(path.join(folder, file), 'utf8');
    change();
    expect(await codeOf(witness())).toBe(code);
    expect(await codeOf(witness())).toBe(code);
    expect(await readFile(path.join(folder, file), 'utf8')).toBe(kept);
  });

  it('is not content with a key given that is not the one kept', async () => {
    await witness();
    const other = createCheckpointSigner(createJournalKey(), ORIGIN).vkey;
    expect(await codeOf(witness(other))).toBe('log-key-changed');
    expect(await codeOf(witness(signer.vkey))).toBe('consistent');
  });

  it('never goes back, whoever else has seen more meanwhile', async () => {
    await witness();
    const [file = ''] = await readdir(folder);
    const [small, large] = [growLog(500), growLog(900)];
    served.log = small;
    const state = openStateFolder(folder);
    let reads = 0;
    const meanwhile: typeof state = {
      ...state,
      async read(name, shape) {
        reads += 1;
        // Between what this run has read and what it would write, another one has written.
        if (reads === 2) {
          const kept = { journalKey: signer.vkey, checkpoint: signer.sign(large) };
          await writeFile(path.join(folder, file), JSON.stringify(kept));
          served.log = large;
        }
        return state.read(name, shape);
      },
    };
    const deps = {
      api: openApi(service, testPace()),
      state: meanwhile,
      origin: service.url.origin,
      trustedKey: null,
    };
    expect(await witnessLog(deps)).toMatchObject({ size: 900 });
  });
});
