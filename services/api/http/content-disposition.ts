/**
 * Content-Disposition (RFC 6266) for a name that may hold anything: the plain
 * parameter is reduced to a safe ASCII subset, `filename*` carries the name in
 * RFC 8187 encoding. No byte of the name reaches the header unencoded, so it
 * can neither end the header nor close the quotes.
 */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const name = tidyName(fileName);
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._ ()-]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeExtended(name)}`;
}

/** Control characters, path separators and direction overrides have no place in a name of a file. */
function tidyName(fileName: string): string {
  // A lone surrogate cannot be encoded: through UTF-8 it becomes U+FFFD.
  const tidy = Buffer.from(fileName, 'utf8')
    .toString('utf8')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '_')
    .replace(/^[. ]+/, '')
    .trimEnd();
  return [...tidy].slice(0, 150).join('') || 'document';
}

/** attr-char of RFC 8187, section 3.2.1: what encodeURIComponent leaves bare is narrowed to it. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
