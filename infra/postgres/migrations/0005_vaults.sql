-- Vaults and what lies in them. The id of an employer's vault is the employer's
-- own id; the id of an agent's vault is employment.vault_id.

create table vault (
  id uuid primary key,
  kind text not null check (kind in ('agent', 'employer')),
  employer_id uuid not null references employer (id),
  -- The employment that owns this agent vault; NULL for the employer's own.
  employment_id uuid unique references employment (id),
  -- The vault key under the KEK of `kind`, AAD {kind, id, owner}.
  wrapped_key bytea not null,
  created_at timestamptz not null,
  check ((kind = 'agent') = (employment_id is not null))
);
select protect_table('vault');
create policy employer_own on vault for select to coffre_api
  using ((select app_scope()) = 'employer' and kind = 'employer' and employer_id = (select app_employer()));
create policy agent_own on vault for select to coffre_api
  using ((select app_scope()) = 'agent' and id = any (array(
    select vault_id from vault_ownership where account_id = (select app_account()))));
grant select on vault to coffre_api;
grant select, insert on vault to coffre_worker;

-- One sealed file. `reserved` from match on: the row takes its two content keys
-- before anything is sealed, and becomes `deposited` in the transaction that
-- pins its objects.
create table document (
  id uuid primary key,
  employer_id uuid not null references employer (id),
  employment_id uuid not null references employment (id),
  agent_vault_id uuid not null,
  state text not null check (state in ('reserved', 'deposited')),
  type text not null check (type in ('payslip', 'certificate', 'decision', 'other')),
  period text not null check (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  agent_copy text not null check (agent_copy in ('released', 'withheld')),
  -- The sender's title under the employer's directory key: it may hold a name.
  sealed_title bytea,
  input_sha256 bytea not null,
  pages integer not null check (pages > 0),
  sealed_sha256 bytea,
  sealed_size integer,
  seal_level text check (seal_level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  -- genTime of the seal's timestamp token.
  sealed_at timestamptz,
  deposited_at timestamptz,
  check ((state = 'deposited') = (deposited_at is not null)),
  check ((state = 'deposited') = (sealed_sha256 is not null))
);
create index document_of_agent on document (agent_vault_id, period desc, id desc)
  where state = 'deposited' and agent_copy = 'released';
create index document_of_employer on document (employer_id, id desc) where state = 'deposited';
create index document_of_employment on document (employment_id, type, period);
select protect_table('document');
create policy employer_own on document for select to coffre_api
  using ((select app_scope()) = 'employer' and state = 'deposited' and employer_id = (select app_employer()));
create policy agent_own on document for select to coffre_api
  using ((select app_scope()) = 'agent' and state = 'deposited' and agent_copy = 'released'
    and agent_vault_id = any (array(
      select vault_id from vault_ownership where account_id = (select app_account()))));
grant select on document to coffre_api;
grant select, insert, update, delete on document to coffre_worker;

-- One copy of a document: its own object, its own key. Destroying the row
-- destroys that copy for good, also one that a lock keeps in the store.
create table document_key (
  document_id uuid not null references document (id),
  vault_id uuid not null references vault (id),
  copy text not null check (copy in ('agent', 'employer')),
  -- Wrapped by the vault key. Fresh per write: a key that may have encrypted an
  -- object is never used for another.
  wrapped_key bytea not null,
  object_key text not null,
  version_id text,
  object_sha256 bytea,
  object_size integer,
  retain_until timestamptz,
  primary key (document_id, copy)
);
create unique index document_key_object on document_key (object_key);
select protect_table('document_key');
create policy employer_own on document_key for select to coffre_api
  using ((select app_scope()) = 'employer' and copy = 'employer' and vault_id = (select app_employer()));
create policy agent_own on document_key for select to coffre_api
  using ((select app_scope()) = 'agent' and copy = 'agent' and vault_id = any (array(
    select vault_id from vault_ownership where account_id = (select app_account()))));
grant select on document_key to coffre_api;
grant select, insert, update, delete on document_key to coffre_worker;

-- What makes a document "the same": its received bytes, its normalised page
-- text. Taken at match, for ever; the loser is a duplicate and reaches no bucket.
create table content_key (
  employer_id uuid not null references employer (id),
  employment_id uuid not null references employment (id),
  type text not null,
  period text not null,
  kind text not null check (kind in ('bytes', 'text')),
  digest bytea not null,
  document_id uuid not null references document (id) on delete cascade,
  unique (employer_id, kind, digest, employment_id, type, period)
);
create index content_key_document on content_key (document_id);
select protect_table('content_key');
grant select, insert, delete on content_key to coffre_worker;

-- Object versions that no row pins and no live chunk reserved: left behind by a
-- killed worker, found, counted, never unknown.
create table surplus_object (
  bucket text not null,
  object_key text not null,
  version_id text not null,
  size integer not null,
  reason text not null check (reason in ('retry-replaced', 'reconciled', 'withheld')),
  found_at timestamptz not null,
  primary key (bucket, object_key, version_id)
);
select protect_table('surplus_object');
grant select, insert on surplus_object to coffre_worker;

-- The trace of a vault is readable by its owner (CPCE L103).
create policy agent_own on journal_entry for select to coffre_api
  using ((select app_scope()) = 'agent' and subject_id = any (array(
    select vault_id from vault_ownership where account_id = (select app_account()))));
