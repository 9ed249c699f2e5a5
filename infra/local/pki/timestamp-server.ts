import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TimestampResponder } from './timestamp-responder';

const MAX_REQUEST = 4096;

export interface TimestampServer {
  readonly url: string;
  close(): Promise<void>;
}

/** RFC 3161, 3.4, on the loopback interface only. Port 0: any free one. */
export async function serveTimestamps(respond: TimestampResponder, port: number): Promise<TimestampServer> {
  const server = createServer((request, response) => receive(request, response, respond));
  server.keepAliveTimeout = 60_000;
  await listen(server, port);
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function receive(request: IncomingMessage, response: ServerResponse, respond: TimestampResponder): void {
  const parts: Buffer[] = [];
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= MAX_REQUEST) parts.push(part);
  });
  request.on('end', () => {
    if (request.method !== 'POST' || size > MAX_REQUEST) {
      response.writeHead(request.method === 'POST' ? 413 : 405).end();
      return;
    }
    const answer = respond(Buffer.concat(parts));
    response.writeHead(200, {
      'content-type': 'application/timestamp-reply',
      'content-length': answer.length,
    });
    response.end(answer);
  });
}
