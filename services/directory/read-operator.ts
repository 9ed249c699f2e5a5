import type { EntityManager } from 'typeorm';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';

/** Id of this installation's operator. An installation without one takes in nothing. */
export async function readOperatorId(tx: EntityManager): Promise<string> {
  const [row]: { id: string }[] = await tx.query('select id from operator');
  if (row === undefined) throw new Error('installation without operator: create-operator first');
  return row.id;
}

export interface OperatorReader {
  readonly uow: UnitOfWork;
}

/** Public. NULL before the first start made one. */
export async function readOperatorName({ uow }: OperatorReader, actor: Actor): Promise<string | null> {
  return uow.run(actor, async (tx) => {
    const [row]: { name: string }[] = await tx.query('select name from operator');
    return row?.name ?? null;
  });
}
