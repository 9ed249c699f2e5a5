import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../error-code';
import { writePrivateFile } from './private-files';
import { identifyProcess, isRunning, type ProcessIdentity } from './processes';

export interface FolderClaim {
  release(): Promise<void>;
}

interface Announcement {
  readonly name: string;
  readonly holder: ProcessIdentity;
}

/** Starters that meet withdraw at once; whoever is still there after this holds the folder. */
const ROUNDS = 40;
const ROUND_MS = 25;

/**
 * Claims a folder for this process. The claim of a process that no longer runs
 * counts as none.
 *
 * Every process announces itself in a file of its own name and then looks for
 * others: of two, the one that looks later sees the other, so that never both
 * take the folder for theirs. Nobody removes what a live process wrote. Of
 * starters that meet, the first by name stays until the others have gone.
 *
 * @returns the claim, or a live process that holds the folder
 */
export async function claimFolder(folder: string): Promise<FolderClaim | ProcessIdentity> {
  const self = await identifyProcess(process.pid);
  const claims = path.join(folder, 'claims');
  await mkdir(claims, { recursive: true, mode: 0o700 });
  const name = `${randomBytes(8).toString('hex')}.json`;
  const release = () => rm(path.join(claims, name), { force: true });
  // Renamed into place whole: nobody ever reads half a claim and takes it for a dead one.
  await writePrivateFile(path.join(claims, name), JSON.stringify(self));
  let others = await readLiveClaims(claims, name);
  for (let round = 0; round < ROUNDS && others.every((other) => name < other.name); round += 1) {
    if (others.length === 0) return { release };
    await delay(ROUND_MS);
    others = await readLiveClaims(claims, name);
  }
  const [other] = others;
  if (other === undefined) return { release };
  await release();
  return other.holder;
}

/** Takes away what dead processes left: their names are never used again. */
async function readLiveClaims(claims: string, own: string): Promise<Announcement[]> {
  const live: Announcement[] = [];
  for (const name of await readdir(claims)) {
    if (name === own || !name.endsWith('.json')) continue;
    const file = path.join(claims, name);
    const holder = await readIdentity(file);
    if (holder !== null && (await isRunning(holder))) live.push({ name, holder });
    else await rm(file, { force: true });
  }
  return live;
}

async function readIdentity(file: string): Promise<ProcessIdentity | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    // Released meanwhile.
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    const { pid, startTime } = Object(JSON.parse(text));
    return typeof pid === 'number' && typeof startTime === 'string' ? { pid, startTime } : null;
  } catch {
    return null;
  }
}
