import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Until the head of a request is there; until its body is; without any byte moving that is the caller's to move. */
  readonly headersSeconds: number;
  readonly requestSeconds: number;
  readonly idleConnectionSeconds: number;
  /** At a time; one more is closed unheard. */
  readonly connections: number;
}

export interface HttpServer {
  readonly port: number;
  /** Stops accepting, lets requests in flight finish. */
  close(): Promise<void>;
}

/** Serves an application with bounds on how long a connection may take, byte by byte or in all. */
export async function listen(application: RequestListener, options: ListenOptions): Promise<HttpServer> {
  const observed: RequestListener = (request, response) => {
    // Silence is the caller's while its request arrives, or while it takes nothing of the answer.
    // Otherwise the program is at work, for as long as that takes.
    response.on('timeout', (socket: Socket) => {
      if (!request.complete || socket.writableLength > 0) socket.destroy();
    });
    application(request, response);
  };
  const server = createServer(
    {
      headersTimeout: options.headersSeconds * 1000,
      requestTimeout: options.requestSeconds * 1000,
      keepAliveTimeout: 5_000,
      // How often the two bounds before are looked at: half a minute would be more than the first of them.
      connectionsCheckingInterval: Math.min(30_000, (options.headersSeconds * 1000) / 4),
      maxHeaderSize: 16 * 1024,
    },
    observed,
  );
  // `Expect: 100-continue` is answered by the route, once it wants the body.
  server.on('checkContinue', observed);
  server.maxConnections = options.connections;
  server.timeout = options.idleConnectionSeconds * 1000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
