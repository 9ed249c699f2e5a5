import type { ApiClient } from '../../api/client';
import { ApiProblem, isProblem, NoAnswer } from '../../api/failures';
import { type FileToSend, sendFile } from './send-file';

export type UploadState =
  | {
      readonly kind: 'sending';
      readonly sent: number;
      readonly total: number;
      /** The network is gone; it goes on by itself. */
      readonly stalled: boolean;
    }
  | { readonly kind: 'failed'; readonly error: unknown; readonly file: FileToSend }
  /** Arrived whole and handed over to be checked. */
  | { readonly kind: 'done' };

/** Files on their way, by batch: a page may come and go meanwhile. */
export interface Uploads {
  stateOf(batchId: string): UploadState | null;
  subscribe(listener: () => void): () => void;
  start(toSend: FileToSend): void;
  /** Ends one; what arrived stays to be continued. */
  stop(batchId: string): void;
  stopAll(): void;
  busy(): boolean;
}

/** A network that is back may not say so. */
const STALLED_RETRY_MS = 10_000;
const SUBMIT = 'POST /v1/employers/{employerId}/batches/{batchId}/submit';

export function createUploads(api: ApiClient): Uploads {
  const states = new Map<string, UploadState>();
  const stops = new Map<string, () => void>();
  const listeners = new Set<() => void>();

  const become = (batchId: string, state: UploadState | null) => {
    if (state === null) states.delete(batchId);
    else states.set(batchId, state);
    for (const listener of listeners) listener();
  };
  const fail = (toSend: FileToSend, error: unknown) => {
    stops.delete(toSend.batchId);
    become(toSend.batchId, { kind: 'failed', error, file: toSend });
  };

  const submit = (toSend: FileToSend) =>
    api.call(SUBMIT, { params: { employerId: toSend.employerId, batchId: toSend.batchId } });

  const finish = async (toSend: FileToSend) => {
    try {
      await submit(toSend);
      stops.delete(toSend.batchId);
      become(toSend.batchId, { kind: 'done' });
    } catch (error) {
      if (error instanceof NoAnswer) wait(toSend, () => void finish(toSend));
      else fail(toSend, error);
    }
  };

  /** Submitting what is not whole changes nothing, and asks whose session ended to sign in again. */
  const renewSession = async (toSend: FileToSend) => {
    try {
      await submit(toSend);
      become(toSend.batchId, { kind: 'done' });
    } catch (error) {
      if (isProblem(error, 'batch-without-content')) attempt(toSend);
      else fail(toSend, error);
    }
  };

  const wait = (toSend: FileToSend, again: () => void) => {
    const { batchId } = toSend;
    const state = states.get(batchId);
    if (state?.kind === 'sending') become(batchId, { ...state, stalled: true });
    const goOn = () => {
      leave();
      again();
    };
    const timer = setTimeout(goOn, STALLED_RETRY_MS);
    addEventListener('online', goOn);
    const leave = () => {
      clearTimeout(timer);
      removeEventListener('online', goOn);
    };
    stops.set(batchId, leave);
  };

  const attempt = (toSend: FileToSend) => {
    const { batchId, file } = toSend;
    const stop = sendFile(api, toSend, {
      onProgress: (sent) => become(batchId, { kind: 'sending', sent, total: file.size, stalled: false }),
      onEnd: () => void finish(toSend),
      onFailure(error) {
        const ended = error instanceof ApiProblem && (error.status === 401 || error.status === 403);
        if (error instanceof NoAnswer) wait(toSend, () => attempt(toSend));
        else if (ended) void renewSession(toSend);
        else fail(toSend, error);
      },
    });
    stops.set(batchId, stop);
  };

  const stop = (batchId: string) => {
    stops.get(batchId)?.();
    stops.delete(batchId);
    become(batchId, null);
  };

  return {
    stateOf: (batchId) => states.get(batchId) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start(toSend) {
      stops.get(toSend.batchId)?.();
      become(toSend.batchId, { kind: 'sending', sent: 0, total: toSend.file.size, stalled: false });
      attempt(toSend);
    },
    stop,
    stopAll() {
      for (const batchId of [...stops.keys()]) stop(batchId);
    },
    busy: () => [...states.values()].some(({ kind }) => kind === 'sending'),
  };
}
