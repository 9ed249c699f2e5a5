import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createCheckpointSigner, createJournalKey } from '../../services/journal/checkpoint';
import { createKekFile } from '../encryption/kek-file';
import { errorCode } from '../error-code';
import { writePrivateFile } from './private-files';
import { StackError } from './stack-error';

/** Key files of an installation, by the variables that programs read. */
export interface KeyFiles {
  readonly KEK_FILE: string;
  readonly JOURNAL_KEY_FILE: string;
  readonly JOURNAL_VKEY_FILE: string;
}

/** The log's name in every entry and checkpoint of an installation that runs embedded. */
const LOCAL_ORIGIN = 'coffre.local/journal';

/**
 * The keys of an installation, made at its first start and never again: keys
 * that are missing beside existing data refuse the start, for new ones would
 * open nothing and hide that the old ones are lost.
 *
 * @param hasData whether the database holds an installation
 * @param objects where stored objects lie, when that is a folder
 */
export async function keepKeys(options: {
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly hasData: boolean;
  readonly objects: string | null;
}): Promise<KeyFiles> {
  const { given, folder } = options;
  const files: KeyFiles = {
    KEK_FILE: given.KEK_FILE || path.join(folder, 'kek.json'),
    JOURNAL_KEY_FILE: given.JOURNAL_KEY_FILE || path.join(folder, 'journal-key.pem'),
    JOURNAL_VKEY_FILE: given.JOURNAL_VKEY_FILE || path.join(folder, 'journal.vkey'),
  };
  const missing: string[] = [];
  for (const file of Object.values(files)) if (!(await exists(file))) missing.push(file);
  if (missing.length === 0) return files;
  if (options.hasData || (options.objects !== null && (await holdsFiles(options.objects)))) {
    throw new StackError(
      'keys-missing',
      `there is data, but not its keys: put back ${missing.join(' and ')} from your backup`,
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (missing.includes(files.KEK_FILE)) createKekFile(files.KEK_FILE);
  if (missing.includes(files.JOURNAL_KEY_FILE)) {
    await writePrivateFile(files.JOURNAL_KEY_FILE, createJournalKey());
  }
  // From the key that lies there: the crash of a first start may have come between the two.
  if (missing.includes(files.JOURNAL_KEY_FILE) || missing.includes(files.JOURNAL_VKEY_FILE)) {
    const pem = await readFile(files.JOURNAL_KEY_FILE, 'utf8');
    await writePrivateFile(files.JOURNAL_VKEY_FILE, createCheckpointSigner(pem, LOCAL_ORIGIN).vkey);
  }
  return files;
}

async function holdsFiles(folder: string): Promise<boolean> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.some((entry) => entry.isFile());
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
