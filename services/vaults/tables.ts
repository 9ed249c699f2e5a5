export const DOCUMENT_TYPES = ['payslip', 'certificate', 'decision', 'other'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
/** Each document lies in up to two vaults, as two objects under two keys. */
export type CopyKind = 'agent' | 'employer';
/** What a reservation wants of the agent's copy, and what is told of it. */
export type AgentCopy = 'released' | 'withheld';
