import { level } from './calendar';

export type DocumentType = 'payslip' | 'certificate' | 'decision' | 'other';

/** The words manifests and file names use, levelled (lower case, no accents). */
const WORDS: Readonly<Record<DocumentType, readonly string[]>> = {
  payslip: [
    'payslip',
    'pay slip',
    'bulletin',
    'bulletin de paie',
    'bulletin de paye',
    'bulletin de salaire',
    'bulletin de remuneration',
    'bulletin de traitement',
    'bulletin paie',
    'bulletin salaire',
    'bul',
    'bull',
    'bp',
    'bdp',
    'bs',
    'paie',
    'paye',
    'fiche de paie',
    'fiche de paye',
    'fiche de salaire',
    'fiche paie',
    'fiche paye',
    'fp',
    'payroll',
    'pay stub',
    'paystub',
    'pay statement',
    'salaire',
    'pay',
    'slip',
  ],
  certificate: [
    'certificate',
    'attestation',
    'certificat',
    'attestation employeur',
    "attestation d'emploi",
    'attestation de travail',
    'attestation de presence',
    'attestation de salaire',
    'attestation de paie',
    'attestation de paye',
    'attestation paie',
    'attestation salaire',
    'attestation emploi',
    'attestation presence',
    'attestation travail',
    'certificat administratif',
    'certificat travail',
    'attest',
    'certificat de travail',
    'att',
    'cert',
    'cer',
  ],
  decision: [
    'decision',
    'decision individuelle',
    'individual decision',
    'order',
    'arrete',
    'arrete individuel',
    'acte',
    'acte individuel',
    'dec',
    'arr',
    'avenant',
    'contrat',
  ],
  other: ['other', 'autre', 'divers', 'document', 'doc', 'courrier', 'notification'],
};

/** The document type a sender's word stands for, singular or plural; null for a word that is none. */
export function parseType(word: string): DocumentType | null {
  const plain = level(word)
    .replace(/[\s_-]+/gu, ' ')
    .trim();
  const singular = plain
    .split(' ')
    .map((part) => (part.length > 3 ? part.replace(/s$/u, '') : part))
    .join(' ');
  for (const type of Object.keys(WORDS) as DocumentType[]) {
    if (WORDS[type].includes(plain) || WORDS[type].includes(singular)) return type;
  }
  return null;
}
