import { uuidv7 } from 'uuidv7';
import type { ObjectCipher } from '../../infra/ports/cipher';
import type { Clock } from '../../infra/ports/clock';
import type { KeyRing } from '../../infra/ports/key-ring';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import type { Journal } from '../journal/append-entries';
import { type IsoDate, isIsoDate } from './calendar';
import type { Regime } from './electronic-delivery';
import { directoryKeyContext } from './employer-records';
import { DirectoryError } from './errors';
import { isPlainLine } from './plain-line';
import { readOperatorId } from './read-operator';
import { type EmployerSettingsInput, parseSettings } from './settings';
import { isSiret } from './siret';

export interface DirectoryDeps {
  readonly uow: UnitOfWork;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly cipher: ObjectCipher;
  readonly journal: Journal;
}

export interface NewEmployer {
  /** Blanks are dropped: "219 900 412 00012" is one. */
  readonly siret: string;
  readonly name: string;
  /** `opt-out` unless said otherwise. */
  readonly regime?: Regime;
  /** General notice of electronic delivery; none means that nothing is released yet. */
  readonly noticeDate?: IsoDate | null;
  readonly settings?: EmployerSettingsInput;
}

/**
 * Takes in an employer, with a directory key of its own.
 *
 * @param actor of scope `operator`
 * @throws {@link DirectoryError} `siret-invalid`, `siret-taken`, `employer-name-invalid`,
 *   `notice-date-invalid`, `settings-invalid`
 */
export async function registerEmployer(
  deps: DirectoryDeps,
  actor: Actor,
  employer: NewEmployer,
): Promise<{ id: string }> {
  const siret = employer.siret.replace(/\s/g, '');
  if (!isSiret(siret)) throw new DirectoryError('siret-invalid');
  const name = employer.name.trim();
  if (!isPlainLine(name, 200)) throw new DirectoryError('employer-name-invalid');
  const noticeDate = employer.noticeDate ?? null;
  if (noticeDate !== null && !isIsoDate(noticeDate)) throw new DirectoryError('notice-date-invalid');
  const settings = employer.settings ?? {};
  parseSettings(settings);

  const id = uuidv7();
  const key = deps.keys.wrap('employer', deps.cipher.newKey(), directoryKeyContext(id));
  await deps.uow.run(actor, async (tx) => {
    const inserted: unknown[] = await tx.query(
      `insert into employer
         (id, siret, name, regime, notice_date, settings, wrapped_directory_key, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (siret) do nothing returning id`,
      [id, siret, name, employer.regime ?? 'opt-out', noticeDate, settings, key, deps.clock.now()],
    );
    if (inserted.length === 0) throw new DirectoryError('siret-taken');
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'operator', id: await readOperatorId(tx) },
        employerId: id,
        employerSiret: siret,
        action: 'create-employer',
        outcome: 'done',
      },
    ]);
  });
  return { id };
}
