import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { Api } from './api';
import type { BackOff } from './back-off';
import type { HashedFile } from './hash-file';
import type { HttpAnswer } from './http';
import { failure, PushError, TransientFault } from './push-error';
import type { StateFolder } from './state-folder';

/** https://tus.io/protocols/resumable-upload, version 1.0.0. */
const TUS = { 'Tus-Resumable': '1.0.0' };
/** A request: long enough to cost nothing, short enough that a token outlives it. */
const REQUEST_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

const keptUpload = z.object({ path: z.string(), sha256: z.string() });

export interface UploadDeps {
  readonly api: Api;
  readonly state: StateFolder;
  readonly backOff: BackOff;
  /** Bytes that left for the server, which may have to be sent again. */
  onProgress(bytes: number): void;
}

/**
 * Sends a file by tus from where the server has it: after a cut, a restart of the server, or, where the
 * state folder remembers the upload, a kill of this process. Patience begins anew with each byte that
 * became durable.
 *
 * A crash anywhere loses nothing that the server has: the next run asks for its offset. Where it came
 * between the creation and the note of it, the next run begins another upload, and the server drops the
 * first.
 *
 * @param batch path of the batch
 * @param name of the note in the state folder
 * @throws PushError, also with the codes of the API
 */
export async function uploadFile(
  { api, state, backOff, onProgress }: UploadDeps,
  batch: string,
  file: HashedFile,
  name: string,
): Promise<void> {
  const kept = await state.read(name, keptUpload);
  let path = kept?.sha256 === file.sha256 && kept.path.startsWith(`${batch}/upload/`) ? kept.path : null;
  let durable = -1;
  for (;;) {
    try {
      if (path === null) {
        path = await beginUpload(api, batch, file.size);
        await state.write(name, { path, sha256: file.sha256 });
      }
      let offset = await readOffset(api, path);
      for (;;) {
        if (offset > durable) backOff.reset();
        durable = offset;
        onProgress(offset);
        if (offset >= file.size) return;
        offset = await sendPiece(api, path, file, offset, onProgress);
      }
    } catch (error) {
      if (error instanceof PushError && error.code === 'upload-not-found') path = null;
      await backOff.wait(passing(error));
    }
  }
}

/** What another attempt may mend. @throws anything else */
function passing(error: unknown): TransientFault {
  if (error instanceof TransientFault) return error;
  const isMoved = error instanceof PushError && MOVED.includes(error.code);
  if (isMoved) return new TransientFault(error.code, null, { cause: error });
  throw error;
}

/** Dropped for newer ones, another sender at the same offset, bytes that ended too early. */
const MOVED = ['upload-not-found', 'upload-offset-conflict', 'body-interrupted'];

async function beginUpload(api: Api, batch: string, size: number): Promise<string> {
  const answer = await api.attempt({
    method: 'POST',
    path: `${batch}/upload`,
    headers: { ...TUS, 'Upload-Length': String(size) },
  });
  answer.content.resume();
  const location = answer.header('location') ?? '';
  // The token goes below the batch that it was meant for, and nowhere else.
  if (!location.startsWith(`${batch}/upload/`)) throw failure('answer-unreadable', 'Location');
  return location;
}

/** An answer to HEAD has no body: its status is all that a refusal says. */
async function readOffset(api: Api, path: string): Promise<number> {
  try {
    return offsetOf(await api.attempt({ method: 'HEAD', path, headers: TUS }));
  } catch (error) {
    const code = error instanceof PushError ? REFUSALS[error.status ?? 0] : undefined;
    throw code === undefined ? error : new PushError(code, null, { cause: error });
  }
}

const REFUSALS: Readonly<Record<number, string>> = { 404: 'upload-not-found', 409: 'upload-overtaken' };

/** @returns the offset after it */
async function sendPiece(
  api: Api,
  path: string,
  file: HashedFile,
  offset: number,
  onProgress: (bytes: number) => void,
): Promise<number> {
  const end = Math.min(file.size, offset + REQUEST_BYTES);
  const answer = await api.attempt({
    method: 'PATCH',
    path,
    headers: {
      ...TUS,
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    },
    body: {
      size: end - offset,
      open: () => createReadStream(file.path, { start: offset, end: end - 1, highWaterMark: READ_BYTES }),
      onSent: (bytes) => onProgress(offset + bytes),
    },
  });
  return offsetOf(answer);
}

function offsetOf(answer: HttpAnswer): number {
  answer.content.resume();
  const text = answer.header('upload-offset') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw failure('answer-unreadable', 'Upload-Offset');
  return Number(text);
}
