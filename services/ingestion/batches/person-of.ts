import type { Actor } from '../../../infra/ports/unit-of-work';

/** The account that has a hand in a batch, if a person does: no item of it may be for them. */
export function personOf(actor: Actor): string[] {
  return actor.role === 'client' || actor.id === null ? [] : [actor.id];
}
