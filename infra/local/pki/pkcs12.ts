import { createHash, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { der, integer, nullValue, octetString, oid, sequence, setOf } from './der';

const MAC_ITERATIONS = 10_000;
const MAC_KEY_PURPOSE = 3;
const BLOCK = 64;

/**
 * A PKCS#12 file (RFC 7292): the key under PBES2 with AES-256, certificates in
 * the clear (they are public), integrity by HMAC-SHA-256 under the password.
 */
export function writePkcs12(
  privateKey: KeyObject,
  certificates: readonly Buffer[],
  password: string,
): Buffer {
  const shrouded = privateKey.export({
    type: 'pkcs8',
    format: 'der',
    cipher: 'aes-256-cbc',
    passphrase: password,
  });
  const contents = [
    safeContents(safeBag('1.2.840.113549.1.12.10.1.2', shrouded)),
    safeContents(...certificates.map((each) => safeBag('1.2.840.113549.1.12.10.1.3', x509Bag(each)))),
  ];
  const authenticated = sequence(...contents);
  return sequence(integer(3), data(authenticated), macData(authenticated, password));
}

function safeContents(...bags: readonly Buffer[]): Buffer {
  return data(sequence(...bags));
}

/** ContentInfo of type data. */
function data(content: Buffer): Buffer {
  return sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, octetString(content)));
}

function safeBag(type: string, value: Buffer): Buffer {
  const localKeyId = sequence(oid('1.2.840.113549.1.9.21'), setOf(octetString(Buffer.of(1))));
  return sequence(oid(type), der(0xa0, value), setOf(localKeyId));
}

function x509Bag(certificate: Buffer): Buffer {
  return sequence(oid('1.2.840.113549.1.9.22.1'), der(0xa0, octetString(certificate)));
}

function macData(authenticated: Buffer, password: string): Buffer {
  const salt = randomBytes(16);
  const key = deriveMacKey(password, salt);
  const mac = createHmac('sha256', key).update(authenticated).digest();
  const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue());
  return sequence(sequence(sha256, octetString(mac)), octetString(salt), integer(MAC_ITERATIONS));
}

/** RFC 7292, appendix B.2, for one block of SHA-256: the 32 bytes asked for need no second. */
function deriveMacKey(password: string, salt: Buffer): Buffer {
  const text = Buffer.from(`${password}\0`, 'utf16le').swap16();
  let key = Buffer.concat([Buffer.alloc(BLOCK, MAC_KEY_PURPOSE), fill(salt), fill(text)]);
  for (let round = 0; round < MAC_ITERATIONS; round++) key = createHash('sha256').update(key).digest();
  return key;
}

function fill(value: Buffer): Buffer {
  return Buffer.alloc(Math.ceil(value.length / BLOCK) * BLOCK, value);
}
