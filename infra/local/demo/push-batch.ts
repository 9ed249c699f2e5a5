import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PreparedEmployer } from './prepare-installation';

export interface FinishedBatch {
  readonly id: string;
  readonly state: string;
  readonly failure: { readonly code: string; readonly detail: string } | null;
  readonly received: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** The whole way takes seconds; a machine under load minutes. */
const LONGEST_WAIT_MS = 10 * 60 * 1000;

/** Pushes as a payroll system does: open, send, submit, wait. A dry run is over once it waits for a confirmation. */
export async function pushBatch(
  { id, payroll }: PreparedEmployer,
  file: string,
  period: string,
  options: { readonly dryRun?: boolean } = {},
): Promise<FinishedBatch> {
  const base = `/v1/employers/${id}/batches`;
  const isPdf = path.extname(file).toLowerCase() === '.pdf';
  const format = isPdf ? 'merged-pdf' : 'zip';
  const type = isPdf ? 'application/pdf' : 'application/zip';
  const opened = await payroll.post<{ id: string }>(base, {
    json: { reference: `demo-${period}`, kind: 'payroll', format, period, ...options },
  });
  const content = await openAsBlob(file);
  await payroll.send('PUT', `${base}/${opened.id}/content`, { bytes: { type, content } });
  await payroll.post(`${base}/${opened.id}/submit`);
  const start = performance.now();
  for (;;) {
    const batch = await payroll.get<FinishedBatch>(`${base}/${opened.id}`);
    if (['completed', 'failed', 'proposed'].includes(batch.state)) return batch;
    if (performance.now() - start > LONGEST_WAIT_MS) throw new Error(`the batch is still ${batch.state}`);
    await delay(200);
  }
}
