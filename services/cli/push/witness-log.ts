import { z } from 'zod';
import { parseCheckpointText, type TreeHead } from '../../journal/verify/checkpoint-text';
import { verifyConsistency } from '../../journal/verify/merkle-proof';
import { type NoteKey, openNote, parseNoteKey } from '../../journal/verify/signed-note';
import { trustAnswer } from './answers';
import type { Api } from './api';
import { readConsistencyProof } from './consistency-from-tiles';
import { readAll } from './http';
import { failure, PushError } from './push-error';
import { type StateFolder, stateName } from './state-folder';

const keptLog = z.object({
  /** Verifier key (C2SP signed-note) of the log at this address. */
  journalKey: z.string(),
  /** The newest tree head seen, a signed note; NULL before the log had any. */
  checkpoint: z.string().nullable(),
});
type KeptLog = z.output<typeof keptLog>;

export interface WitnessDeps {
  readonly api: Api;
  readonly state: StateFolder;
  /** Where the log is read: what is kept is kept by address, so that a log of another name there is noticed. */
  readonly origin: string;
  /** The log's key from elsewhere; NULL: the one that the address gives at the first use is kept. */
  readonly trustedKey: string | null;
}

export interface WitnessedHead {
  readonly note: string;
  readonly size: number;
  /** Where the key is from: given by the caller, or kept since the first use and never compared with another. */
  readonly keyFrom: 'trust' | 'kept' | 'first-use';
}

const NOT_FOUND = 404;

/**
 * Reads the newest tree head and convinces itself that it is the log seen before, with more behind it:
 * who hides, rewrites or shows different logs to different senders is found out by any one of them.
 *
 * The head is kept once it is verified. Two runs at once: what another has kept meanwhile is verified too,
 * so that none goes back. A crash before that keeps the former head, from which the next run verifies.
 *
 * @returns NULL before the log has published anything
 * @throws PushError `log-…`, `state-…`
 */
export async function witnessLog(deps: WitnessDeps): Promise<WitnessedHead | null> {
  const { api, state, trustedKey } = deps;
  const name = stateName('log', deps.origin);
  for (;;) {
    // Before the tree head is read: one that is read after it can only be as large, or larger.
    const kept = await state.read(name, keptLog);
    const journalKey = trustedKey ?? kept?.journalKey ?? (await readTrustedKey(api));
    const key = parseNoteKey(journalKey);
    if (key === null) throw failure(trustedKey === null ? 'answer-unreadable' : 'trust-unreadable');
    if (kept !== null && kept.journalKey !== journalKey) throw failure('log-key-changed');
    const note = await readCheckpoint(api);
    const head = note === null ? null : openHead(note, key);
    const seen = kept === null || kept.checkpoint === null ? null : openHead(kept.checkpoint, key);
    if (seen !== null) await requireConsistent(api, seen, head);
    if (!isSame(await state.read(name, keptLog), kept)) continue;
    if (kept?.checkpoint !== note || kept === null) {
      await state.write(name, { journalKey, checkpoint: note } satisfies KeptLog);
    }
    if (note === null || head === null) return null;
    const keyFrom = trustedKey !== null ? 'trust' : kept === null ? 'first-use' : 'kept';
    return { note, size: head.size, keyFrom };
  }
}

async function readTrustedKey(api: Api): Promise<string> {
  const { journalKey } = await api.ask({ method: 'GET', path: '/v1/trust' }, trustAnswer);
  return journalKey.trim();
}

async function readCheckpoint(api: Api): Promise<string | null> {
  try {
    return await readText(api, '/v1/journal/checkpoint').then((bytes) => bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof PushError && error.status === NOT_FOUND) return null;
    throw error;
  }
}

function readText(api: Api, path: string): Promise<Buffer> {
  return api.persist(async () =>
    readAll(await api.attempt({ method: 'GET', path, headers: { accept: '*/*' } })),
  );
}

function openHead(note: string, key: NoteKey): TreeHead {
  const text = openNote(note, key);
  const head = text === null ? null : parseCheckpointText(text);
  if (head === null || head.origin !== key.name) throw failure('log-signature-invalid');
  return head;
}

async function requireConsistent(api: Api, seen: TreeHead, head: TreeHead | null): Promise<void> {
  if (head === null || head.size < seen.size) {
    throw failure('log-shrunk', `${seen.size} > ${head?.size ?? 0}`);
  }
  // An empty log is the beginning of every log, and no proof of it exists (RFC 9162, 2.1.4).
  if (seen.size === 0) return;
  const proof = await readConsistencyProof(seen.size, head.size, (path) =>
    readText(api, `/v1/journal/${path}`),
  );
  const consistent =
    proof !== null &&
    verifyConsistency({
      oldSize: seen.size,
      oldRoot: seen.root,
      newSize: head.size,
      newRoot: head.root,
      proof,
    });
  if (!consistent) throw failure('log-forked', `${seen.size} → ${head.size}`);
}

function isSame(now: KeptLog | null, before: KeptLog | null): boolean {
  return now?.checkpoint === before?.checkpoint && now?.journalKey === before?.journalKey;
}
