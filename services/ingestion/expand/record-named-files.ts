import type { EntityManager } from 'typeorm';
import type { ArchiveEntry } from '../archive/list-entries';
import { fileKey, type ItemClaim, parseClaim } from '../items/claim';
import { type FileNameReader, isNirTheMatricule, maskFileName } from '../layouts/read-file-name';
import { maskNir } from '../nir';
import { type ItemTarget, insertItems } from './record-items';

/**
 * One item per file of an archive without manifest: its name is the claim. One
 * that nothing explains is read all the same, so that whoever decides on it sees
 * what its page says.
 *
 * @returns how many were added
 */
export async function recordNamedFiles(
  tx: EntityManager,
  target: ItemTarget,
  entries: readonly ArchiveEntry[],
  firstPosition: number,
  names: FileNameReader,
): Promise<number> {
  await insertItems(
    tx,
    target,
    entries.map((entry, at) => {
      const { claim, flaw } = claimOf(entry.path, names);
      return {
        position: firstPosition + at,
        claim,
        key: fileKey(target.records, entry.path),
        entry,
        code: entry.flaw ?? flaw,
      };
    }),
  );
  return entries.length;
}

/** Which of two files of one name was meant cannot be known. */
export async function rejectTwins(tx: EntityManager, batchId: string): Promise<void> {
  await tx.query(
    `update item set state = 'rejected', code = 'entry-unsafe', reason = 'its name occurs twice in the archive'
     where batch_id = $1 and state = 'pending' and file_key in (
       select file_key from item where batch_id = $1 group by file_key having count(*) > 1)`,
    [batchId],
  );
}

function claimOf(path: string, names: FileNameReader): { claim: ItemClaim; flaw: string | null } {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  const reading = names.read(name);
  const shown = `${maskNir(folder)}${maskFileName(name, reading)}`;
  if (reading === null) {
    const flaw = isNirTheMatricule(names, name) ? 'nir-as-payroll-number' : null;
    return { claim: { file: shown, layout: 'unknown' }, flaw };
  }
  const { words, ...fields } = reading;
  const { claim, flaw } = parseClaim({ number: 0, file: '', ...fields }, Number.POSITIVE_INFINITY);
  return {
    claim: { ...claim, file: shown, ...(words === undefined ? {} : { fileWords: maskNir(words) }) },
    flaw,
  };
}
