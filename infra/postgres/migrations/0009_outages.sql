-- What a crash is: a lease whose worker never came back. An outage of this
-- database is none, and must neither halve a chunk nor quarantine an item.
alter table chunk
  -- When a claim, a renewal or a sweep last saw the lease run: a gap means that nobody could renew it.
  -- NULL: it was given a further term after such a gap; the next time it runs out, it counts.
  add column watched_at timestamptz,
  -- The leases that `attempts` counts, by epoch: a worker that comes back takes its own out again, once.
  add column crashed_epochs integer[] not null default '{}';

alter table chunk drop constraint chunk_blocked_code_check;
alter table chunk add constraint chunk_blocked_code_check check (blocked_code in
  ('tsa-unavailable', 'storage-unavailable', 'seal-unavailable', 'key-unavailable', 'page-reader-unavailable',
   'database-unavailable'));
