import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { EmployerRecords } from '../../directory/employer-records';
import { fileKey, type ItemClaim, sealClaim } from '../items/claim';
import type { FileLocation, PageLocation } from '../items/read-file';
import { textDigest } from '../items/text-digest';
import { joinPageKeys } from '../matching/text-key';
import { mergeFields } from '../page-text/slip-fields';
import { SILENT_PAGE, sealReading } from '../quarantine/item-reading';
import type { PageReading } from '../split/page-reading';
import type { IgnoredPage, PlannedSlip } from '../split/split-plan';
import type { ItemTarget } from './record-items';

/** A slip of a merged PDF, and what its sender claims of it: nothing but in a row of `index.csv`. */
export interface ClaimedSlip extends PlannedSlip {
  readonly claim: ItemClaim | null;
}

export interface SplitFile {
  readonly of: FileLocation;
  /** All, in the order of the file. */
  readonly pages: readonly PageReading[];
  readonly slips: readonly ClaimedSlip[];
  readonly ignored: readonly IgnoredPage[];
}

/** One pending item per slip `from`..`until`, what its pages say sealed beside it. */
export async function recordSlips(
  tx: EntityManager,
  target: ItemTarget,
  file: SplitFile,
  [from, until]: readonly [number, number],
): Promise<void> {
  const ignoredBy = shareIgnored(file);
  const rows = file.slips.slice(from, until).map((slip, at) => {
    const id = uuidv7();
    const location: PageLocation = {
      pages: slip.pages,
      of: file.of,
      flaw: slip.flaw,
      ignored: ignoredBy.get(slip) ?? [],
    };
    return {
      id,
      position: from + at + 1,
      key: fileKey(target.records, `#${from + at + 1}`),
      claim: sealClaim(target.records, id, slip.claim ?? { file: '' }),
      location,
      reading: sealReading(target.records, id, readingOf(target.records, file, slip)),
    };
  });
  await tx.query(
    `insert into item (id, batch_id, employer_id, position, state, file_key, sealed_claim, entry, sealed_reading)
     select id, $1, $2, position, 'pending', key, claim, entry::jsonb, reading
     from unnest($3::uuid[], $4::integer[], $5::bytea[], $6::bytea[], $7::text[], $8::bytea[])
       as new (id, position, key, claim, entry, reading)`,
    [
      target.batchId,
      target.records.employerId,
      rows.map((row) => row.id),
      rows.map((row) => row.position),
      rows.map((row) => row.key),
      rows.map((row) => row.claim),
      rows.map((row) => JSON.stringify(row.location)),
      rows.map((row) => row.reading),
    ],
  );
}

/** Which pages are in no item, and by which rule. */
export async function recordIgnoredPages(
  tx: EntityManager,
  batchId: string,
  ignored: readonly IgnoredPage[],
): Promise<void> {
  await tx.query('update batch set ignored_pages = $2::jsonb where id = $1', [
    batchId,
    JSON.stringify(ignored),
  ]);
}

function readingOf(records: EmployerRecords, { pages }: SplitFile, slip: PlannedSlip) {
  const own = slip.pages.flatMap((number) => pages[number - 1] ?? []);
  const fields = own.length === 0 ? SILENT_PAGE : mergeFields(own.map((page) => page.fields));
  const textSha256 = joinPageKeys(own.map((page) => page.textSha256));
  return { fields, inputSha256: null, textDigest: textDigest(records, fields, textSha256) };
}

/** Each ignored page by the slip that lies before it; those before all by the first. */
function shareIgnored({ pages, slips, ignored }: SplitFile): Map<PlannedSlip, number[]> {
  const slipOf = new Map(slips.flatMap((slip) => slip.pages.map((page) => [page, slip] as const)));
  const rules = new Set(ignored.map(({ page }) => page));
  const shared = new Map<PlannedSlip, number[]>();
  let before = slips.find((slip) => slip.pages.length > 0);
  for (const { number } of pages) {
    before = slipOf.get(number) ?? before;
    if (before !== undefined && rules.has(number)) {
      shared.set(before, [...(shared.get(before) ?? []), number]);
    }
  }
  return shared;
}
