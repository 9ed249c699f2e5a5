import { X509Certificate } from 'node:crypto';

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Every certificate of a PEM file, in DER, in its order. */
export function readPemCertificates(pem: string): Buffer[] {
  return (pem.match(PEM_CERTIFICATE) ?? []).map((certificate) => new X509Certificate(certificate).raw);
}
