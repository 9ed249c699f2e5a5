import { JournalError } from './errors';
import { parseNoteKey } from './verify/signed-note';

/** The log's name, which is its verifier key's. @throws JournalError `key-invalid` */
export function originOf(vkey: string): string {
  const key = parseNoteKey(vkey);
  if (key === null) throw new JournalError('key-invalid');
  return key.name;
}
