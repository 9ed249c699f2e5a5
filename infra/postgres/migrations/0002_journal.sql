-- The journal: entries, and the append-only Merkle log over their commitments
-- (RFC 6962; C2SP tlog-tiles and tlog-checkpoint).
--
-- Appending touches no row that another appender touches: indices are given
-- later, by the sequencer, which alone locks the row of journal_log.

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create function keep_append_only(target regclass) returns void
  language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s
    for each row execute function refuse_change()', target);
  execute format('create trigger never_emptied before truncate on %s
    for each statement execute function refuse_change()', target);
end $$;

-- Whom entries concern: one vault, or the operator. The salt key hides what the
-- published commitments of its entries commit to.
create table journal_subject (
  id uuid primary key,
  kind text not null check (kind in ('agent', 'employer', 'operator')),
  -- Under the KEK `journal`, AAD {journal-salt, id, kind}.
  wrapped_salt_key bytea not null
);
select protect_table('journal_subject');
create policy api_read on journal_subject for select to coffre_api using ((select app_scope()) is not null);
create policy api_add on journal_subject for insert to coffre_api with check ((select app_scope()) is not null);
grant select, insert on journal_subject to coffre_api, coffre_worker;

create table journal_entry (
  id uuid primary key,
  subject_id uuid not null,
  subject_kind text not null check (subject_kind in ('agent', 'employer', 'operator')),
  employer_id uuid,
  action text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  actor_role text not null,
  actor_id uuid,
  at timestamptz not null,
  document_id uuid,
  -- Canonical JSON (RFC 8785): the exact text that the commitment is made of.
  payload text not null,
  commitment bytea not null check (octet_length(commitment) = 32)
);
create index journal_entry_of_subject on journal_entry (subject_id, id desc);
create index journal_entry_of_document on journal_entry (document_id, id desc) where document_id is not null;
select protect_table('journal_entry');
select keep_append_only('journal_entry');
create policy api_add on journal_entry for insert to coffre_api with check ((select app_scope()) is not null);
create policy employer_own on journal_entry for select to coffre_api
  using ((select app_scope()) = 'employer' and subject_kind = 'employer'
    and employer_id = (select app_employer()));
create policy operator_own on journal_entry for select to coffre_api
  using ((select app_scope()) = 'operator' and subject_kind = 'operator');
grant select, insert on journal_entry to coffre_api, coffre_worker;

-- Entries that have no index yet. A transaction that commits late leaves a
-- lower position behind the others: the sequencer takes it the next time.
create table journal_pending (
  position bigint generated always as identity primary key,
  entry_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
select protect_table('journal_pending');
create policy api_add on journal_pending for insert to coffre_api with check ((select app_scope()) is not null);
grant insert on journal_pending to coffre_api;
grant select, insert, delete on journal_pending to coffre_worker;

-- From here on: commitments only, which anybody may read.

create table journal_leaf (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  commitment bytea not null check (octet_length(commitment) = 32)
);
select protect_table('journal_leaf');
select keep_append_only('journal_leaf');
create policy api_read on journal_leaf for select to coffre_api using ((select app_scope()) is not null);
grant select on journal_leaf to coffre_api;
grant select, insert on journal_leaf to coffre_worker;

create table journal_tile (
  level smallint not null check (level between 0 and 63),
  index bigint not null check (index >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (level, index)
);
-- Hashes do not compress.
alter table journal_tile alter column hashes set storage external;
create function refuse_tile_rewrite() returns trigger
  language plpgsql as $$
begin
  if new.level <> old.level or new.index <> old.index
    or octet_length(new.hashes) < octet_length(old.hashes)
    or substring(new.hashes from 1 for octet_length(old.hashes)) <> old.hashes then
    raise exception 'a tile only grows' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger only_grows before update on journal_tile for each row execute function refuse_tile_rewrite();
create trigger never_deleted before delete on journal_tile for each row execute function refuse_change();
create trigger never_emptied before truncate on journal_tile for each statement execute function refuse_change();
select protect_table('journal_tile');
create policy api_read on journal_tile for select to coffre_api using ((select app_scope()) is not null);
grant select on journal_tile to coffre_api;
grant select, insert, update on journal_tile to coffre_worker;

create table journal_checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  -- The signed note, as published.
  note text not null,
  at timestamptz not null
);
select protect_table('journal_checkpoint');
select keep_append_only('journal_checkpoint');
create policy api_read on journal_checkpoint for select to coffre_api using ((select app_scope()) is not null);
grant select on journal_checkpoint to coffre_api;
grant select, insert on journal_checkpoint to coffre_worker;

-- How far each step has come: leaves with an index, leaves in the tiles, leaves
-- under a signed tree head. Each step locks this row for its transaction.
create table journal_log (
  origin text not null,
  sequenced bigint not null,
  integrated bigint not null,
  published bigint not null,
  singleton boolean not null default true unique check (singleton),
  check (0 <= published and published <= integrated and integrated <= sequenced)
);
select protect_table('journal_log');
create policy api_read on journal_log for select to coffre_api using ((select app_scope()) is not null);
grant select on journal_log to coffre_api;
grant select, insert, update on journal_log to coffre_worker;
