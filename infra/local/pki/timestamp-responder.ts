import { randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { CertifiedKey } from './create-pki';
import { oid } from './der';
import { parseRequest } from './timestamp-request';
import { createTokenIssuer, FAILURE, grantedResponse, rejectedResponse } from './timestamp-token';

/** RFC 3161: request in, response out. Never throws on a bad request: it answers so. */
export type TimestampResponder = (request: Buffer) => Buffer;

/** Under the arc reserved for documentation (RFC 5612): this authority is not qualified. */
export const LOCAL_POLICY = '1.3.6.1.4.1.32473.1.1';

/** SHA-256, SHA-384, SHA-512: identifier in hexadecimal, digest length. */
const DIGESTS: ReadonlyMap<string, number> = new Map([
  ['608648016503040201', 32],
  ['608648016503040202', 48],
  ['608648016503040203', 64],
]);

export function createTimestampResponder(key: CertifiedKey, clock: Clock): TimestampResponder {
  const issueToken = createTokenIssuer(key);
  const nextSerial = createSerials();
  const policy = oid(LOCAL_POLICY);

  return (request) => {
    const parsed = parseRequest(request);
    if (parsed === null) return rejectedResponse(FAILURE.badDataFormat);
    if (DIGESTS.get(parsed.digestAlgorithm) !== parsed.digestLength) return rejectedResponse(FAILURE.badAlg);
    if (parsed.policy !== null && !parsed.policy.equals(policy)) {
      return rejectedResponse(FAILURE.unacceptedPolicy);
    }
    const token = issueToken({
      policy: LOCAL_POLICY,
      imprint: parsed.imprint,
      serial: nextSerial(),
      genTime: clock.now(),
      nonce: parsed.nonce,
      includeCertificate: parsed.certReq,
    });
    return grantedResponse(token);
  };
}

/** A random half for this start and a counter: no serial repeats over restarts, and no file is needed. */
function createSerials(): () => Buffer {
  const start = randomBytes(8);
  start[0] = ((start[0] ?? 0) & 0x7f) | 0x40;
  let issued = 0n;
  return () => {
    const serial = Buffer.alloc(16);
    start.copy(serial);
    issued += 1n;
    serial.writeBigUInt64BE(issued, 8);
    return serial;
  };
}
