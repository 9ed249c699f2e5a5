import * as http from 'node:http';
import * as https from 'node:https';
import type { Readable } from 'node:stream';
import { failure, PushError, TransientFault } from './push-error';

export interface HttpRequest {
  readonly method: string;
  /** Begins with `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | StreamedBody;
}

/** A body that is read as the network takes it. */
export interface StreamedBody {
  /** Bytes that {@link StreamedBody.open} gives. */
  readonly size: number;
  open(): Readable;
  /** Bytes handed to the network so far. */
  onSent(bytes: number): void;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** To be read to its end, or destroyed. */
  readonly content: Readable;
}

export interface Http {
  /** One attempt. @throws TransientFault where no answer came */
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** Without a byte in either direction. The server hashes a large upload before it answers its last byte. */
const SILENCE_MS = 120_000;
/** No answer that is read into memory is longer. */
const TEXT_BYTES = 4 * 1024 * 1024;

/**
 * HTTP to one origin. `fetch` would read ahead of the network and cannot be told how far it is;
 * here the socket takes the file at its own pace. Redirections are not followed.
 */
export function createHttp(origin: URL): Http {
  const secure = origin.protocol === 'https:';
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const start = secure ? https.request : http.request;
  const prefix = origin.pathname.replace(/\/+$/, '');
  return {
    send: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const options = { ...addressOf(origin), method, path: prefix + path, agent, timeout: SILENCE_MS };
        let source: Readable | undefined;
        const request = start(options, (answer) => {
          // Reading it says that it was cut; one that nobody reads any more may be.
          answer.on('error', () => undefined);
          // Refused before all was sent: the rest is not sent after it, and the connection is of no more use.
          if (!request.writableFinished) {
            source?.destroy();
            answer.on('close', () => request.destroy());
          }
          resolve({
            status: answer.statusCode ?? 0,
            header: (name) => singleOf(answer.headers[name]),
            content: answer,
          });
        });
        for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
        // A tree head out of somebody's cache would look like a log that shrank.
        request.setHeader('cache-control', 'no-cache');
        const fail = (error: Error) => {
          source?.destroy();
          request.destroy();
          reject(error instanceof PushError || error instanceof TransientFault ? error : faultOf(error));
        };
        request.on('timeout', () => fail(new TransientFault('timeout')));
        request.on('error', fail);
        if (body === undefined || Buffer.isBuffer(body)) {
          if (method !== 'GET' && method !== 'HEAD')
            request.setHeader('content-length', String(body?.length ?? 0));
          request.end(body);
          return;
        }
        request.setHeader('content-length', String(body.size));
        source = sendStream(request, body, fail);
      }),
  };
}

function sendStream(request: http.ClientRequest, body: StreamedBody, fail: (error: Error) => void): Readable {
  const source = body.open();
  let sent = 0;
  source.on('data', (piece) => {
    sent += piece.length;
    body.onSent(sent);
  });
  source.on('error', (error) => fail(failure('file-unreadable', null, error)));
  // Shorter than announced, the server would wait for the rest.
  source.on('end', () => {
    if (sent === body.size) request.end();
    else fail(failure('content-differs'));
  });
  source.pipe(request, { end: false });
  return source;
}

function addressOf({ hostname, port, protocol }: URL) {
  // A literal IPv6 address stands in brackets in a URL, and without them elsewhere.
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), ...(port === '' ? {} : { port }) };
}

function singleOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export function faultOf(error: unknown): TransientFault {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'cut';
  return new TransientFault(code, null, { cause: error });
}

/** A whole answer of bounded length. @throws TransientFault where it was cut */
export async function readAll({ content }: HttpAnswer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of content) {
      size += piece.length;
      if (size > TEXT_BYTES) throw new Error('longer than any answer');
      pieces.push(piece);
    }
  } catch (error) {
    throw faultOf(error);
  }
  return Buffer.concat(pieces);
}
