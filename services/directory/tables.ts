import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IsoDate } from './calendar';
import type { Regime } from './electronic-delivery';
import type { EmployerSettingsInput } from './settings';

/** A depositor. Employments and matricules are read and written in bulk, by SQL beside its use. */
@Entity('employer')
export class Employer {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') siret!: string;
  /** Public, in clear. */
  @Column('text') name!: string;
  @Column('text') regime!: Regime;
  @Column('date', { name: 'notice_date', nullable: true }) noticeDate!: IsoDate | null;
  /** What was chosen; `parseSettings` fills in the defaults. */
  @Column('jsonb') settings!: EmployerSettingsInput;
  @Column('bytea', { name: 'wrapped_directory_key' }) wrappedDirectoryKey!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

export const DIRECTORY_TABLES = [Employer];
