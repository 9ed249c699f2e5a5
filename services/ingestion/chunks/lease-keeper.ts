/** Renews a lease for as long as it is kept, on a timer that CPU work of this process cannot block. */
export interface LeaseKeeper {
  keep(lease: { readonly chunkId: string; readonly epoch: number }): { release(): void };
}

/** Renews held leases: $1 chunk ids, $2 epochs, $3 seconds. A chunk that somebody else claimed is not touched. */
export const RENEW_LEASES = `update chunk set lease_until = clock_timestamp() + make_interval(secs => $3)
  from unnest($1::uuid[], $2::integer[]) as held (id, epoch)
  where chunk.id = held.id and chunk.lease_epoch = held.epoch and chunk.state = 'leased'`;
