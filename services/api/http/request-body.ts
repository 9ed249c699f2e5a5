import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { finished } from 'node:stream';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { readMultipart } from './multipart-body';
import { HttpError } from './problem';

const LINGER_MS = 1_000;
/** For a body that is read whole before anything is done: seconds of a slow line, not of a held connection. */
const SMALL_BODY_MS = 15_000;

/** Which of the configured limits bounds a body. */
export type BodyLimit = 'jsonBodyBytes' | 'csvBodyBytes' | 'uploadBytes' | 'verifyBytes' | 'documentBytes';
export type BodyLimits = Readonly<Record<BodyLimit | 'uploadBytesPerSecond' | 'uploadPaceSeconds', number>>;

/** How a route takes its body. `json` and `form` are validated; `bytes` comes whole; `stream` as it arrives. */
export type BodySpec =
  | JsonBody<z.ZodType>
  | FormBody<z.ZodType>
  | MultipartBody<z.ZodType>
  | { readonly kind: 'bytes'; readonly contentTypes: readonly string[]; readonly limit: BodyLimit }
  | { readonly kind: 'stream'; readonly contentTypes: readonly string[]; readonly limit: BodyLimit };

interface JsonBody<S extends z.ZodType> {
  readonly kind: 'json';
  readonly schema: S;
}

interface FormBody<S extends z.ZodType> {
  readonly kind: 'form';
  readonly schema: S;
}

interface MultipartBody<S extends z.ZodType> {
  readonly kind: 'multipart';
  /** Of the fields and the file together; the file is a Buffer. */
  readonly schema: S;
  readonly fileTypes: readonly string[];
  /** Of the file. */
  readonly limit: BodyLimit;
}

export function jsonBody<S extends z.ZodType>(schema: S): JsonBody<S> {
  return { kind: 'json', schema };
}

export function formBody<S extends z.ZodType>(schema: S): FormBody<S> {
  return { kind: 'form', schema };
}

export function multipartBody<S extends z.ZodType>(
  schema: S,
  file: Pick<MultipartBody<S>, 'fileTypes' | 'limit'>,
): MultipartBody<S> {
  return { kind: 'multipart', schema, ...file };
}

export function contentTypesOf(spec: BodySpec): readonly string[] {
  if (spec.kind === 'json') return ['application/json'];
  if (spec.kind === 'form') return ['application/x-www-form-urlencoded'];
  if (spec.kind === 'multipart') return ['multipart/form-data'];
  return spec.contentTypes;
}

function limitOf(spec: BodySpec): BodyLimit {
  return spec.kind === 'json' || spec.kind === 'form' ? 'jsonBodyBytes' : spec.limit;
}

export interface BodyReading {
  readonly onWanted: () => void;
  readonly observe?: (piece: string | Buffer) => void;
  readonly smallBodyMs?: number;
}

/**
 * Reads a body as its route takes it: parsed but not yet validated for `json`
 * and `form`, a Buffer for `bytes`, an async iterable of Buffers for `stream`.
 *
 * Nothing is buffered beyond the limit, and a declared length over it is
 * refused before a byte is read.
 *
 * @param reading.onWanted called once the head of the request has been accepted
 * @param reading.observe given what makes one body differ from another, as it is read; of a form with a
 *   file its parts, for a sender that repeats itself chooses another boundary. Not of a `stream`
 * @throws {HttpError} `unsupported-media-type`, `body-too-large`, `malformed-body`, `body-interrupted`,
 *   `body-too-slow` (`json` and `form`)
 */
export async function readBody(
  request: IncomingMessage,
  spec: BodySpec,
  limits: BodyLimits,
  { onWanted, observe = () => undefined, smallBodyMs = SMALL_BODY_MS }: BodyReading,
): Promise<unknown> {
  requireContentType(request, contentTypesOf(spec));
  const maximum = limits[limitOf(spec)];
  if (spec.kind === 'multipart') {
    onWanted();
    const parts = await readMultipart(request, maximum, spec.fileTypes);
    for (const [name, value] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
      observe(`${JSON.stringify(name)} ${Buffer.byteLength(value)}\n`);
      observe(value);
    }
    return parts;
  }
  const declared = request.headers['content-length'];
  if (declared !== undefined && Number(declared) > maximum) throw new HttpError('body-too-large');
  onWanted();
  const stream = boundedStream(request, maximum, limits);
  if (spec.kind === 'stream') return stream;
  const bytes = await (spec.kind === 'bytes' ? gather(stream) : inTime(gather(stream), smallBodyMs));
  observe(bytes);
  if (spec.kind === 'bytes') return bytes;
  return spec.kind === 'json' ? parseJson(bytes) : parseForm(bytes);
}

async function gather(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function inTime(body: Promise<Buffer>, milliseconds: number): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new HttpError('body-too-slow')), milliseconds);
  });
  // Whichever comes second is nobody's: once the answer is given, the connection ends under the other.
  body.catch(() => undefined);
  try {
    return await Promise.race([body, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}

/** A compressed body would be bounded by what it expands to, which nobody knows: refused. */
function requireContentType(request: IncomingMessage, accepted: readonly string[]): void {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!accepted.includes(type) || encoding !== 'identity') {
    throw new HttpError('unsupported-media-type');
  }
}

/**
 * The request's bytes up to a limit, read as they are taken: who takes them slowly
 * lets the sender wait. A sender that goes away ends the iteration with
 * `body-interrupted`, never as if the body were complete; one that drips, with
 * `body-too-slow`: only time spent waiting for it counts.
 */
async function* boundedStream(
  request: IncomingMessage,
  maximum: number,
  limits: Pick<BodyLimits, 'uploadBytesPerSecond' | 'uploadPaceSeconds'>,
): AsyncGenerator<Buffer> {
  const pieces = request.iterator({ destroyOnReturn: false });
  let size = 0;
  let waited = 0;
  let sizeBefore = 0;
  for (;;) {
    const asked = performance.now();
    const piece: IteratorResult<Buffer> = await pieces.next().catch((cause: unknown) => {
      throw new HttpError('body-interrupted', { cause });
    });
    if (piece.done === true) break;
    size += piece.value.length;
    if (size > maximum) throw new HttpError('body-too-large');
    waited += (performance.now() - asked) / 1000;
    if (waited > limits.uploadPaceSeconds) {
      if (size - sizeBefore < waited * limits.uploadBytesPerSecond) throw new HttpError('body-too-slow');
      waited = 0;
      sizeBefore = size;
    }
    yield piece.value;
  }
  if (!request.complete) throw new HttpError('body-interrupted');
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new HttpError('malformed-body', { cause: error });
  }
}

/** A parameter given twice is refused (RFC 6749, section 3.2): two readers could take different ones. */
function parseForm(bytes: Buffer): unknown {
  const entries = [...new URLSearchParams(bytes.toString('utf8'))];
  const names = new Set(entries.map(([name]) => name));
  if (names.size !== entries.length) throw new HttpError('malformed-body');
  return Object.fromEntries(entries);
}

/**
 * For an answer that comes before the end of the body: lets the sender read it,
 * then closes, rather than taking in gigabytes that nobody wants.
 */
export function closeAfterUnreadBody(request: Request, response: Response): void {
  if (request.complete || !announcesBody(request)) return;
  response.set('Connection', 'close');
  response.once('finish', () => {
    if (request.complete || request.destroyed) return;
    const timer = setTimeout(() => request.destroy(), LINGER_MS);
    finished(request, () => clearTimeout(timer));
    request.resume();
  });
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
