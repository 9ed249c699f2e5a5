import type { EntityManager } from 'typeorm';
import type { Layouts } from './layouts';

/** The employer's layouts, or none set. They were checked before they were stored. */
export async function loadLayouts(tx: EntityManager, employerId: string): Promise<Layouts> {
  const [row]: Pick<Layouts, 'fileNames'>[] = await tx.query(
    'select file_names as "fileNames" from employer_layouts where employer_id = $1',
    [employerId],
  );
  return { fileNames: row?.fileNames ?? [], pages: [] };
}
