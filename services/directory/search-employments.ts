import type { EntityManager } from 'typeorm';
import type { EmployerRecords } from './employer-records';
import { foldName } from './fold-name';
import { indexName } from './identity-record';
import { normalisePayrollNumber } from './payroll-number';

/** What a person typed, as both kinds of thing it may be. */
export interface SearchKeys {
  /** As matricules are compared. */
  readonly number: string;
  /** Blind index of a whole name; NULL for a text without letters, which is no name. */
  readonly nameIndex: Buffer | null;
}

export function searchKeys(records: EmployerRecords, text: string): SearchKeys {
  const folded = foldName(text);
  return {
    number: normalisePayrollNumber(text),
    nameIndex: /\p{L}/u.test(folded) ? indexName(records, folded) : null,
  };
}

/** Employments that ever held the whole matricule, or bear the whole family or usage name. */
export async function searchEmployments(
  tx: EntityManager,
  records: EmployerRecords,
  text: string,
): Promise<string[]> {
  const { number, nameIndex } = searchKeys(records, text);
  const rows: { id: string }[] = await tx.query(
    `select employment_id as id from payroll_number where employer_id = $1 and number = $2
     union select id from employment where employer_id = $1 and family_index = $3
     union select id from employment where employer_id = $1 and usage_index = $3`,
    [records.employerId, number, nameIndex],
  );
  return rows.map((row) => row.id);
}
