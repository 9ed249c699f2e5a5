import { SaxesParser } from 'saxes';
import { BatchFailure } from '../errors';
import { decodeUtf8 } from './decode-utf8';
import type { ManifestRow } from './manifest-row';
import { XmlRows } from './xml-rows';

/**
 * Streams `manifest.xml` (XML 1.0, UTF-8, namespaces allowed). `onRows` is awaited:
 * a manifest of any length takes the memory of one group and of its longest text.
 *
 * A document type is refused: entities of one's own are how a small file becomes
 * a large one, or another file (XXE), and no manifest needs them.
 *
 * @throws BatchFailure `manifest-encoding`, `manifest-columns`, `manifest-unreadable`
 */
export async function readXmlManifest(
  content: AsyncIterable<Buffer>,
  groupSize: number,
  onRows: (rows: ManifestRow[]) => Promise<void>,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: true });
  const fail = (what: string) => {
    throw new BatchFailure('manifest-unreadable', `line ${parser.line}: ${what}`);
  };
  const rows = new XmlRows(() => parser.line);
  // The parser's own message quotes the content.
  parser.on('error', () => fail('no XML'));
  parser.on('doctype', () => fail('a document type is not allowed'));
  // At this event the namespace is not resolved yet; the attributes follow it.
  parser.on('opentagstart', ({ name }) => rows.startTag(name.slice(name.indexOf(':') + 1)));
  parser.on('attribute', ({ prefix, local, value }) => rows.attribute(prefix, local, value));
  parser.on('text', (text) => rows.text(text));
  parser.on('cdata', (text) => rows.text(text));
  parser.on('closetag', () => rows.endTag());

  let group: ManifestRow[] = [];
  for await (const text of decodeUtf8(content)) {
    parser.write(text);
    group.push(...rows.take());
    if (group.length < groupSize) continue;
    await onRows(group);
    group = [];
  }
  parser.close();
  group.push(...rows.take());
  rows.finish();
  if (group.length > 0) await onRows(group);
}
