-- Requests that are answered once, whatever their sender repeats, and what the
-- installation still has to do.

-- A request that came with an Idempotency-Key. Nothing here tells who sent it or
-- what: both are HMACs under the credentials key, and the answer, which may hold a
-- one-time secret, is sealed under a key of its own that goes with the row.
create table idempotent_request (
  -- HMAC of caller and key: two callers never meet on one key.
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  -- HMAC of method, path and body: the same key for another request is refused.
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  -- Fences a process that was overtaken: what it keeps names an epoch that is gone.
  epoch integer not null default 1,
  -- On PostgreSQL's clock, while the first runs. Past: its process died, the next takes over. NULL: answered.
  lease_until timestamptz,
  -- Under the KEK `credentials`.
  wrapped_key bytea,
  sealed_answer bytea,
  -- Business time.
  kept_until timestamptz not null,
  check ((lease_until is null) = (sealed_answer is not null)),
  check ((wrapped_key is null) = (sealed_answer is null))
);
create index idempotent_request_age on idempotent_request (kept_until);
select protect_table('idempotent_request');
create policy sign_in_all on idempotent_request for all to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
grant select, insert, update, delete on idempotent_request to coffre_api;
grant select, delete on idempotent_request to coffre_worker;

-- What is not worked off yet, over all employers: the sum alone, so that whoever
-- takes in more can say that there is too much already. It runs as the owner, whom
-- FORCE lets see no row: these policies let it see sizes and positions, in some scope.
create index batch_unended on batch (employer_id) where completed_at is null;
create index upload_part_bytes on upload_part (batch_id) include (size);
create policy owner_counts on batch for select to coffre_owner using ((select app_scope()) is not null);
create policy owner_counts on upload_part for select to coffre_owner using ((select app_scope()) is not null);
create policy owner_counts on chunk for select to coffre_owner using ((select app_scope()) is not null);
create function installation_backlog(out staged_bytes bigint, out pending_items bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    (select coalesce(sum(p.size), 0) from batch b join upload_part p on p.batch_id = b.id
     where b.completed_at is null),
    (select coalesce(sum(last_position - first_position + 1), 0) from chunk where state <> 'done')
$$;
revoke execute on function installation_backlog() from public;
grant execute on function installation_backlog() to coffre_api, coffre_worker;
