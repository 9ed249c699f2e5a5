/**
 * What no safe can do without, and nothing else: per document one read, the
 * page text, two digests, one signature, one timestamp, two writes. The measure
 * of what this machine allows; it imports nothing of the product. Argument: a
 * file with {@link BareTask}. Says `ready` to its parent, works at `go`, says `done`.
 */
import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PDFiumModule } from '@hyzyla/pdfium';

export interface BareTask {
  readonly documents: readonly { readonly file: string; readonly sealedSize: number }[];
  readonly inFlight: number;
  readonly tsaUrl: string;
  readonly store:
    | { readonly kind: 'folder'; readonly folders: readonly [string, string] }
    | {
        readonly kind: 's3';
        readonly endpoint: string;
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
        /** The second one locks. */
        readonly buckets: readonly [string, string];
      };
}

type Put = (bytes: Buffer) => Promise<unknown>;
type Document = BareTask['documents'][number];

const LOCK_MS = 5 * 365 * 86_400_000;
/** Enough for the compiler to have seen everything. */
const WARM_UP = 30;

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Durable without a directory's sync: Linux file systems write a new file's name with its fsync. */
function createFolderPuts(folders: readonly string[]): Put[] {
  const durably = { flag: 'wx', flush: true } as const;
  return folders.map((folder) => (bytes) => writeFile(path.join(folder, randomUUID()), bytes, durably));
}

function createS3Puts(store: Extract<BareTask['store'], { kind: 's3' }>, inFlight: number): Put[] {
  const { endpoint, accessKeyId, secretAccessKey, buckets } = store;
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 2 * inFlight } },
  });
  return buckets.map((Bucket, at) => (Body) => {
    // RGW wants a digest beside a lock.
    const ContentMD5 = createHash('md5').update(Body).digest('base64');
    const ObjectLockRetainUntilDate = new Date(Date.now() + LOCK_MS);
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate, ContentMD5 } as const;
    return client.send(new PutObjectCommand({ Bucket, Key: randomUUID(), Body, ...(at === 1 ? lock : {}) }));
  });
}

/** RFC 3161, 2.4.1: SHA-256 imprint, nonce, certReq. */
function timestampRequest(imprint: Buffer): Buffer {
  const nonce = randomBytes(8);
  nonce[0] = 0x40;
  const start = Buffer.from('30430201013031300d060960864801650304020105000420', 'hex');
  return Buffer.concat([start, imprint, Buffer.from([0x02, 8]), nonce, Buffer.from([0x01, 1, 0xff])]);
}

function createTimestamp(url: string, inFlight: number): (imprint: Buffer) => Promise<Buffer> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const headers = { 'content-type': 'application/timestamp-query' };
  return (imprint) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts)));
        answer.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(timestampRequest(imprint));
    });
}

async function createTextReader(): Promise<(bytes: Buffer) => number> {
  const pdfium = await PDFiumModule({});
  pdfium._FPDF_InitLibraryWithConfig({});
  return (bytes) => {
    const data = pdfium.wasmExports.malloc(bytes.length);
    pdfium.HEAPU8.set(bytes, data);
    const pdf = pdfium._FPDF_LoadMemDocument(data, bytes.length, 0);
    let signs = 0;
    for (let index = 0; index < pdfium._FPDF_GetPageCount(pdf); index += 1) {
      const page = pdfium._FPDF_LoadPage(pdf, index);
      const text = pdfium._FPDFText_LoadPage(page);
      signs += pdfium._FPDFText_CountChars(text);
      pdfium._FPDFText_ClosePage(text);
      pdfium._FPDF_ClosePage(page);
    }
    pdfium._FPDF_CloseDocument(pdf);
    pdfium.wasmExports.free(data);
    return signs;
  };
}

async function main(): Promise<void> {
  const task: BareTask = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  const { documents, inFlight, store } = task;
  const puts = store.kind === 'folder' ? createFolderPuts(store.folders) : createS3Puts(store, inFlight);
  const timestamp = createTimestamp(task.tsaUrl, inFlight);
  const readText = await createTextReader();

  async function work({ file, sealedSize }: Document): Promise<void> {
    const source = await readFile(file);
    if (readText(source) === 0) throw new Error('a page without text');
    const signature = sign('sha256', sha256(source), privateKey);
    const token = await timestamp(sha256(signature));
    const result = Buffer.concat([source, signature, token], sealedSize);
    sha256(result);
    await Promise.all(puts.map((put) => put(result)));
  }
  async function workAll(all: readonly Document[]): Promise<void> {
    const left = all.values();
    const runner = async () => {
      for (const document of left) await work(document);
    };
    await Promise.all(Array.from({ length: inFlight }, runner));
  }

  await workAll(documents.slice(0, WARM_UP));
  process.once('message', () => void workAll(documents).then(() => process.send?.('done'), fail));
  process.once('disconnect', () => process.exit());
  process.send?.('ready');
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}

main().catch(fail);
