/** What can be told of a chosen file without the server. */
export type FileFlaw =
  | 'empty'
  | 'spreadsheet'
  | 'pdf'
  | 'zip'
  | 'notText'
  | 'encoding'
  | 'unreadable'
  | 'tooLarge';

/** More than the server takes unless it is told otherwise: not even read. */
export const MOST_BYTES = 32 * 1024 * 1024;
const HEAD_BYTES = 4096;

const XLS = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PDF = [0x25, 0x50, 0x44, 0x46];

/** Its bytes, so that what is imported is what was looked over, whatever becomes of the file meanwhile. */
export async function readAgentsFile(file: File): Promise<Blob | FileFlaw> {
  if (file.size === 0) return 'empty';
  if (file.size > MOST_BYTES) return 'tooLarge';
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return 'unreadable';
  }
  return flawOf(bytes, file.name) ?? new Blob([bytes], { type: 'text/csv' });
}

function flawOf(bytes: Uint8Array, name: string): FileFlaw | null {
  const begins = (signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
  if (begins(XLS)) return 'spreadsheet';
  if (begins(ZIP)) return /\.(xlsx|xlsm|ods)$/i.test(name) ? 'spreadsheet' : 'zip';
  if (begins(PDF)) return 'pdf';
  if (begins([0xff, 0xfe]) || begins([0xfe, 0xff])) return 'encoding';
  if (bytes.subarray(0, HEAD_BYTES).includes(0)) return 'notText';
  return null;
}
