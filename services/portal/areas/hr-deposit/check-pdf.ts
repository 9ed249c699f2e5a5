export type PdfFlaw = 'empty' | 'notPdf' | 'zipNotPdf' | 'encrypted' | 'unreadableFile';

/** ISO 32000-2, 7.5.2: readers find the header anywhere in there. */
const HEADER_BYTES = 1024;
/** Where a trailer stands, or the dictionary of a cross-reference stream: at the end, or at the start of a linearised file. */
const EDGE_BYTES = 4096;

/** What can be said of a PDF before it leaves; NULL where nothing speaks against it. What it holds is the API's to judge. */
export async function checkPdf(file: Blob): Promise<PdfFlaw | null> {
  if (file.size === 0) return 'empty';
  const start = await readText(file, 0, EDGE_BYTES);
  const end = await readText(file, Math.max(0, file.size - EDGE_BYTES), file.size);
  if (start === null || end === null) return 'unreadableFile';
  if (start.startsWith('PK')) return 'zipNotPdf';
  if (!start.slice(0, HEADER_BYTES).includes('%PDF-')) return 'notPdf';
  return [start, end].some((edge) => /\/Encrypt\s+\d+\s+\d+\s+R\b/.test(edge)) ? 'encrypted' : null;
}

/** A file that was moved, or taken away with its drive, cannot be read any more. */
async function readText(file: Blob, from: number, to: number): Promise<string | null> {
  try {
    return new TextDecoder('latin1').decode(await file.slice(from, to).arrayBuffer());
  } catch {
    return null;
  }
}
