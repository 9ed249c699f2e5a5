import type { EntityManager } from 'typeorm';
import type { IsoDate } from './calendar';
import type { Regime } from './electronic-delivery';
import { DirectoryError } from './errors';
import { type EmployerSettings, parseSettings } from './settings';
import { Employer } from './tables';

export interface EmployerView {
  readonly id: string;
  readonly siret: string;
  readonly name: string;
  readonly regime: Regime;
  readonly noticeDate: IsoDate | null;
  readonly settings: EmployerSettings;
}

/** @throws {@link DirectoryError} `employer-not-found`: none, or not for this transaction's scope */
export async function readEmployer(tx: EntityManager, employerId: string): Promise<EmployerView> {
  const row = await tx.getRepository(Employer).findOneBy({ id: employerId });
  if (row === null) throw new DirectoryError('employer-not-found');
  const { id, siret, name, regime, noticeDate } = row;
  return { id, siret, name, regime, noticeDate, settings: parseSettings(row.settings) };
}
