import type { Batch } from '../../api/schema';

export type FileFlaw = 'emptyFile' | 'emptyZip' | 'neitherZipNorPdf' | 'unreadableFile';
export type SentFormat = Extract<Batch['format'], 'zip' | 'merged-pdf'>;

/** What the system's dialog offers. */
export const ACCEPTED = ['.zip', '.pdf', 'application/zip', 'application/pdf'];

/** Local file header, and end of central directory where there is no file (APPNOTE 4.3.7, 4.3.16). */
const FIRST_FILE = [0x50, 0x4b, 0x03, 0x04];
const NO_FILE = [0x50, 0x4b, 0x05, 0x06];
const PDF = [0x25, 0x50, 0x44, 0x46];

/**
 * By its first bytes, before anything is sent: a ZIP with a file in it, or a PDF, which here is
 * one file of many slips. A single document has a page of its own.
 */
export async function checkFile(
  file: Blob,
): Promise<{ readonly format: SentFormat } | { readonly flaw: FileFlaw }> {
  if (file.size === 0) return { flaw: 'emptyFile' };
  const start = await readBytes(file, 0, 4);
  if (start === null) return { flaw: 'unreadableFile' };
  if (beginsWith(start, FIRST_FILE)) return { format: 'zip' };
  if (beginsWith(start, PDF)) return { format: 'merged-pdf' };
  return { flaw: beginsWith(start, NO_FILE) ? 'emptyZip' : 'neitherZipNorPdf' };
}

const EDGE_BYTES = 64 * 1024;

/**
 * Tells whether a file is the one that was begun to be sent: its size, its first bytes and its
 * last, where a ZIP keeps names, sizes and checksums of all it holds. NULL where it cannot be read.
 */
export async function fingerprintOf(file: Blob): Promise<string | null> {
  const head = await readBytes(file, 0, EDGE_BYTES);
  const tail = await readBytes(file, Math.max(0, file.size - EDGE_BYTES), file.size);
  if (head === null || tail === null) return null;
  const digest = await crypto.subtle.digest(
    'SHA-256',
    await new Blob([String(file.size), ':', head, tail]).arrayBuffer(),
  );
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A file that was moved, or taken away with its drive, cannot be read any more. */
async function readBytes(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    return null;
  }
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
