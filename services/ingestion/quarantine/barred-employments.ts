import type { Actor } from '../../../infra/ports/unit-of-work';
import { personOf } from '../batches/person-of';
import type { IngestionDeps } from '../deps';
import { employmentsOfAll } from '../items/own-employments';

/**
 * Whose documents this person may not decide on: their own, and those of whoever
 * had a hand in the batch. Read in the scope that may know who owns what: an
 * employer's may not.
 */
export function barredEmployments(
  deps: Pick<IngestionDeps, 'uow'>,
  actor: Actor,
  handledBy: readonly string[],
): Promise<ReadonlySet<string>> {
  return deps.uow.run({ ...actor, scope: { kind: 'sign-in' } }, (tx) =>
    employmentsOfAll(tx, [...handledBy, ...personOf(actor)]),
  );
}
