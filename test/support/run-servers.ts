import type { PostgresServer } from '../../infra/local/postgres-server';

/** What the run's teardown has to stop. Setup and teardown are loaded apart: only the process joins them. */
export interface RunServers {
  readonly server: PostgresServer;
  readonly folder: string;
  readonly record: string;
}

const KEY = Symbol.for('coffre.test.run-servers');

export function keepForTeardown(servers: RunServers): void {
  Reflect.set(globalThis, KEY, servers);
}

export function takeForTeardown(): RunServers | undefined {
  return Reflect.get(globalThis, KEY);
}
