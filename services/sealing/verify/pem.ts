const CERTIFICATE = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The certificates of a PEM file, DER, in its order. */
export function readPemCertificates(pem: string): Buffer[] {
  return [...pem.matchAll(CERTIFICATE)].map((match) => Buffer.from(match[1] ?? '', 'base64'));
}
