import type { EntityManager } from 'typeorm';

/** Id of this installation's operator. An installation without one takes in nothing. */
export async function readOperatorId(tx: EntityManager): Promise<string> {
  const [row]: { id: string }[] = await tx.query('select id from operator');
  if (row === undefined) throw new Error('installation without operator: create-operator first');
  return row.id;
}
