import { pipeline } from 'node:stream/promises';
import parser from 'stream-json/parser.js';
import { BatchFailure } from '../errors';
import { decodeUtf8 } from './decode-utf8';
import { JsonRows, type JsonToken } from './json-rows';
import type { ManifestRow } from './manifest-row';

/**
 * Streams `manifest.json` (RFC 8259, UTF-8, a BOM tolerated). `onRows` is awaited:
 * a manifest of any length takes the memory of one group and of its longest value.
 *
 * @throws BatchFailure `manifest-encoding`, `manifest-columns`, `manifest-unreadable`
 */
export async function readJsonManifest(
  content: AsyncIterable<Buffer>,
  groupSize: number,
  onRows: (rows: ManifestRow[]) => Promise<void>,
): Promise<void> {
  const rows = new JsonRows();
  let group: ManifestRow[] = [];
  const consume = async (tokens: AsyncIterable<JsonToken>) => {
    for await (const token of tokens) {
      rows.read(token);
      if (token.name !== 'endObject') continue;
      group.push(...rows.take());
      if (group.length < groupSize) continue;
      await onRows(group);
      group = [];
    }
  };
  const tokenizer = parser.asStream({ packValues: true, streamValues: false });
  try {
    await pipeline(decodeUtf8(content), tokenizer, consume);
  } catch (error) {
    throw asFailure(error);
  }
  rows.finish();
  if (group.length > 0) await onRows(group);
}

/** The parser's messages have no class and no code of their own; what they quote is none of the content. */
function asFailure(error: unknown): unknown {
  const isSyntax =
    error instanceof Error && /^Parser (?:cannot parse input|has expected)/u.test(error.message);
  return isSyntax ? new BatchFailure('manifest-unreadable', 'no JSON', { cause: error }) : error;
}
