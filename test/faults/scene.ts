import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { BatchFixture } from '../fixtures/payroll/batches/batch';
import { buildPayrollBatches } from '../fixtures/payroll/batches/payroll-batch';
import { createPayrollPrinter } from '../fixtures/payroll/printer';
import { askOracle, type OracleReport } from '../support/oracle';
import { startTestStack, type TestStack, type TestStackOptions } from '../support/stack';
import {
  createLedgerClient,
  type LedgerBatch,
  type LedgerClient,
  type TestEmployer,
} from '../support/stack-client';
import { type FaultResult, keepResults } from './results';
import { SEED } from './scale';

/** One installation under faults, and the client that pushes to it. */
export interface Scene {
  readonly stack: TestStack;
  readonly client: LedgerClient;
  /** An employer of its own, with a month's batch of so many slips. */
  newEmployer(items: number): Promise<{ employer: TestEmployer; batch: BatchFixture }>;
  /** {@link newEmployer}, its batch pushed. */
  pushNew(items: number): Promise<LedgerBatch>;
  untilCompleted(batch: LedgerBatch): Promise<void>;
  query<T>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Asks until the answer has a row. */
  untilThereIs<T>(sql: string, parameters?: readonly unknown[]): Promise<T>;
  /** Waits for a message in a worker's log. */
  untilLogged(message: string): Promise<void>;
  /** Asks the oracle, notes the result, and gives it to be judged. */
  judge(fault: string, times: number): Promise<OracleReport>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

export async function openScene(name: string, options: TestStackOptions): Promise<Scene> {
  const [stack, printer] = await Promise.all([startTestStack(options), createPayrollPrinter()]);
  const client = await createLedgerClient(stack).catch(async (error: unknown) => {
    await stack.stop();
    throw error;
  });
  const results: FaultResult[] = [];
  let employers = 0;
  let since = performance.now();

  async function query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const admin = new Client({ connectionString: stack.adminUrl });
    await admin.connect();
    try {
      return (await admin.query(sql, [...parameters])).rows;
    } finally {
      await admin.end();
    }
  }

  async function newEmployer(items: number) {
    employers += 1;
    const [batch] = buildPayrollBatches(printer, `${SEED}/${name}/${employers}`, items);
    if (batch === undefined) throw new Error('no batch');
    return { batch, employer: await client.addEmployer(batch) };
  }

  return {
    stack,
    client,
    newEmployer,
    async pushNew(items) {
      const { employer, batch } = await newEmployer(items);
      return client.push(employer, batch, 'paie');
    },
    async untilCompleted(batch) {
      await client.waitUntil(batch, ({ state }) => state === 'completed' || state === 'failed');
    },
    query,
    async untilThereIs<T>(sql: string, parameters: readonly unknown[] = []) {
      const start = performance.now();
      for (;;) {
        const [row] = await query<T>(sql, parameters);
        if (row !== undefined) return row;
        if (performance.now() - start > PATIENCE_MS) throw new Error(`never: ${sql}`);
        await delay(5);
      }
    },
    async untilLogged(message) {
      const start = performance.now();
      while (!(await workerLogs(stack)).includes(`"msg":"${message}`)) {
        if (performance.now() - start > PATIENCE_MS) throw new Error(`never logged: ${message}`);
        await delay(100);
      }
    },
    async judge(fault, times) {
      const seconds = (performance.now() - since) / 1000;
      const report = await askOracle(stack, client);
      results.push({ fault, times, seconds, report });
      since = performance.now();
      return report;
    },
    async close() {
      await stack.stop();
      await keepResults(name, results);
    },
  };
}

async function workerLogs({ folder }: TestStack): Promise<string> {
  const logs = path.join(folder, 'logs');
  const names = (await readdir(logs)).filter((name) => name.startsWith('worker'));
  return (await Promise.all(names.map((name) => readFile(path.join(logs, name), 'utf8')))).join('');
}
