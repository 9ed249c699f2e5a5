import type { IngestionDeps } from '../../ingestion/deps';
import { continueUpload } from '../../ingestion/staging/continue-upload';
import { openUpload } from '../../ingestion/staging/open-upload';
import { dropUpload, readUpload } from '../../ingestion/staging/read-upload';
import { HttpError } from '../http/problem';
import { defineRoute, empty, type Route } from '../http/route';
import { batchParams } from './batches';
import { id } from './schemas';

/** https://tus.io/protocols/resumable-upload, version 1.0.0. */
const VERSION = '1.0.0';
const RESUMABLE = { 'Tus-Resumable': VERSION };
const BYTES = /^\d{1,15}$/;

const PUSHERS = { employer: ['hr', 'client:deposit'] } as const;
const PATH = '/v1/employers/{employerId}/batches/{batchId}/upload';
const uploadParams = batchParams.extend({ uploadId: id });

type Header = (name: string) => string | undefined;

function requireVersion(header: Header): void {
  if (header('tus-resumable') !== VERSION) throw new HttpError('tus-version-unsupported');
}

/** A header that counts bytes. @throws HttpError `invalid-request` */
function bytesOf(header: Header, name: string): number {
  const text = header(name) ?? '';
  if (BYTES.test(text)) return Number(text);
  throw new HttpError('invalid-request', { invalid: [{ path: `header.${name}`, code: 'invalid_format' }] });
}

/** Content in pieces, continued after a cut: tus 1.0 (core, creation, termination). */
export function uploadRoutes(deps: IngestionDeps): Route[] {
  return [
    defineRoute({
      method: 'options',
      path: PATH,
      tag: 'uploads',
      summary: 'What of tus is spoken here',
      access: 'public',
      params: batchParams,
      responses: { 204: { description: 'Version, extensions and largest size, as headers' } },
      handle: async () =>
        empty(204, {
          ...RESUMABLE,
          'Tus-Version': VERSION,
          'Tus-Extension': 'creation,termination',
          'Tus-Max-Size': String(deps.limits.uploadBytes),
        }),
    }),
    defineRoute({
      method: 'post',
      path: PATH,
      tag: 'uploads',
      summary: 'Begin to send the archive in pieces: Upload-Length says how many bytes',
      creatingHeaders: ['upload-length'],
      access: PUSHERS,
      params: batchParams,
      responses: { 201: { description: 'Begun; Location is where the pieces go' } },
      problems: [
        'batch-not-found',
        'batch-already-submitted',
        'upload-empty',
        'upload-too-large',
        'backlog-full',
        'quota-staged-bytes',
        'tus-version-unsupported',
      ],
      handle: async ({ actor, params: { employerId, batchId }, header }) => {
        requireVersion(header);
        const length = bytesOf(header, 'upload-length');
        const uploadId = await openUpload(deps, actor, employerId, batchId, length);
        const Location = `/v1/employers/${employerId}/batches/${batchId}/upload/${uploadId}`;
        return empty(201, { ...RESUMABLE, Location });
      },
    }),
    defineRoute({
      method: 'head',
      path: `${PATH}/{uploadId}`,
      tag: 'uploads',
      summary: 'How many bytes are durable: Upload-Offset',
      access: PUSHERS,
      params: uploadParams,
      responses: { 200: { description: 'Upload-Offset and Upload-Length' } },
      problems: [
        'batch-not-found',
        'upload-not-found',
        'batch-already-submitted',
        'upload-overtaken',
        'tus-version-unsupported',
      ],
      handle: async ({ actor, params, header }) => {
        requireVersion(header);
        const upload = await readUpload(deps, actor, params);
        return empty(200, {
          ...RESUMABLE,
          'Upload-Offset': String(upload.received),
          'Upload-Length': String(upload.length),
        });
      },
    }),
    defineRoute({
      method: 'patch',
      path: `${PATH}/{uploadId}`,
      tag: 'uploads',
      summary: 'Send the bytes from Upload-Offset on; the last one makes them the content of the batch',
      access: PUSHERS,
      params: uploadParams,
      body: { kind: 'stream', contentTypes: ['application/offset+octet-stream'], limit: 'uploadBytes' },
      responses: { 204: { description: 'Stored, encrypted; Upload-Offset is the new one' } },
      problems: [
        'batch-not-found',
        'batch-already-submitted',
        'upload-not-found',
        'upload-offset-conflict',
        'upload-too-large',
        'upload-in-too-many-parts',
        'quota-staged-bytes',
        'upload-overtaken',
        'tus-version-unsupported',
      ],
      handle: async ({ actor, params, header, body }) => {
        requireVersion(header);
        const offset = await continueUpload(deps, actor, params, bytesOf(header, 'upload-offset'), body);
        return empty(204, { ...RESUMABLE, 'Upload-Offset': String(offset) });
      },
    }),
    defineRoute({
      method: 'delete',
      path: `${PATH}/{uploadId}`,
      tag: 'uploads',
      summary: 'Give an upload up',
      access: PUSHERS,
      params: uploadParams,
      responses: { 204: { description: 'Gone' } },
      problems: ['batch-not-found', 'upload-not-found', 'tus-version-unsupported'],
      handle: async ({ actor, params, header }) => {
        requireVersion(header);
        await dropUpload(deps, actor, params);
        return empty(204, RESUMABLE);
      },
    }),
  ];
}
