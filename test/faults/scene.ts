import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { BatchFixture } from '../fixtures/payroll/batches/batch';
import { payrollMonth } from '../fixtures/payroll/batches/payroll-batch';
import { generateDirectory } from '../fixtures/payroll/people/directory';
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
import { SCALE, SEED } from './scale';

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
  const verified = new Set<string>();
  const directory = generateDirectory(`${SEED}/${name}`, {
    // The number of an employer in its SIRET ends in its place among them: below a hundred, no two are alike.
    employers: 99,
    agentsPerEmployer: Math.max(SCALE.batchItems, SCALE.killBatchItems),
  });
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
    const employer = directory.employers[employers];
    if (employer === undefined) throw new Error('no employer is left');
    employers += 1;
    const month = payrollMonth(printer, directory, employer, directory.period);
    const batch = { ...month, items: month.items.slice(0, items) };
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
    async judge(fault, times) {
      const seconds = (performance.now() - since) / 1000;
      const report = await askOracle(stack, client, verified);
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
