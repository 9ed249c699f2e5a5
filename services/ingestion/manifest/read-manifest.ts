import type { ManifestRow } from './manifest-row';
import { readCsvManifest } from './read-csv-manifest';
import { readJsonManifest } from './read-json-manifest';
import { readXmlManifest } from './read-xml-manifest';

type ReadManifest = (
  content: AsyncIterable<Buffer>,
  groupSize: number,
  onRows: (rows: ManifestRow[]) => Promise<void>,
) => Promise<void>;

/** The three ways to say the same. */
export const MANIFEST_READERS = {
  csv: readCsvManifest,
  json: readJsonManifest,
  xml: readXmlManifest,
} as const satisfies Record<string, ReadManifest>;

export type ManifestFormat = keyof typeof MANIFEST_READERS;
