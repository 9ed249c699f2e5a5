import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import type { Logger } from '../ports/logger';

/** Resolves when the part is usable, rejects with the reason. */
export type ReadinessCheck = () => Promise<unknown>;

export interface OperationsServer {
  readonly port: number;
  close(): Promise<void>;
}

const CHECK_DEADLINE_MS = 2_000;

/**
 * What operators and their probes read, on loopback only: `/readyz` with the
 * state of each part (200, or 503 while one fails) and `/metrics` (Prometheus
 * text format). Not for the public: it tells which parts exist.
 */
export async function startOperationsServer(options: {
  readonly port: number;
  readonly registry: Registry;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  readonly logger: Logger;
}): Promise<OperationsServer> {
  const { registry, checks, logger } = options;
  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.method !== 'GET') return send(response, 405, 'text/plain', 'method not allowed\n');
      if (request.url === '/readyz') return sendReadiness(response, checks);
      if (request.url === '/metrics') {
        return send(response, 200, registry.contentType, await registry.metrics());
      }
      return send(response, 404, 'text/plain', 'not found\n');
    };
    answer().catch((error: unknown) => {
      logger.error({ error }, 'operations request failed');
      if (!response.headersSent) send(response, 500, 'text/plain', 'internal error\n');
    });
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendReadiness(
  response: ServerResponse,
  checks: Readonly<Record<string, ReadinessCheck>>,
): Promise<void> {
  const parts = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({ name, ...(await runCheck(check)) })),
  );
  const ready = parts.every((part) => part.code === 'ready');
  send(response, ready ? 200 : 503, 'application/json', `${JSON.stringify({ ready, parts })}\n`);
}

async function runCheck(check: ReadinessCheck): Promise<{ code: string; milliseconds: number }> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, CHECK_DEADLINE_MS, 'no-answer');
  });
  const code = await Promise.race([check().then(() => 'ready', codeOf), deadline]);
  clearTimeout(timer);
  return { code, milliseconds: Math.round(performance.now() - started) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
