import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../infra/ports/unit-of-work';
import { isPlainLine } from '../directory/plain-line';
import { type IssuedCode, storeCode } from './codes';
import { ensureCredentialsKey } from './credentials';
import type { IdentityDeps } from './deps';
import { IdentityError } from './errors';

/** The command line, in the worker's database role. */
const MAINTENANCE: Actor = { scope: { kind: 'system' }, role: 'maintenance', id: null };

/**
 * First start: the installation's operator and credentials key, where absent,
 * and a one-time code for an operator's administrator. Again: another code.
 *
 * @param deps.uow of the worker's role: no other may make an operator
 * @param operator.name shown in seals and mails; ignored where an operator exists
 * @throws {@link IdentityError} `operator-name-invalid`
 */
export async function createOperator(
  deps: IdentityDeps,
  operator: { readonly name: string },
): Promise<IssuedCode & { operatorId: string }> {
  const name = operator.name.trim();
  if (!isPlainLine(name, 200)) throw new IdentityError('operator-name-invalid');
  return deps.uow.run(MAINTENANCE, async (tx) => {
    const at = deps.clock.now();
    await tx.query('insert into operator (id, name, created_at) values ($1, $2, $3) on conflict do nothing', [
      uuidv7(),
      name,
      at,
    ]);
    await ensureCredentialsKey(tx, deps, at);
    const [{ id }]: [{ id: string }] = await tx.query('select id from operator');
    const code = await storeCode(tx, deps, { kind: 'operator', role: 'operator-admin' }, null);
    await deps.journal.append(tx, MAINTENANCE, [
      {
        subject: { kind: 'operator', id },
        action: 'maintenance',
        outcome: 'done',
        code: 'create-operator',
      },
    ]);
    return { ...code, operatorId: id };
  });
}
