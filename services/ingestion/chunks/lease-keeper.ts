/** Renews a lease for as long as it is kept, on a timer that CPU work of this process cannot block. */
export interface LeaseKeeper {
  keep(lease: { readonly chunkId: string; readonly epoch: number }): { release(): void };
}

/** Renews held leases: $1 chunk ids, $2 epochs, $3 seconds. A chunk that
 * somebody else claimed is not touched; one whose commit is under way is skipped,
 * so that it does not hold up the others. */
export const RENEW_LEASES = `update chunk set lease_until = clock_timestamp() + make_interval(secs => $3),
    watched_at = clock_timestamp()
  where id in (
    select c.id from chunk c join unnest($1::uuid[], $2::integer[]) as held (id, epoch)
      on c.id = held.id and c.lease_epoch = held.epoch
    where c.state = 'leased' for update of c skip locked)`;
