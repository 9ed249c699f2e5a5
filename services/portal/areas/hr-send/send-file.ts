import { type DetailedError, Upload } from 'tus-js-client';
import type { ApiClient } from '../../api/client';
import { ApiProblem, NoAnswer } from '../../api/failures';
import type { Problem } from '../../api/schema';
import { forgetUpload, recallUpload, rememberUpload } from './upload-memory';

const MiB = 1024 * 1024;
/** Lost by a cut: what a slow line sends again. */
const CHUNK_BYTES = 4 * MiB;
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 5_000];
const UPLOAD = 'POST /v1/employers/{employerId}/batches/{batchId}/upload';

export interface FileToSend {
  readonly employerId: string;
  readonly batchId: string;
  readonly file: File;
  readonly fingerprint: string;
}

export interface SendingListener {
  onProgress(sent: number): void;
  onEnd(): void;
  /** `NoAnswer`: it may go on later, from where it is. */
  onFailure(error: ApiProblem | NoAnswer): void;
}

/** Sends in pieces (tus 1.0), from where it was before a cut or a reload. @returns ends it, keeping what arrived */
export function sendFile(api: ApiClient, toSend: FileToSend, listener: SendingListener): () => void {
  const { employerId, batchId, file, fingerprint } = toSend;
  const known = recallUpload(batchId);
  const path = api.addressOf(UPLOAD, { params: { employerId, batchId } });
  const remember = (sent: number) => {
    if (upload.url === null) return;
    rememberUpload(batchId, { address: upload.url, fingerprint, size: file.size, sent });
  };
  const upload = new Upload(file, {
    endpoint: new URL(path, location.origin).href,
    uploadUrl: known?.fingerprint === fingerprint ? known.address : null,
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_DELAYS_MS,
    storeFingerprintForResuming: false,
    onBeforeRequest(request) {
      for (const [name, value] of Object.entries(api.sessionHeaders())) request.setHeader(name, value);
    },
    onShouldRetry: (error) => isWorthRepeating(problemOf(error)),
    onUploadUrlAvailable: () => remember(known?.fingerprint === fingerprint ? known.sent : 0),
    onChunkComplete: (_size, accepted) => remember(accepted),
    onProgress: (sent) => listener.onProgress(sent),
    onSuccess() {
      forgetUpload(batchId);
      listener.onEnd();
    },
    onError: (error) => listener.onFailure(problemOf(error)),
  });
  upload.start();
  return () => void upload.abort();
}

/** Gives up on the server what arrived so far. */
export async function dropUpload(
  api: ApiClient,
  { employerId, batchId }: Omit<FileToSend, 'file' | 'fingerprint'>,
) {
  const uploadId = recallUpload(batchId)?.address.split('/').at(-1);
  forgetUpload(batchId);
  if (uploadId === undefined) return;
  await api.call('DELETE /v1/employers/{employerId}/batches/{batchId}/upload/{uploadId}', {
    params: { employerId, batchId, uploadId },
  });
}

function isWorthRepeating(error: ApiProblem | NoAnswer): boolean {
  if (error instanceof NoAnswer) return navigator.onLine;
  return error.status >= 500 || error.code === 'upload-offset-conflict';
}

function problemOf(error: Error | DetailedError): ApiProblem | NoAnswer {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (response === null || response.getStatus() === 0) return new NoAnswer(error);
  const wait = Number(response.getHeader('Retry-After') ?? Number.NaN);
  return new ApiProblem(response.getStatus(), parse(response.getBody()), Number.isFinite(wait) ? wait : null);
}

/** An answer to HEAD has no body, and a proxy's is a page of its own. */
function parse(body: string): Partial<Problem> {
  try {
    return Object(JSON.parse(body)) as Partial<Problem>;
  } catch {
    return {};
  }
}
