import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ApiClient } from './api-client';
import { activate, type Prepared } from './prepare-installation';
import { pushBatch } from './push-batch';
import type { SignIn } from './transcript';

export const GENERATOR = path.resolve(__dirname, '../../../test/fixtures/payroll/generate.js');

/** What the screens show beside the demo's own batch. */
export interface Furniture {
  readonly signIns: readonly SignIn[];
  /** Documents of earlier months that were deposited. */
  readonly deposited: number;
}

/**
 * An HR colleague who may only read; where the demo's agents are its own, an
 * earlier month, the certificates of the December before, and the month that
 * follows, checked and waiting for somebody's confirmation.
 */
export async function furnishScreens(
  api: ApiClient,
  { operator, employer }: Prepared,
  own: { readonly period: string; readonly generated: boolean },
  scratch: string,
): Promise<Furniture> {
  const login = 'lecture@example.org';
  const { code } = await operator.post<{ code: string }>(`/v1/employers/${employer.id}/users`, {
    json: { role: 'hr-reader', address: login },
  });
  const reader = await activate(api, 'HR, reading only', { code, login });
  if (!own.generated) return { signIns: [reader], deposited: 0 };
  let deposited = 0;
  for (const period of [decemberBefore(own.period), monthsAfter(own.period, -1)]) {
    const batch = await pushBatch(employer, await printMonth(scratch, period), period);
    deposited += batch.counts.deposited ?? 0;
  }
  const next = monthsAfter(own.period, 1);
  await pushBatch(employer, await printMonth(scratch, next), next, { dryRun: true });
  return { signIns: [reader], deposited };
}

async function printMonth(scratch: string, period: string): Promise<string> {
  const folder = path.join(scratch, period);
  await promisify(execFile)(process.execPath, [GENERATOR, '--demo', '--month', period, '--out', folder]);
  return path.join(folder, 'batch.zip');
}

function decemberBefore(period: string): string {
  return `${Number(period.slice(0, 4)) - 1}-12`;
}

function monthsAfter(period: string, months: number): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}
