import { createPrivateKey, type KeyObject } from 'node:crypto';
import { asn1, pkcs12 as forgePkcs12, pki, util } from 'node-forge';
import { SealingError } from './errors';

export interface OpenedPkcs12 {
  readonly privateKey: KeyObject;
  /** DER, in the order of the file. */
  readonly certificates: readonly Buffer[];
}

/**
 * Takes key and certificates out of a PKCS#12 file (RFC 7292). The file comes
 * from the operator's configuration, not from a sender.
 *
 * Throws `seal-key-invalid`: wrong password, damaged, or not exactly one key.
 */
export function openPkcs12(file: Buffer, password: string): OpenedPkcs12 {
  try {
    const store = decrypt(file, password);
    const bags = store.safeContents.flatMap((contents) => contents.safeBags);
    const keys = bags.filter(({ type }) => type === pki.oids.pkcs8ShroudedKeyBag || type === pki.oids.keyBag);
    const [keyBag] = keys;
    if (keyBag === undefined || keys.length !== 1) throw new Error('not exactly one private key');
    const certificates = bags.filter(({ type }) => type === pki.oids.certBag);
    return {
      privateKey: createPrivateKey({ key: keyInfoOf(keyBag), format: 'der', type: 'pkcs8' }),
      certificates: certificates.map((bag) => toDer(bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1)),
    };
  } catch (cause) {
    throw new SealingError('seal-key-invalid', { cause });
  }
}

/**
 * A password beyond ASCII is UTF-16 to the integrity check and UTF-8 to PBES2,
 * while the library takes one form for both: the second pass, after the check has
 * held, decrypts alone.
 */
function decrypt(file: Buffer, password: string): forgePkcs12.Pkcs12Pfx {
  const encoded = file.toString('latin1');
  try {
    return forgePkcs12.pkcs12FromAsn1(asn1.fromDer(encoded), true, password);
  } catch (error) {
    const utf8 = util.encodeUtf8(password);
    const integrityHeld = !String(error).includes('MAC');
    const { value, ...pfx } = asn1.fromDer(encoded);
    if (utf8 === password || !integrityHeld || typeof value === 'string') throw error;
    return forgePkcs12.pkcs12FromAsn1({ ...pfx, value: value.slice(0, 2) }, true, utf8);
  }
}

/** The library knows RSA keys only: an elliptic one stays as it is encoded. */
function keyInfoOf(bag: forgePkcs12.Bag): Buffer {
  return toDer(bag.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(bag.key)) : bag.asn1);
}

function toDer(value: asn1.Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}
