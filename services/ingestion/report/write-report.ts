import type { ItemView } from '../items/read-items';
import { reportHeader, reportLines } from './csv-report';

type ReportPages = AsyncIterable<readonly ItemView[]>;

export async function* writeCsvReport(pages: ReportPages): AsyncGenerator<Buffer> {
  yield Buffer.from(reportHeader());
  for await (const page of pages) yield Buffer.from(reportLines(page));
}

/**
 * `{batch, items: […]}`, written as it is read.
 *
 * @param show what of a batch and of an item may leave
 */
export async function* writeJsonReport<B>(
  batch: B,
  pages: ReportPages,
  show: { readonly batch: (batch: B) => unknown; readonly item: (item: ItemView) => unknown },
): AsyncGenerator<Buffer> {
  yield Buffer.from(`{"batch":${JSON.stringify(show.batch(batch))},"items":[`);
  let separator = '';
  for await (const page of pages) {
    yield Buffer.from(separator + page.map((row) => JSON.stringify(show.item(row))).join(','));
    separator = ',';
  }
  yield Buffer.from(']}');
}
