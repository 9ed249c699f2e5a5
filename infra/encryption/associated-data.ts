/**
 * Joins a header and texts into GCM associated data. Each text is preceded by
 * its length (32 bits), so that ("ab", "c") and ("a", "bc") stay different.
 */
export function associatedData(header: Buffer, texts: readonly string[]): Buffer {
  let size = header.length;
  for (const text of texts) size += 4 + Buffer.byteLength(text);
  const data = Buffer.allocUnsafe(size);
  let at = header.copy(data, 0);
  for (const text of texts) {
    const written = data.write(text, at + 4);
    data.writeUInt32BE(written, at);
    at += 4 + written;
  }
  return data;
}
