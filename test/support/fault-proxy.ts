import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a connection through the proxy meets. */
export type Fault =
  /** Every connection is reset at once, those that are open included. */
  | { readonly kind: 'refuse' }
  /** Each connection is reset after so many bytes were sent towards the server. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Bytes towards the server wait so long. */
  | { readonly kind: 'delay'; readonly milliseconds: number };

export interface FaultProxy {
  readonly port: number;
  /** Connections made from now on go to another server of 127.0.0.1; those that are open are reset. */
  redirect(port: number): void;
  /** NULL: passes everything. Connections that are open are reset where the fault says so. */
  set(fault: Fault | null): void;
  close(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 that fails on demand: a service that is away, cut or slow. */
export async function startFaultProxy(upstreamPort: number): Promise<FaultProxy> {
  let upstream = upstreamPort;
  let fault: Fault | null = null;
  const open = new Set<Socket>();
  const resetAll = () => {
    for (const socket of open) socket.resetAndDestroy();
  };

  const server = createServer((client) => {
    track(client);
    if (fault?.kind === 'refuse') return void client.resetAndDestroy();
    const target = track(connect(upstream, '127.0.0.1'));
    let sent = 0;
    client.on('data', (bytes) => {
      sent += bytes.length;
      if (fault?.kind === 'cut' && sent > fault.afterBytes) {
        client.resetAndDestroy();
        target.resetAndDestroy();
      } else if (fault?.kind === 'delay') {
        client.pause();
        setTimeout(() => {
          target.write(bytes);
          client.resume();
        }, fault.milliseconds).unref();
      } else if (!target.write(bytes)) {
        client.pause();
        target.once('drain', () => client.resume());
      }
    });
    target.pipe(client);
    client.once('close', () => target.destroy());
    target.once('close', () => client.destroy());
  });

  function track(socket: Socket): Socket {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    return socket;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    redirect(port) {
      upstream = port;
      resetAll();
    },
    set(next) {
      fault = next;
      if (next?.kind === 'refuse') resetAll();
    },
    async close() {
      server.close();
      resetAll();
      await once(server, 'close');
    },
  };
}
