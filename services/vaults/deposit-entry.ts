import type { EntryDraft } from '../journal/append-entries';
import { agentSubject, employerSubject } from './subjects';
import type { CopyKind, DocumentType } from './tables';

/** A stored copy of a sealed document, as its deposit binds it. */
export interface DepositedCopy {
  readonly id: string;
  readonly employerId: string;
  readonly employerSiret: string;
  readonly employmentId: string;
  readonly agentVaultId: string;
  readonly type: DocumentType;
  readonly period: string;
  readonly inputSha256: Buffer;
  readonly sealedSha256: Buffer;
  readonly sealLevel: string;
  readonly depositedAt: Date;
  /** Document that this one replaces. */
  readonly corrects: string | null;
  /** Version of the stored object that the copy's row pins. */
  readonly objectVersion: string;
}

/** The deposit of one copy, in the trace of the vault that holds it. */
export function depositEntry(copy: CopyKind, batchId: string, document: DepositedCopy): EntryDraft {
  return {
    subject: copy === 'agent' ? agentSubject(document.agentVaultId) : employerSubject(document.employerId),
    employerId: document.employerId,
    owner: copy === 'agent' ? document.employmentId : document.employerId,
    employerSiret: document.employerSiret,
    batch: batchId,
    action: 'deposit',
    outcome: 'done',
    document: {
      id: document.id,
      type: document.type,
      period: document.period,
      inputSha256: document.inputSha256.toString('hex'),
      sealedSha256: document.sealedSha256.toString('hex'),
      objectVersion: document.objectVersion,
      sealLevel: document.sealLevel,
      ...(document.corrects === null ? {} : { predecessor: document.corrects }),
      documentDate: document.period,
      depositDate: document.depositedAt.toISOString(),
    },
  };
}
