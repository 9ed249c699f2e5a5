import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';
import { SealingError } from '../errors';

export interface TimestampTransport {
  /** The body of a 200 answer. Throws `tsa-unavailable` or `tsa-malformed`. */
  post(body: Buffer): Promise<Buffer>;
  close(): void;
}

export interface TransportOptions {
  readonly url: string;
  /** For the whole exchange, its repetition included. */
  readonly deadlineMs: number;
  readonly maxConnections: number;
}

/** A token with a long chain has some 10 kB. */
const MAX_ANSWER = 64 * 1024;

/** RFC 3161, 3.4, over kept connections. Redirects are not followed: the address is the operator's. */
export function createTimestampTransport(options: TransportOptions): TimestampTransport {
  const url = new URL(options.url);
  const secure = url.protocol === 'https:';
  const connections = { keepAlive: true, maxSockets: options.maxConnections };
  const agent = secure ? new HttpsAgent(connections) : new HttpAgent(connections);
  const request = secure ? httpsRequest : httpRequest;

  function exchange(body: Buffer, ends: number, mayRetry: boolean): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/timestamp-query', 'content-length': body.length };
      const sent = request(url, { method: 'POST', agent, headers });
      const settle = settleOnce(sent, ends - performance.now(), resolve, reject);
      sent.on('response', (answer) => readAnswer(answer, settle));
      sent.on('error', (cause: NodeJS.ErrnoException) => {
        // The server closed a kept connection just as it was taken: nothing was lost.
        if (mayRetry && sent.reusedSocket && cause.code === 'ECONNRESET') {
          settle.handOver(() => exchange(body, ends, false));
        } else settle.fail(new SealingError('tsa-unavailable', { cause }));
      });
      sent.end(body);
    });
  }

  return {
    post: (body) => exchange(body, performance.now() + options.deadlineMs, true),
    close: () => agent.destroy(),
  };
}

interface Settle {
  done(body: Buffer): void;
  fail(error: SealingError): void;
  handOver(again: () => Promise<Buffer>): void;
}

/**
 * The first outcome stands. What comes after it changes nothing: a request that
 * is destroyed at its deadline reports a lost connection too, and a repetition
 * of it would be nobody's to wait for.
 */
function settleOnce(
  sent: ClientRequest,
  milliseconds: number,
  resolve: (body: Buffer | Promise<Buffer>) => void,
  reject: (error: Error) => void,
): Settle {
  let settled = false;
  const settle = (act: () => void) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    act();
  };
  const fail = (error: SealingError) =>
    settle(() => {
      reject(error);
      sent.destroy();
    });
  const timer = setTimeout(
    () => fail(new SealingError('tsa-unavailable', { cause: new Error('deadline exceeded') })),
    Math.max(0, milliseconds),
  );
  return {
    done: (body) => settle(() => resolve(body)),
    fail,
    handOver: (again) => settle(() => resolve(again())),
  };
}

function readAnswer(answer: IncomingMessage, settle: Settle): void {
  if (answer.statusCode !== 200) {
    const cause = new Error(`HTTP status ${answer.statusCode}`);
    settle.fail(new SealingError('tsa-unavailable', { cause }));
    return;
  }
  const parts: Buffer[] = [];
  let size = 0;
  answer.on('data', (part: Buffer) => {
    size += part.length;
    if (size > MAX_ANSWER) settle.fail(new SealingError('tsa-malformed'));
    else parts.push(part);
  });
  answer.on('end', () => settle.done(Buffer.concat(parts)));
  answer.on('error', (cause) => settle.fail(new SealingError('tsa-unavailable', { cause })));
}
