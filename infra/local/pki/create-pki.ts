import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../error-code';
import { writePrivateFile } from '../private-files';
import {
  EXTENSIONS,
  encodeName,
  generateKey,
  type Issuer,
  issueCertificate,
  type KeyAlgorithm,
  PURPOSE,
  type Subject,
  toPem,
  type Validity,
} from './certificates';
import { writePkcs12 } from './pkcs12';

export interface PkiOptions {
  readonly dir: string;
  readonly sealAlgorithm: KeyAlgorithm;
  readonly tsaAlgorithm: KeyAlgorithm;
  /** The legal person that seals. */
  readonly organization: string;
  readonly siren: string;
  /** Business time of the first start. */
  readonly now: Date;
}

/** A key and the certificate that names its holder. */
export interface CertifiedKey {
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Buffer;
}

/** Paths under the folder; keys and passwords are 0600, the folder 0700. */
export const PKI_FILES = {
  sealP12: 'seal.p12',
  sealPassword: 'seal.password',
  sealKey: 'seal.key.pem',
  sealChain: 'seal.chain.pem',
  sealCaKey: 'seal-ca.key.pem',
  tsaKey: 'tsa.key.pem',
  tsaCertificate: 'tsa.pem',
  tsaCaKey: 'tsa-ca.key.pem',
  trustedSealCa: 'trust/seal-ca.pem',
  trustedTsaCa: 'trust/tsa-ca.pem',
} as const;

const CA_YEARS = 30;
const LEAF_YEARS = 10;
const DAY_MS = 86_400_000;
/**
 * Nothing answers there. Without a distribution point poppler's pdfsig takes an
 * error left over from the search for one as its verdict on a good certificate.
 */
const NO_REVOCATION_LIST = 'http://pki.invalid/seal-ca.crl';

/**
 * Opens the authorities of a folder, making them at the first start: one root
 * for seals, one for time stamps, one certificate under each.
 *
 * The TSA certificate is renamed into place last: a folder without it was cut
 * off at its first start, has certified nothing that anyone saw, and is made anew.
 */
export async function openPki(options: PkiOptions): Promise<CertifiedKey> {
  const { dir } = options;
  await mkdir(join(dir, 'trust'), { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  return (await readTsaKey(dir)) ?? createPki(options);
}

async function readTsaKey(dir: string): Promise<CertifiedKey | null> {
  try {
    const certificate = pemToDer(await readFile(join(dir, PKI_FILES.tsaCertificate), 'utf8'));
    const privateKey = createPrivateKey(await readFile(join(dir, PKI_FILES.tsaKey), 'utf8'));
    return { privateKey, certificate };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function createPki(options: PkiOptions): Promise<CertifiedKey> {
  const seal = createSealAuthority(options);
  const tsa = createTimestampAuthority(options);
  const password = randomBytes(24).toString('base64url');
  const write = (file: string, content: string | Buffer) =>
    writePrivateFile(join(options.dir, file), content);
  await write(PKI_FILES.sealCaKey, keyPem(seal.ca.privateKey));
  await write(PKI_FILES.sealKey, keyPem(seal.privateKey));
  await write(PKI_FILES.sealChain, toPem(seal.certificate) + toPem(seal.ca.certificate));
  await write(PKI_FILES.sealPassword, password);
  await write(
    PKI_FILES.sealP12,
    writePkcs12(seal.privateKey, [seal.certificate, seal.ca.certificate], password),
  );
  await write(PKI_FILES.tsaCaKey, keyPem(tsa.ca.privateKey));
  await write(PKI_FILES.tsaKey, keyPem(tsa.privateKey));
  await write(PKI_FILES.trustedSealCa, toPem(seal.ca.certificate));
  await write(PKI_FILES.trustedTsaCa, toPem(tsa.ca.certificate));
  await write(PKI_FILES.tsaCertificate, toPem(tsa.certificate));
  return { privateKey: tsa.privateKey, certificate: tsa.certificate };
}

export interface Authority extends CertifiedKey {
  readonly ca: Issuer & { readonly certificate: Buffer };
}

function createSealAuthority(options: PkiOptions): Authority {
  const { organization, siren, now } = options;
  return createAuthority(options.sealAlgorithm, now, {
    ca: { commonName: 'Autorité locale de cachet (non qualifiée)', organization },
    subject: {
      commonName: `Cachet ${organization}`,
      organization,
      organizationIdentifier: `NTRFR-${siren}`,
    },
    extensions: [
      EXTENSIONS.endEntity(),
      EXTENSIONS.seals(),
      EXTENSIONS.usedFor([PURPOSE.documentSigning, PURPOSE.emailProtection], false),
      EXTENSIONS.revocationAt(NO_REVOCATION_LIST),
    ],
  });
}

function createTimestampAuthority({ organization, tsaAlgorithm, now }: PkiOptions): Authority {
  return createAuthority(tsaAlgorithm, now, {
    ca: { commonName: 'Autorité locale d’horodatage (non qualifiée)', organization },
    subject: { commonName: 'Horodatage local (non qualifié)', organization },
    extensions: [
      EXTENSIONS.endEntity(),
      EXTENSIONS.signs(),
      EXTENSIONS.usedFor([PURPOSE.timeStamping], true),
    ],
  });
}

export interface AuthorityNames {
  readonly ca: Subject;
  readonly subject: Subject;
  readonly extensions: readonly Buffer[];
}

/** A root and one certificate under it, both with keys of the algorithm. */
export function createAuthority(algorithm: KeyAlgorithm, now: Date, names: AuthorityNames): Authority {
  const caKey = generateKey(algorithm);
  const issuer = { name: encodeName(names.ca), privateKey: caKey };
  const certificate = issueCertificate(
    {
      subject: names.ca,
      publicKey: createPublicKey(caKey),
      validity: validityOf(now, CA_YEARS),
      extensions: [EXTENSIONS.authority(), EXTENSIONS.signsCertificates()],
    },
    issuer,
  );
  const ca = { ...issuer, certificate };
  return { ca, ...issueLeaf(ca, algorithm, now, names) };
}

/** A new key and its certificate. */
export function issueLeaf(
  ca: Issuer,
  algorithm: KeyAlgorithm,
  now: Date,
  leaf: Pick<AuthorityNames, 'subject' | 'extensions'>,
): CertifiedKey {
  const privateKey = generateKey(algorithm);
  const certificate = issueCertificate(
    {
      subject: leaf.subject,
      publicKey: createPublicKey(privateKey),
      validity: validityOf(now, LEAF_YEARS),
      extensions: leaf.extensions,
    },
    ca,
  );
  return { privateKey, certificate };
}

/** From the day before: other machines' clocks may be behind. */
function validityOf(now: Date, years: number): Validity {
  const to = new Date(now);
  to.setUTCFullYear(to.getUTCFullYear() + years);
  return { from: new Date(now.getTime() - DAY_MS), to };
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function pemToDer(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}
