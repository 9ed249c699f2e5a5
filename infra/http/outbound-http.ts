import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { OutboundError, type OutboundHttp } from '../ports/outbound-http';
import { parseTarget, type Target, type TargetRules } from './parse-target';
import { isLoopback, isReachable, type Network } from './public-address';
import type { ResolveHost } from './resolve-host';

export interface OutboundOptions extends TargetRules {
  /** Reachable although they are not of the public internet: an installation's own. */
  readonly networks: readonly Network[];
  /** For all of a call, from the name to the end of the answer. */
  readonly deadlineMs: number;
  readonly resolve: ResolveHost;
  /** Certification authorities in PEM, instead of those that Node.js knows. */
  readonly ca?: string;
}

/** Enough for a server to end its answer in peace. */
const MOST_BODY_BYTES = 16 * 1024;

type Message = Parameters<OutboundHttp['post']>[1];

export function createOutboundHttp(options: OutboundOptions): OutboundHttp {
  return {
    async check(url) {
      await judge(parseTarget(url, options), options, AbortSignal.timeout(options.deadlineMs));
    },
    async post(url, message) {
      const target = parseTarget(url, options);
      const signal = AbortSignal.timeout(options.deadlineMs);
      const addresses = await judge(target, options, signal);
      return send(target, addresses, message, { signal, ca: options.ca });
    },
  };
}

/** The addresses to connect to. One that is refused refuses all: a name has no business with both kinds. */
async function judge(
  { hostname, isAddress, secure }: Target,
  { networks, resolve }: OutboundOptions,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const addresses = isAddress ? [hostname] : await resolveWithin(signal, resolve(hostname));
  if (addresses.length === 0) throw new OutboundError('host-unresolved');
  const judged = addresses.every(
    (address) => isReachable(address, networks) && (secure || isLoopback(address)),
  );
  if (!judged) throw new OutboundError('address-refused');
  return addresses;
}

async function resolveWithin(signal: AbortSignal, names: ReturnType<ResolveHost>) {
  const late = new Promise<never>((_resolve, reject) => {
    const give = () => reject(new OutboundError('timed-out'));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
  });
  return Promise.race([names, late]);
}

function send(
  target: Target,
  addresses: readonly string[],
  { headers, body }: Message,
  { signal, ca }: { readonly signal: AbortSignal; readonly ca: string | undefined },
): Promise<{ status: number }> {
  const { url, secure, port, hostname, isAddress } = target;
  const protocol = secure ? https : http;
  // Of its own and used once: the shared one may have a proxy from the environment, and keeps connections.
  const agent = new protocol.Agent({ keepAlive: false, autoSelectFamily: true });
  return new Promise((resolve, reject) => {
    let answered = false;
    let failure: 'connect-failed' | 'tls-failed' | 'connection-lost' = 'connect-failed';
    const request = protocol.request({
      agent,
      signal,
      method: 'POST',
      host: hostname,
      port,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, Host: url.host, 'Content-Length': body.length },
      // What was judged is what is connected to: the name is not asked again.
      lookup: pinned(addresses),
      ...(secure ? { servername: isAddress ? '' : hostname, rejectUnauthorized: true, ca } : {}),
    });
    request.on('socket', (socket) => {
      socket.once('connect', () => {
        failure = secure ? 'tls-failed' : 'connection-lost';
      });
      socket.once('secureConnect', () => {
        failure = 'connection-lost';
      });
    });
    // The status is the answer, however the rest of it fares.
    const fail = (cause?: unknown) => {
      if (!answered) reject(new OutboundError(signal.aborted ? 'timed-out' : failure, { cause }));
    };
    request.on('response', (response) => {
      answered = true;
      const status = response.statusCode ?? 0;
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_BODY_BYTES) response.destroy();
      });
      response.on('error', () => undefined);
      response.on('close', () => resolve({ status }));
    });
    request.on('error', fail);
    // An answer that switches protocols is neither a response nor an error.
    request.on('close', () => fail());
    request.end(body);
  });
}

function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? '', first?.family ?? 0);
  };
}
