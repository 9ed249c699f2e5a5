import type { BatchView } from '../batches/view-batch';
import type { ItemView } from '../items/read-items';
import { reportHeader, reportLines } from './csv-report';
import type { BatchReport } from './open-report';

export async function* writeCsvReport({ pages }: BatchReport): AsyncGenerator<Buffer> {
  yield Buffer.from(reportHeader());
  for await (const page of pages) yield Buffer.from(reportLines(page));
}

/**
 * `{batch, checkpoint, ignoredFiles, ignoredPages, items: […]}`, written as it is read.
 *
 * @param show what of a batch and of an item may leave
 */
export async function* writeJsonReport(
  { batch, checkpoint, ignoredFiles, ignoredPages, pages }: BatchReport,
  show: { readonly batch: (batch: BatchView) => unknown; readonly item: (item: ItemView) => unknown },
): AsyncGenerator<Buffer> {
  const head = { batch: show.batch(batch), checkpoint, ignoredFiles, ignoredPages };
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"items":[`);
  let separator = '';
  for await (const page of pages) {
    yield Buffer.from(separator + page.map((row) => JSON.stringify(show.item(row))).join(','));
    separator = ',';
  }
  yield Buffer.from(']}');
}
