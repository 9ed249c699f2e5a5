import type { BatchView } from '../batches/view-batch';
import type { ItemView } from '../items/read-items';
import { reportHeader, reportLines } from './csv-report';
import type { BatchReport } from './open-report';

export async function* writeCsvReport({ pages }: BatchReport): AsyncGenerator<Buffer> {
  yield Buffer.from(reportHeader());
  for await (const page of pages) yield Buffer.from(reportLines(page));
}

/**
 * `{batch, checkpoint, ignoredFiles, items: […]}`, written as it is read.
 *
 * @param show what of a batch and of an item may leave
 */
export async function* writeJsonReport(
  { batch, checkpoint, ignoredFiles, pages }: BatchReport,
  show: { readonly batch: (batch: BatchView) => unknown; readonly item: (item: ItemView) => unknown },
): AsyncGenerator<Buffer> {
  const head = `"batch":${JSON.stringify(show.batch(batch))},"checkpoint":${JSON.stringify(checkpoint)}`;
  yield Buffer.from(`{${head},"ignoredFiles":${JSON.stringify(ignoredFiles)},"items":[`);
  let separator = '';
  for await (const page of pages) {
    yield Buffer.from(separator + page.map((row) => JSON.stringify(show.item(row))).join(','));
    separator = ',';
  }
  yield Buffer.from(']}');
}
