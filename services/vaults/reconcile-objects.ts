import type { Clock } from '../../infra/ports/clock';
import type { ObjectStore, StoredVersion } from '../../infra/ports/object-store';
import type { Actor, UnitOfWork } from '../../infra/ports/unit-of-work';
import { BUCKET_OF } from './copy-keys';
import type { CopyKind } from './tables';

export interface Reconciliation {
  /** Versions that the store listed. */
  readonly listed: number;
  /** Versions that were registered as surplus now. */
  readonly registered: number;
}

/** Versions per statement: memory and locks stay small, however much is stored. */
const PAGE_SIZE = 1_000;
const COPIES: readonly CopyKind[] = ['agent', 'employer'];

/**
 * Registers every version in the vault buckets that nothing pins: what a worker
 * wrote that was killed, or that went on after its lease was lost. Nothing is
 * ever deleted here.
 *
 * A version is listed before its row is read, and its row is committed before the
 * version is written: so a version without a row is never one whose row is still
 * to come. Under a key that is reserved it may be adopted yet, and is left alone.
 *
 * @throws ObjectStoreError. What was registered by then stays; a second call goes over all again.
 */
export async function reconcileObjects(
  deps: { readonly uow: UnitOfWork; readonly store: ObjectStore; readonly clock: Clock },
  actor: Actor,
): Promise<Reconciliation> {
  let listed = 0;
  let registered = 0;
  for (const copy of COPIES) {
    for await (const page of inPages(deps.store.list(BUCKET_OF[copy], ''))) {
      listed += page.length;
      registered += await registerUnpinned(deps, actor, copy, page);
    }
  }
  return { listed, registered };
}

async function registerUnpinned(
  deps: { readonly uow: UnitOfWork; readonly clock: Clock },
  actor: Actor,
  copy: CopyKind,
  versions: readonly StoredVersion[],
): Promise<number> {
  const added: unknown[] = await deps.uow.run(actor, (tx) =>
    tx.query(
      `with added as (
         insert into surplus_object (bucket, object_key, version_id, size, reason, found_at)
         select $1, key, version_id, size, 'reconciled', $2
         from unnest($3::text[], $4::text[], $5::integer[]) as listed (key, version_id, size)
         where not exists (
           select 1 from document_key k where k.object_key = listed.key and k.copy = $6
             and (k.version_id is null or k.version_id = listed.version_id))
         on conflict do nothing returning 1)
       select * from added`,
      [
        BUCKET_OF[copy],
        deps.clock.now(),
        versions.map((version) => version.key),
        versions.map((version) => version.versionId),
        versions.map((version) => version.size),
        copy,
      ],
    ),
  );
  return added.length;
}

async function* inPages(versions: AsyncIterable<StoredVersion>): AsyncGenerator<StoredVersion[]> {
  let page: StoredVersion[] = [];
  for await (const version of versions) {
    page.push(version);
    if (page.length < PAGE_SIZE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
