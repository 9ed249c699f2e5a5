import type { DocumentType } from './tables';

/** As people file them away. */
const WORDS: Readonly<Record<DocumentType, string>> = {
  payslip: 'bulletin-de-paie',
  certificate: 'attestation',
  decision: 'decision',
  other: 'document',
};

/**
 * `bulletin-de-paie_2026-10_commune-de-montfleury_9e0c11aa.pdf`: by period in a
 * folder, told apart by the end of the id, and without any person's name: file
 * names travel.
 */
export function suggestFileName(document: {
  readonly id: string;
  readonly type: DocumentType;
  readonly period: string;
  readonly employerName: string;
}): string {
  const employer = document.employerName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  const parts = [WORDS[document.type], document.period, employer, document.id.slice(-8)];
  return `${parts.filter((part) => part !== '').join('_')}.pdf`;
}
