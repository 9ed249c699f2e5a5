import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClientScope, EmployerRole } from './principal';

@Entity('role_grant')
export class RoleGrant {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  /** NULL for the operator's own people. */
  @Column('uuid', { name: 'employer_id', nullable: true }) employerId!: string | null;
  @Column('text') role!: EmployerRole | 'operator-admin';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

@Entity('vault_ownership')
export class VaultOwnership {
  @PrimaryColumn('uuid', { name: 'vault_id' }) vaultId!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'employment_id' }) employmentId!: string;
  @Column('uuid', { name: 'employer_id' }) employerId!: string;
  @Column('timestamptz') since!: Date;
}

/** A payroll system, bound to one employer. */
@Entity('api_client')
export class ApiClient {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'employer_id' }) employerId!: string;
  @Column('text') name!: string;
  @Column('bytea', { name: 'secret_hash' }) secretHash!: Buffer;
  @Column('text', { array: true }) scopes!: ClientScope[];
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

export const IDENTITY_TABLES = [RoleGrant, VaultOwnership, ApiClient];
