import { makeZip } from 'client-zip';
import type { ApiClient } from '../../../api/client';
import { SessionLeft } from '../../../api/failures';
import type { Document } from '../../../api/schema';
import { readFile } from '../read-file';

const LIST_SIZE = 100;
const TRIES = 2;
const PAUSE_MS = 1_500;

export interface YearArchive {
  readonly file: Blob;
  readonly count: number;
  /** Those that could not be read, though tried twice. */
  readonly missing: readonly Document[];
}

interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * All documents of a year in one ZIP file, read one after the other. One that cannot be read is named and
 * left out; the others are kept. File names are those of the API, which name no person.
 *
 * @throws {ApiProblem | NoAnswer | SessionLeft} the list could not be read, or the person left
 * @throws {DOMException} `AbortError`: stopped
 */
export async function archiveYear(
  api: ApiClient,
  year: string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<YearArchive> {
  const documents = await listYear(api, year, signal);
  const missing: Document[] = [];
  const total = documents.length;
  async function* files() {
    for (const [index, document] of documents.entries()) {
      onProgress({ done: index, total });
      const input = await readPatiently(api, document, signal);
      if (input === null) missing.push(document);
      else yield { name: document.fileName, lastModified: new Date(document.depositedAt), input };
    }
    onProgress({ done: total, total });
  }
  const file = await new Response(makeZip(files()), {
    headers: { 'Content-Type': 'application/zip' },
  }).blob();
  return { file, count: total - missing.length, missing };
}

async function listYear(api: ApiClient, year: string, signal: AbortSignal): Promise<Document[]> {
  const documents: Document[] = [];
  let cursor: string | null = null;
  do {
    const query: { year: string; limit: number; cursor?: string } = { year, limit: LIST_SIZE };
    if (cursor !== null) query.cursor = cursor;
    const page: { items: readonly Document[]; nextCursor: string | null } = await api.call(
      'GET /v1/me/documents',
      { query },
      { signal },
    );
    documents.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return documents;
}

/** NULL: it could not be read. Whole before it goes into the archive: half a file cannot be taken out again. */
async function readPatiently(api: ApiClient, { id }: Document, signal: AbortSignal): Promise<Blob | null> {
  const params = { documentId: id };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const options = { signal, accept: 'application/pdf' };
      const response = await api.open('GET /v1/me/documents/{documentId}/content', { params }, options);
      return await readFile(response, () => undefined);
    } catch (error) {
      if (signal.aborted || error instanceof SessionLeft) throw error;
      if (attempt === TRIES) return null;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
