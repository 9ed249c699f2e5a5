import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface ReplayingTsa {
  readonly port: number;
  /** Answers given that are not what was asked for. */
  lies(): number;
  close(): Promise<void>;
}

/**
 * A TSA that answers every request with one genuine token of the real one: signed
 * by whom the installation trusts, over somebody else's digest and nonce.
 */
export async function startReplayingTsa(realPort: number): Promise<ReplayingTsa> {
  let genuine: Promise<{ type: string; token: Buffer }> | undefined;
  let lies = 0;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    genuine ??= fetch(`http://127.0.0.1:${realPort}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body: new Uint8Array(unlike(body)),
    }).then(async (real) => ({
      type: real.headers.get('content-type') ?? '',
      token: Buffer.from(await real.arrayBuffer()),
    }));
    const { type, token } = await genuine;
    lies += 1;
    response.setHeader('content-type', type).end(token);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    lies: () => lies,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The same request for another digest: its octets are inverted where they stand (RFC 3161: OCTET STRING of 32). */
function unlike(request: Buffer): Buffer {
  const at = request.indexOf(Buffer.from([0x04, 0x20])) + 2;
  if (at === 1) throw new Error('no digest of 32 bytes in the request');
  return Buffer.concat([
    request.subarray(0, at),
    Buffer.from(request.subarray(at, at + 32).map((byte) => byte ^ 0xff)),
    request.subarray(at + 32),
  ]);
}
