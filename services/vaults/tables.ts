import { Column, Entity, PrimaryColumn } from 'typeorm';

export const DOCUMENT_TYPES = ['payslip', 'certificate', 'decision', 'other'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];
export type CopyKind = 'agent' | 'employer';
export type AgentCopy = 'released' | 'withheld';

/** Container of documents. An employer's vault has the employer's id, an agent's the employment's `vault_id`. */
@Entity({ name: 'vault' })
export class Vault {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: CopyKind;
  @Column('uuid', { name: 'employer_id' }) employerId!: string;
  @Column('uuid', { name: 'employment_id', nullable: true }) employmentId!: string | null;
  @Column('bytea', { name: 'wrapped_key' }) wrappedKey!: Buffer;
}

/** One sealed file; its bytes lie in the copies of {@link DocumentKey}. */
@Entity({ name: 'document' })
export class Document {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'employer_id' }) employerId!: string;
  @Column('uuid', { name: 'employment_id' }) employmentId!: string;
  @Column('uuid', { name: 'agent_vault_id' }) agentVaultId!: string;
  @Column('text') type!: DocumentType;
  /** `YYYY-MM` */
  @Column('text') period!: string;
  @Column('text', { name: 'agent_copy' }) agentCopy!: AgentCopy;
  @Column('bytea', { name: 'sealed_title', nullable: true }) sealedTitle!: Buffer | null;
  @Column('bytea', { name: 'input_sha256' }) inputSha256!: Buffer;
  @Column('integer') pages!: number;
  @Column('bytea', { name: 'sealed_sha256' }) sealedSha256!: Buffer;
  /** Bytes of the sealed file. */
  @Column('integer', { name: 'sealed_size' }) sealedSize!: number;
  @Column('text', { name: 'seal_level' }) sealLevel!: string;
  @Column('timestamptz', { name: 'sealed_at', nullable: true }) sealedAt!: Date | null;
  @Column('timestamptz', { name: 'deposited_at' }) depositedAt!: Date;
}

/** One copy of a document: where it lies and the key that opens it, wrapped by its vault's key. */
@Entity({ name: 'document_key' })
export class DocumentKey {
  @PrimaryColumn('uuid', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('text') copy!: CopyKind;
  @Column('uuid', { name: 'vault_id' }) vaultId!: string;
  @Column('bytea', { name: 'wrapped_key' }) wrappedKey!: Buffer;
  @Column('text', { name: 'object_key' }) objectKey!: string;
  @Column('text', { name: 'version_id', nullable: true }) versionId!: string | null;
  @Column('bytea', { name: 'object_sha256', nullable: true }) objectSha256!: Buffer | null;
}
