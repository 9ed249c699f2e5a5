import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Api, createApi } from '../../../../services/cli/push/api';
import { createBackOff, type Pace } from '../../../../services/cli/push/back-off';
import { createHttp } from '../../../../services/cli/push/http';

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

export interface Service {
  readonly url: URL;
  /** `METHOD path`, in the order in which they came. */
  readonly calls: string[];
  close(): Promise<void>;
}

/** A service on a socket of this machine that answers as a test wants it. */
export async function startService(answer: Answer): Promise<Service> {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    calls.push(`${request.method} ${request.url}`);
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece);
    } catch {
      // The caller went away: so does the answer.
      return;
    }
    answer(request, response, Buffer.concat(pieces));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Time that passes by waiting alone. */
export function testPace(): Pace & { elapse(milliseconds: number): void; readonly waits: readonly number[] } {
  let now = 0;
  const waits: number[] = [];
  return {
    elapsedMs: () => now,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0,
    elapse: (milliseconds) => {
      now += milliseconds;
    },
    waits,
  };
}

export function openApi(service: Service, pace: Pace, patienceMs = 60_000): Api {
  return createApi({
    http: createHttp(service.url),
    pace,
    clientId: 'paie',
    clientSecret: 'a-secret',
    newBackOff: () => createBackOff({ pace, patienceMs, onWait: () => undefined }),
  });
}
