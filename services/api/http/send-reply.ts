import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { KeptAnswer } from '../../identity/idempotency/kept-answer';
import { contentDisposition } from './content-disposition';
import { closeAfterUnreadBody } from './request-body';
import type { FileReply, Reply, Route } from './route';

/**
 * Writes what a handler returned. JSON leaves through its declared schema, files
 * as they come.
 *
 * The first part of a file is awaited before the head is written, so that a file
 * that cannot be read at all is an error and not an empty success. A failure
 * later breaks the connection off: the length or the last chunk is missing.
 */
export async function sendReply(
  route: Route,
  request: Request,
  response: Response,
  reply: Reply,
): Promise<void> {
  const spec = route.responses[reply.status];
  if (spec === undefined)
    throw new Error(`undeclared status ${reply.status} of ${route.method} ${route.path}`);
  const content = reply.file === undefined ? null : await begin(reply.file.content);
  const body = spec.json === undefined || content !== null ? undefined : spec.json.parse(reply.body);
  response.status(reply.status).set(reply.headers ?? {});
  closeAfterUnreadBody(request, response);
  if (reply.file !== undefined && content !== null) {
    response.set(headersOf(reply.file));
    await deliver(content, response);
  } else if (body === undefined) {
    response.end();
  } else {
    response.json(body);
  }
}

/** A reply as {@link sendReply} sends it, whole; null for a file that comes in pieces. */
export function renderReply(route: Route, reply: Reply): KeptAnswer | null {
  const { status, headers = {}, file } = reply;
  const json = route.responses[status]?.json;
  if (file !== undefined) {
    if (!Buffer.isBuffer(file.content)) return null;
    return { status, headers: { ...headers, ...headersOf(file) }, body: file.content };
  }
  if (json === undefined) return { status, headers, body: Buffer.alloc(0) };
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(json.parse(reply.body))),
  };
}

/** A reader who goes away in the middle has what they wanted of it: nothing failed here. */
async function deliver(content: AsyncIterable<Buffer> | Buffer[], response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(content), response);
  } catch (error) {
    const left = response.destroyed && !response.writableFinished;
    if (left && codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
}

function headersOf({ contentType, content, size, disposition }: FileReply): Record<string, string> {
  const length = Buffer.isBuffer(content) ? content.length : size;
  return {
    'Content-Type': contentType,
    ...(length === undefined ? {} : { 'Content-Length': String(length) }),
    ...(disposition === undefined
      ? {}
      : { 'Content-Disposition': contentDisposition(disposition.kind, disposition.fileName) }),
  };
}

/** Resolves once the first part is there. */
async function begin(content: FileReply['content']): Promise<AsyncIterable<Buffer> | Buffer[]> {
  if (Buffer.isBuffer(content)) return [content];
  const parts = content[Symbol.asyncIterator]();
  return startingWith(await parts.next(), parts);
}

/**
 * Not a generator: one that was never asked for its first part ends without
 * ending what it reads from, and a reader who left early would leave the object
 * storage's connection open behind them.
 */
function startingWith(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  let begun = false;
  const parts: AsyncIterator<Buffer> = {
    next: async () => {
      if (begun) return rest.next();
      begun = true;
      return first;
    },
    return: async () => (await rest.return?.()) ?? { done: true, value: undefined },
  };
  return { [Symbol.asyncIterator]: () => parts };
}
