import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error';

const MAX_BYTES = 200_000;
const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export interface LogoFile {
  readonly contentType: 'image/svg+xml' | 'image/png';
  readonly content: Buffer;
}

/**
 * The operator's logo, read once at start. What it is, is read from its bytes,
 * not from its name.
 *
 * @throws {ConfigError} naming PORTAL_LOGO_FILE: not readable, too large, neither SVG nor PNG
 */
export function readLogo(file: string | null): LogoFile | null {
  if (file === null) return null;
  const content = readBytes(file);
  const contentType = content.length > MAX_BYTES ? null : typeOf(content);
  if (contentType === null) throw refusal();
  return { contentType, content };
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw refusal();
  }
}

function typeOf(content: Buffer): LogoFile['contentType'] | null {
  if (content.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return 'image/png';
  // Behind a byte order mark, an XML declaration, comments and a document type.
  const head =
    /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/;
  return head.test(content.toString('utf8')) ? 'image/svg+xml' : null;
}

function refusal(): ConfigError {
  return new ConfigError(
    [],
    [{ name: 'PORTAL_LOGO_FILE', wanted: `a readable SVG or PNG file of at most ${MAX_BYTES / 1000} kB` }],
  );
}
