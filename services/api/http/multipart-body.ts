import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { HttpError } from './problem';

const MAX_FIELDS = 20;
const FIELD_BYTES = 4 * 1024;
/** Boundaries and part headers beside the file itself. */
const ENVELOPE_BYTES = 64 * 1024;

/**
 * A form with one file (RFC 7578), in memory: fields as text, the file as a
 * Buffer, under their names. A name given twice is refused.
 *
 * @param maximum bytes of the file
 * @throws {HttpError} `body-too-large`, `malformed-body`, `body-interrupted`, `unsupported-media-type`
 */
export function readMultipart(
  request: IncomingMessage,
  maximum: number,
  fileTypes: readonly string[],
): Promise<Record<string, string | Buffer>> {
  if (Number(request.headers['content-length'] ?? 0) > maximum + ENVELOPE_BYTES) {
    throw new HttpError('body-too-large');
  }
  return new Promise((resolve, reject) => {
    const parts = new Map<string, string | Buffer>();
    const fail = (error: HttpError) => {
      request.unpipe(form);
      reject(error);
    };
    const add = (name: string | undefined, value: string | Buffer) => {
      if (name === undefined || parts.has(name)) fail(new HttpError('malformed-body'));
      else parts.set(name, value);
    };
    const form = openForm(request, maximum);
    form.on('field', (name, value, { nameTruncated, valueTruncated }) => {
      if (nameTruncated || valueTruncated) fail(new HttpError('malformed-body'));
      else add(name, value);
    });
    form.on('file', (name, stream, { mimeType }) => {
      if (!fileTypes.includes(mimeType)) fail(new HttpError('unsupported-media-type'));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (cause) => fail(new HttpError('malformed-body', { cause })));
      stream.on('limit', () => fail(new HttpError('body-too-large')));
      stream.on('end', () => add(name, Buffer.concat(chunks)));
    });
    for (const excess of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
      form.on(excess, () => fail(new HttpError('malformed-body')));
    }
    form.on('error', (cause) => fail(new HttpError('malformed-body', { cause })));
    form.on('close', () => resolve(Object.fromEntries(parts)));
    request.once('aborted', () => fail(new HttpError('body-interrupted')));
    request.pipe(form);
  });
}

function openForm(request: IncomingMessage, maximum: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: MAX_FIELDS, fieldSize: FIELD_BYTES, fieldNameSize: 100, fileSize: maximum },
    });
  } catch (cause) {
    // No boundary.
    throw new HttpError('malformed-body', { cause });
  }
}
