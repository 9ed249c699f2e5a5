import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { shutDownOnSignal } from '../../../infra/process/shutdown';
import { createLogger } from '../../../infra/telemetry/create-logger';
import { createMetrics } from '../../../infra/telemetry/create-metrics';
import { startOperationsServer } from '../../../infra/telemetry/operations-server';

function recordLog() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, logger: createLogger({ level: 'info', program: 'test', destination }) };
}

const CANARIES = {
  nir: '2 84 05 88 105 027 93',
  nirBare: '284058810502793',
  nirCorsica: '199082A10502711',
  iban: 'FR76 3000 6000 0112 3456 7890 189',
  mail: 'odile.marchand@example.org',
  password: 'canary-Passw0rd',
  familyName: 'CANARY-MARCHAND',
  token: 'canary-token-9f8e7d',
};

describe('the log', () => {
  it('carries no canary, however it is handed over', () => {
    const { lines, logger } = recordLog();
    const cause = new Error(`invalid input syntax for type uuid: "${CANARIES.familyName}"`);
    const failed = new QueryFailedError(
      `insert into x values ('${CANARIES.familyName}')`,
      [CANARIES.password],
      Object.assign(cause, { detail: `Key (login)=(${CANARIES.mail}) already exists.` }),
    );
    logger.info({ password: CANARIES.password, nested: { Access_Token: CANARIES.token } }, 'fields');
    logger.warn(
      { note: `nir ${CANARIES.nir} ${CANARIES.nirBare} ${CANARIES.nirCorsica}` },
      `mail ${CANARIES.mail}`,
    );
    logger.error({ error: new Error('outer', { cause: failed }) }, 'error');
    logger.error(failed, 'an error in place of fields');
    logger.info({ list: [{ familyName: CANARIES.familyName }, CANARIES.iban] }, `Bearer ${CANARIES.token}`);
    logger.info({ body: Buffer.from(CANARIES.password) }, 'bytes');
    logger.info({ bytes: Buffer.from(CANARIES.password) }, 'bytes');
    logger.info({ url: `postgres://coffre:${CANARIES.password}@db/coffre` }, 'url');
    logger.child({ authorization: CANARIES.token, login: CANARIES.mail }).info({}, 'child');
    const log = lines.join('');
    expect(lines).toHaveLength(9);
    for (const canary of Object.values(CANARIES)) expect(log).not.toContain(canary);
  });

  it('keeps what operating needs: ids, counts, codes, the place of an error', () => {
    const { lines, logger } = recordLog();
    const batchId = '01932f6e-7c1a-7cc1-8f4e-2b6d1a9e0c11';
    logger
      .child({ batchId })
      .error({ count: 500_000, code: 'tsa-unavailable', error: new TypeError('gone') }, 'sealing');
    const line = JSON.parse(lines.join(''));
    expect(line).toMatchObject({ program: 'test', batchId, count: 500_000, code: 'tsa-unavailable' });
    expect(line.error).toMatchObject({ name: 'TypeError', message: 'gone' });
    expect(line.error.stack[0]).toMatch(/^at .*telemetry\.test/);
  });

  it('ends on a value that refers to itself', () => {
    const { lines, logger } = recordLog();
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    logger.info(loop, 'loop');
    expect(lines).toHaveLength(1);
  });
});

describe('the metrics', () => {
  it('count refusals by code, and show what waits; while it cannot be measured, that it is not known', async () => {
    const metrics = createMetrics('test');
    let broken = false;
    metrics.watchBacklog(async () => {
      if (broken) throw new Error('database away');
      return { stagedBytes: 1024, pendingItems: 7 };
    });
    metrics.observeProblem('backlog-full');
    metrics.observeProblem('backlog-full');
    const text = await metrics.registry.metrics();
    expect(text).toContain('coffre_http_problems_total{code="backlog-full",program="test"} 2');
    expect(text).toContain('coffre_backlog_bytes{program="test"} 1024');
    expect(text).toContain('coffre_backlog_items{program="test"} 7');
    broken = true;
    expect(await metrics.registry.metrics()).toContain('coffre_backlog_bytes{program="test"} Nan');
  });
});

describe('the operations server', () => {
  it('tells which part is not ready, and serves metrics by route pattern', async () => {
    const metrics = createMetrics('test');
    metrics.observeRequest({
      method: 'GET',
      route: '/v1/employers/{employerId}',
      status: 200,
      seconds: 0.01,
    });
    let failing = true;
    const server = await startOperationsServer({
      port: 0,
      registry: metrics.registry,
      logger: recordLog().logger,
      checks: {
        database: async () => undefined,
        store: async () => {
          if (failing) throw Object.assign(new Error('no'), { code: 'storage-unavailable' });
        },
      },
    });
    try {
      const base = `http://127.0.0.1:${server.port}`;
      const refused = await fetch(`${base}/readyz`);
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({
        ready: false,
        parts: [
          { name: 'database', code: 'ready' },
          { name: 'store', code: 'storage-unavailable' },
        ],
      });
      failing = false;
      expect((await fetch(`${base}/readyz`)).status).toBe(200);
      const text = await (await fetch(`${base}/metrics`)).text();
      expect(text).toMatch(
        /coffre_http_request_duration_seconds_count\{.*route="\/v1\/employers\/\{employerId\}".*\} 1/,
      );
      expect((await fetch(`${base}/other`)).status).toBe(404);
      expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(405);
    } finally {
      await server.close();
    }
  });
});

describe('shutdown', () => {
  it('closes in order, goes on after a failing step, and says so by its exit code', async () => {
    const closed: string[] = [];
    const signals = new EventEmitter();
    const exited = new Promise<number>((resolve) => {
      shutDownOnSignal({
        steps: [
          { name: 'http', close: async () => closed.push('http') },
          { name: 'queue', close: () => Promise.reject(new Error('stuck')) },
          { name: 'pool', close: async () => closed.push('pool') },
        ],
        deadlineSeconds: 5,
        logger: recordLog().logger,
        signals,
        exit: resolve,
      });
    });
    signals.emit('SIGTERM', 'SIGTERM');
    expect(await exited).toBe(1);
    expect(closed).toEqual(['http', 'pool']);
  });

  it.each([
    ['the deadline', 0.05, false],
    ['a second signal', 60, true],
  ])('exits at %s though a step hangs', async (_what, deadlineSeconds, again) => {
    const signals = new EventEmitter();
    let hang: (value: unknown) => void = () => undefined;
    const code = await new Promise<number>((resolve) => {
      shutDownOnSignal({
        steps: [
          {
            name: 'hangs',
            close: () =>
              new Promise((release) => {
                hang = release;
              }),
          },
        ],
        deadlineSeconds,
        logger: recordLog().logger,
        signals,
        exit: resolve,
      });
      signals.emit('SIGINT', 'SIGINT');
      if (again) signals.emit('SIGINT', 'SIGINT');
    });
    hang(undefined);
    expect(code).toBe(1);
  });
});
