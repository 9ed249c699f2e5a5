import { randomBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EXTENSIONS, PURPOSE } from '../../infra/local/pki/certificates';
import {
  type Authority,
  type CertifiedKey,
  createAuthority,
  issueLeaf,
} from '../../infra/local/pki/create-pki';
import { integer, nullValue, octetString, oid, sequence } from '../../infra/local/pki/der';
import { parseRequest } from '../../infra/local/pki/timestamp-request';
import {
  createTokenIssuer,
  grantedResponse,
  rejectedResponse,
  type TokenContent,
} from '../../infra/local/pki/timestamp-token';

export type TsaLie =
  | 'none'
  | 'wrong-nonce'
  | 'absent-nonce'
  | 'wrong-imprint'
  | 'other-digest'
  | 'wrong-policy'
  | 'usage-not-critical'
  | 'usage-not-alone'
  | 'no-usage'
  | 'foreign-issuer'
  | 'certificate-left-out'
  | 'forged-signature'
  | 'late'
  | 'early'
  | 'rejected'
  | 'time-not-available'
  | 'granted-without-token'
  | 'garbage'
  | 'endless'
  | 'slow'
  | 'hangs-up'
  | 'http-error';

export interface LyingTsa {
  readonly url: string;
  /** DER. The root that the client is told to trust. */
  readonly root: Buffer;
  lie(lie: TsaLie): void;
  close(): Promise<void>;
}

const POLICY = '1.3.6.1.4.1.32473.1.1';
const OTHER_POLICY = '1.3.6.1.4.1.32473.1.2';
const HOUR_MS = 3_600_000;
const TIME_NOT_AVAILABLE = 14;
const BAD_REQUEST = 2;

const NAMES = {
  ca: { commonName: 'Lying CA', organization: 'Test' },
  subject: { commonName: 'Lying TSA', organization: 'Test' },
} as const;

/** An RFC 3161 server that answers as told: well-formed tokens but for one lie. */
export async function startLyingTsa(now: () => Date): Promise<LyingTsa> {
  const authorities = createAuthorities(now());
  let current: TsaLie = 'none';
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(current, Buffer.concat(parts), response, authorities, now()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    root: authorities.honest.ca.certificate,
    lie: (lie) => {
      current = lie;
    },
    close: () => closeServer(server),
  };
}

interface Authorities {
  readonly honest: Authority;
  readonly lying: ReadonlyMap<TsaLie, CertifiedKey>;
}

/** Every certificate but the foreign one is issued by the trusted root. */
function createAuthorities(now: Date): Authorities {
  const make = (...usage: Buffer[]) =>
    createAuthority('p256', now, {
      ...NAMES,
      extensions: [EXTENSIONS.endEntity(), EXTENSIONS.signs(), ...usage],
    });
  const honest = make(EXTENSIONS.usedFor([PURPOSE.timeStamping], true));
  const { timeStamping, emailProtection } = PURPOSE;
  const under = (...usage: Buffer[]) =>
    issueLeaf(honest.ca, 'p256', now, {
      subject: NAMES.subject,
      extensions: [EXTENSIONS.endEntity(), EXTENSIONS.signs(), ...usage],
    });
  return {
    honest,
    lying: new Map<TsaLie, CertifiedKey>([
      ['usage-not-critical', under(EXTENSIONS.usedFor([timeStamping], false))],
      ['usage-not-alone', under(EXTENSIONS.usedFor([timeStamping, emailProtection], true))],
      ['no-usage', under()],
      ['foreign-issuer', make(EXTENSIONS.usedFor([timeStamping], true))],
    ]),
  };
}

function answer(
  lie: TsaLie,
  request: Buffer,
  response: ServerResponse,
  authorities: Authorities,
  now: Date,
): void {
  switch (lie) {
    case 'hangs-up':
      response.destroy();
      return;
    case 'http-error':
      response.writeHead(503).end('later');
      return;
    case 'slow':
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.write(Buffer.of(0x30));
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.end(Buffer.alloc(10 * 1024 * 1024, 0x30));
      return;
    default:
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.end(respond(lie, request, authorities, now));
  }
}

function respond(lie: TsaLie, request: Buffer, authorities: Authorities, now: Date): Buffer {
  if (lie === 'garbage') return randomBytes(900);
  if (lie === 'rejected') return rejectedResponse(BAD_REQUEST);
  if (lie === 'time-not-available') return rejectedResponse(TIME_NOT_AVAILABLE);
  if (lie === 'granted-without-token') return grantedResponse(Buffer.alloc(0));
  const parsed = parseRequest(request);
  if (parsed === null) return rejectedResponse(BAD_REQUEST);
  const issue = createTokenIssuer(authorities.lying.get(lie) ?? authorities.honest);
  const honest: TokenContent = {
    policy: POLICY,
    imprint: parsed.imprint,
    serial: randomBytes(12),
    genTime: now,
    nonce: parsed.nonce,
    includeCertificate: true,
  };
  const token = issue(bend(lie, honest, now));
  return grantedResponse(lie === 'forged-signature' ? spoilEnd(token) : token);
}

function bend(lie: TsaLie, honest: TokenContent, now: Date): TokenContent {
  switch (lie) {
    case 'wrong-nonce':
      return { ...honest, nonce: integer(randomBytes(8)) };
    case 'absent-nonce':
      return { ...honest, nonce: null };
    case 'wrong-imprint':
      return { ...honest, imprint: imprint('2.16.840.1.101.3.4.2.1', randomBytes(32)) };
    case 'other-digest':
      // The digest asked for, under the name of another algorithm.
      return { ...honest, imprint: imprint('2.16.840.1.101.3.4.2.8', honest.imprint.subarray(-32)) };
    case 'wrong-policy':
      return { ...honest, policy: OTHER_POLICY };
    case 'late':
      return { ...honest, genTime: new Date(now.getTime() + HOUR_MS) };
    case 'early':
      return { ...honest, genTime: new Date(now.getTime() - HOUR_MS) };
    case 'certificate-left-out':
      return { ...honest, includeCertificate: false };
    default:
      return honest;
  }
}

function imprint(algorithm: string, digest: Buffer): Buffer {
  return sequence(sequence(oid(algorithm), nullValue()), octetString(digest));
}

/** The signature value ends the token. */
function spoilEnd(token: Buffer): Buffer {
  const spoilt = Buffer.from(token);
  spoilt[spoilt.length - 1] = (spoilt[spoilt.length - 1] ?? 0) ^ 1;
  return spoilt;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
