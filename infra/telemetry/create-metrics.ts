import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface ObservedRequest {
  readonly method: string;
  /** The route's pattern, never the URL: a URL carries ids, and each would be a series of its own. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ObservedBacklog {
  readonly stagedBytes: number;
  readonly pendingItems: number;
}

export interface Metrics {
  readonly registry: Registry;
  observeRequest(request: ObservedRequest): void;
  /** @param code of a closed list: each is a series of its own */
  observeProblem(code: string): void;
  /** Shows what waits to be worked off, measured whenever it is asked for; NaN while it cannot be. */
  watchBacklog(measure: () => Promise<ObservedBacklog>): void;
}

const BACKLOG = [
  {
    name: 'coffre_backlog_bytes',
    help: 'Staged bytes of batches that have not ended, over all employers',
    pick: ({ stagedBytes }: ObservedBacklog) => stagedBytes,
  },
  {
    name: 'coffre_backlog_items',
    help: 'Items that wait to be matched or deposited, over all employers',
    pick: ({ pendingItems }: ObservedBacklog) => pendingItems,
  },
];

/** A registry of its own for each program: none is global, so that tests and programs do not share counts. */
export function createMetrics(program: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ program });
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'coffre_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    registers: [registry],
  });
  const problems = new Counter({
    name: 'coffre_http_problems_total',
    help: 'Requests refused or failed, by code: quota-… and backlog-full among them',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    registry,
    observeProblem: (code) => problems.inc({ code }),
    watchBacklog(measure) {
      for (const { name, help, pick } of BACKLOG) {
        new Gauge({
          name,
          help,
          registers: [registry],
          async collect() {
            // Whoever asks learns of the other parts all the same; `/readyz` says that the database is away.
            this.set(await measure().then(pick, () => Number.NaN));
          },
        });
      }
    },
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
  };
}
