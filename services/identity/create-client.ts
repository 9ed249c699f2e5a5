import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../infra/ports/unit-of-work';
import { isPlainLine } from '../directory/plain-line';
import { readEmployer } from '../directory/read-employer';
import { readOperatorId } from '../directory/read-operator';
import type { IdentityDeps } from './deps';
import { IdentityError } from './errors';
import type { ClientScope } from './principal';
import { newSecret } from './secrets';
import { ApiClient } from './tables';

export interface NewClient {
  readonly employerId: string;
  /** What it is, for people: the payroll software's name. No personal data. */
  readonly name: string;
  readonly scopes: readonly [ClientScope, ...ClientScope[]];
}

/**
 * Registers a payroll system. Its secret is shown once.
 *
 * @param actor of scope `operator`
 * @throws {@link IdentityError} `client-name-invalid`; {@link DirectoryError} `employer-not-found`
 */
export async function createClient(
  deps: IdentityDeps,
  actor: Actor,
  { employerId, name: given, scopes }: NewClient,
): Promise<{ clientId: string; clientSecret: string }> {
  const name = given.trim();
  if (!isPlainLine(name, 100)) throw new IdentityError('client-name-invalid');
  const { secret, hash } = newSecret();
  const clientId = uuidv7();
  await deps.uow.run(actor, async (tx) => {
    const employer = await readEmployer(tx, employerId);
    await tx.getRepository(ApiClient).insert({
      id: clientId,
      employerId,
      name,
      secretHash: hash,
      scopes: [...new Set(scopes)],
      createdAt: deps.clock.now(),
    });
    await deps.journal.append(tx, actor, [
      {
        subject: { kind: 'operator', id: await readOperatorId(tx) },
        employerId,
        employerSiret: employer.siret,
        action: 'create-client',
        outcome: 'done',
        code: clientId,
      },
    ]);
  });
  return { clientId, clientSecret: secret };
}
