import type { ByteRange } from './signature-dictionary';

/** The whole output, with room for the signature. Its bytes outside the gap no longer change. */
export interface PreparedFile {
  readonly bytes: Buffer;
  readonly byteRange: ByteRange;
}

/** Bytes of CMS that fit into the gap. */
export function roomOf(file: PreparedFile): number {
  return (file.byteRange[2] - file.byteRange[1] - 2) / 2;
}

/** Writes the CMS in place; the rest of the gap stays zero. The caller has checked that it fits. */
export function embedContents(file: PreparedFile, cms: Buffer): void {
  file.bytes.write(cms.toString('hex'), file.byteRange[1] + 1, 'latin1');
}
