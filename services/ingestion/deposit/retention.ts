import type { EmployerSettings } from '../../directory/settings';
import type { DocumentType } from '../../vaults/tables';

/** End of the employer copy's lock: calendar years from the deposit, by type (the employer's settings). */
export function retentionEnd(from: Date, settings: EmployerSettings, type: DocumentType): Date {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + settings.retentionYears[type]);
  return end;
}
