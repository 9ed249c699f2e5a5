import { createHash, X509Certificate } from 'node:crypto';
import type { Clock } from '../../infra/ports/clock';
import { createSignatureBuilder } from './cms/build-signature';
import { SealingError } from './errors';
import { readSource, type SourceLimits } from './pdf/read-source';
import { appendSignature } from './prepare/append-signature';
import { appendWithLibrary } from './prepare/append-with-library';
import { checkPrepared } from './prepare/check-prepared';
import { embedContents, type PreparedFile, roomOf } from './prepare/prepared-file';
import { type SealStatement, writeSignatureDictionary } from './prepare/signature-dictionary';
import type { SealKey } from './seal-key';
import type { TimestampClient, TimestampToken } from './timestamp-client';

/** The PAdES baseline level asked for. `B-B` carries no timestamp and claims none. */
export type SealLevel = 'B-T' | 'B-B';

export interface SealRequest extends SealStatement {
  /** Default `B-T`. */
  readonly level?: SealLevel;
}

interface Sealed {
  /** The source, unchanged, and one increment. */
  readonly bytes: Buffer;
  readonly pages: number;
  /** /M: business time at preparation, whole seconds, vouched for by nobody. */
  readonly claimedTime: Date;
}

/** The level is the one reached: `B-T` only with a checked token inside. */
export type SealedDocument = Sealed &
  (
    | { readonly level: 'B-T'; readonly genTime: Date; readonly token: Buffer }
    | { readonly level: 'B-B'; readonly genTime: null; readonly token: null }
  );

/** Ready to be signed: all pages and the statement are fixed. */
export interface PreparedDocument {
  readonly file: PreparedFile;
  readonly pages: number;
  readonly claimedTime: Date;
  /** SHA-256 of the signed bytes. */
  readonly digest: Buffer;
}

export interface SignedDocument {
  readonly prepared: PreparedDocument;
  readonly signedAttributes: Buffer;
  readonly signature: Buffer;
}

/** `seal` does all steps; a caller with many documents may take them apart. */
export interface Sealer {
  /** CPU only. */
  prepare(source: Buffer, statement: SealStatement): Promise<PreparedDocument>;
  sign(prepared: PreparedDocument): Promise<SignedDocument>;
  /** Network only: asks for the time of the signature value. */
  timestamp(signed: SignedDocument): Promise<TimestampToken>;
  /** Fills the gap in place: a document is embedded once. Without a token the result is `B-B`. */
  embed(signed: SignedDocument, token: TimestampToken | null): SealedDocument;
  /**
   * Throws SealingError: the codes of the source, of the key, of the authority.
   * Memory per call: the source and the output.
   */
  seal(source: Buffer, request: SealRequest): Promise<SealedDocument>;
}

export interface SealerOptions {
  readonly key: SealKey;
  readonly timestamps: TimestampClient;
  readonly clock: Clock;
  /** Of the source. */
  readonly limits: SourceLimits;
}

/** A token with one certificate; longer ones are learnt. */
const FIRST_TOKEN_ROOM = 4096;
const MAX_TOKEN_ROOM = 32 * 1024;
const ROOM_STEP = 512;

/** PAdES baseline seals (ETSI EN 319 142-1) as incremental updates, under one key. */
export function createSealer(options: SealerOptions): Sealer {
  const { key, timestamps, clock, limits } = options;
  const builder = createSignatureBuilder(key);
  const certificate = new X509Certificate(key.chain[0]);
  let tokenRoom = FIRST_TOKEN_ROOM;

  async function prepare(source: Buffer, statement: SealStatement): Promise<PreparedDocument> {
    const claimedTime = wholeSeconds(clock.now());
    if (!isValidAt(certificate, claimedTime)) throw new SealingError('seal-certificate-not-valid');
    const structure = readSource(source, limits);
    const dictionary = writeSignatureDictionary(statement, claimedTime);
    const room = builder.maxBytes + tokenRoom;
    const file =
      appendSignature(structure, dictionary, room) ?? (await appendWithLibrary(structure, dictionary, room));
    checkPrepared(structure, file);
    return { file, pages: structure.pages, claimedTime, digest: digestOf(file) };
  }

  async function sign(prepared: PreparedDocument): Promise<SignedDocument> {
    const signedAttributes = builder.signedAttributes(prepared.digest);
    const signature = await key.sign(signedAttributes);
    return { prepared, signedAttributes, signature };
  }

  function timestamp({ signature }: SignedDocument): Promise<TimestampToken> {
    return timestamps.stamp(createHash('sha256').update(signature).digest());
  }

  function embed(signed: SignedDocument, token: TimestampToken | null): SealedDocument {
    const { file, pages, claimedTime } = signed.prepared;
    const cms = builder.assemble(signed.signedAttributes, signed.signature, token?.der ?? null);
    if (cms.length > roomOf(file)) throw new SealingError('seal-check-failed');
    embedContents(file, cms);
    const sealed = { bytes: file.bytes, pages, claimedTime };
    return token === null
      ? { ...sealed, level: 'B-B', genTime: null, token: null }
      : { ...sealed, level: 'B-T', genTime: token.genTime, token: token.der };
  }

  async function seal(source: Buffer, request: SealRequest): Promise<SealedDocument> {
    const signed = await sign(await prepare(source, request));
    if (request.level === 'B-B') return embed(signed, null);
    const token = await timestamp(signed);
    if (builder.maxBytes + token.der.length <= roomOf(signed.prepared.file)) return embed(signed, token);
    // The authority's chain is longer than any seen yet: make room for the documents to come, and again for this.
    if (token.der.length > MAX_TOKEN_ROOM) throw new SealingError('tsa-malformed');
    tokenRoom = Math.max(tokenRoom, roomFor(token.der));
    const again = await sign(await prepare(source, request));
    return embed(again, await timestamp(again));
  }

  return { prepare, sign, timestamp, embed, seal };
}

function digestOf({ bytes, byteRange }: PreparedFile): Buffer {
  return createHash('sha256')
    .update(bytes.subarray(0, byteRange[1]))
    .update(bytes.subarray(byteRange[2]))
    .digest();
}

function roomFor(token: Buffer): number {
  return Math.ceil((token.length + ROOM_STEP) / ROOM_STEP) * ROOM_STEP;
}

function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function isValidAt(certificate: X509Certificate, at: Date): boolean {
  return Date.parse(certificate.validFrom) <= at.getTime() && at.getTime() <= Date.parse(certificate.validTo);
}
