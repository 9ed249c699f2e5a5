import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createKekFile } from '../../infra/encryption/kek-file';
import { createCheckpointSigner, createJournalKey } from '../journal/checkpoint';
import { UsageError } from './usage-error';

/**
 * `coffre keys create --origin NAME --dir DIR`: KEKs, the log's signing key and
 * its public half. Never over an existing file: with other KEKs nothing stored
 * opens, and a log whose key is replaced is another log.
 *
 * @param args.origin the log's name for ever: a schema-less URL (C2SP tlog-checkpoint)
 */
export function createKeysCommand(args: readonly string[]): number {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { origin: text, dir: text } });
  if (!values.origin || !values.dir) throw new UsageError('--origin and --dir are needed');
  const dir = values.dir;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const files = {
    kek: path.join(dir, 'kek.json'),
    journalKey: path.join(dir, 'journal-key.pem'),
    journalVkey: path.join(dir, 'journal.vkey'),
  };
  // All before any: half a set of keys beside half of another is neither.
  const present = Object.values(files).filter((file) => existsSync(file));
  if (present.length > 0) throw new Error(`keys exist, nothing was made: ${present.join(', ')}`);
  const pem = createJournalKey();
  const { vkey } = createCheckpointSigner(pem, values.origin);
  createKekFile(files.kek);
  writeFileSync(files.journalKey, pem, { mode: 0o600, flag: 'wx' });
  writeFileSync(files.journalVkey, `${vkey}\n`, { flag: 'wx' });
  return 0;
}
