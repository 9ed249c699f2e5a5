import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../infra/ports/unit-of-work';
import { readEmployer } from '../../directory/read-employer';
import { employerSubject } from '../../vaults/subjects';
import type { IngestionDeps } from '../deps';
import { type Layouts, limitFileNameLayouts } from './layouts';
import { loadLayouts } from './load-layouts';

/** @throws DirectoryError `employer-not-found` */
export async function readLayouts(
  deps: Pick<IngestionDeps, 'uow'>,
  actor: Actor,
  employerId: string,
): Promise<Layouts> {
  return deps.uow.run(actor, async (tx) => {
    await readEmployer(tx, employerId);
    return loadLayouts(tx, employerId);
  });
}

/**
 * Replaces the employer's layouts; of two people who do so at once the later
 * one's stand. Batches that are being taken apart go on with those they began with.
 *
 * @throws DirectoryError `employer-not-found`; IngestionError `over-limit`
 */
export async function setLayouts(
  deps: Pick<IngestionDeps, 'uow' | 'clock' | 'journal' | 'limits'>,
  actor: Actor,
  employerId: string,
  layouts: Layouts,
): Promise<Layouts> {
  limitFileNameLayouts(layouts.fileNames, deps.limits);
  return deps.uow.run(actor, async (tx) => {
    const { siret } = await readEmployer(tx, employerId);
    await writeLayouts(tx, employerId, layouts, deps.clock.now());
    await deps.journal.append(tx, actor, [
      {
        subject: employerSubject(employerId),
        employerId,
        employerSiret: siret,
        owner: employerId,
        action: 'set-layouts',
        outcome: 'done',
      },
    ]);
    return loadLayouts(tx, employerId);
  });
}

async function writeLayouts(
  tx: EntityManager,
  employerId: string,
  { fileNames }: Layouts,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into employer_layouts (employer_id, file_names, updated_at) values ($1, $2::jsonb, $3)
     on conflict (employer_id) do update set file_names = excluded.file_names, updated_at = excluded.updated_at`,
    [employerId, JSON.stringify(fileNames), now],
  );
}
