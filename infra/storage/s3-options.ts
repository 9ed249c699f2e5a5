import { S3Client } from '@aws-sdk/client-s3';
import type { Bucket } from '../ports/object-store';

export interface S3StoreOptions {
  /** `http://` or `https://` URL of the server; buckets are addressed by path. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Names of the buckets on the server. */
  readonly buckets: Readonly<Record<Bucket, string>>;
  /** Mode of every retention this store sets. */
  readonly lockMode: 'governance' | 'compliance';
  /** Longest time of one call, its repetitions included; a listing has it for each page. */
  readonly deadlineMs: number;
  /** Connections kept open to the server; 64 unless said. */
  readonly maxConnections?: number;
}

const MAX_CONNECTIONS = 64;

export function createS3Client(options: S3StoreOptions): S3Client {
  const agent = { keepAlive: true, maxSockets: options.maxConnections ?? MAX_CONNECTIONS };
  return new S3Client({
    endpoint: options.endpoint,
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    forcePathStyle: true,
    // Otherwise checksum trailers, which several S3 servers ignore or store as content.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Repetition is ours (s3-call.ts): within the deadline, reading of the answer included.
    maxAttempts: 1,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
  });
}
