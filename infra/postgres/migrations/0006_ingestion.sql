-- Batches on their way into the vaults.

create table batch (
  id uuid primary key,
  employer_id uuid not null references employer (id),
  -- As shown, every NIR masked.
  reference text not null,
  -- Idempotence for ever: HMAC of the reference as sent, so that two references
  -- that differ in what is masked stay two.
  reference_key bytea not null,
  kind text not null check (kind in ('payroll', 'backfill', 'hr')),
  format text not null check (format in ('zip')),
  period text not null,
  source text not null,
  state text not null check (state in
    ('open', 'submitted', 'expanding', 'matching', 'depositing', 'completed', 'failed')),
  -- Why a `failed` batch failed: a container or manifest that cannot be read.
  failure_code text,
  failure_detail text,
  -- Accounts that opened, sent or submitted it: nobody deposits for themself.
  handled_by uuid[] not null default '{}',
  -- Who submitted it: the deposits are theirs in the journal.
  submitted_by_role text,
  submitted_by uuid,
  -- The upload whose parts are the content; others are remains of cut uploads.
  upload_id uuid,
  content_sha256 bytea,
  content_size bigint,
  -- Encrypts the upload parts, wrapped by the KEK `staging`.
  -- NULL: destroyed at the configured age after the batch ended.
  wrapped_staging_key bytea,
  revision integer not null default 0,
  opened_at timestamptz not null,
  submitted_at timestamptz,
  completed_at timestamptz,
  unique (employer_id, reference_key),
  unique (id, employer_id)
);
create index batch_of_employer on batch (employer_id, id desc);
create index batch_staged on batch (completed_at) where wrapped_staging_key is not null;
create index batch_unfinished on batch (state) where state not in ('open', 'completed', 'failed');
select protect_table('batch');
create policy employer_own on batch for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, update on batch to coffre_api;
grant select, update on batch to coffre_worker;

-- A staged upload is an ordered list of encrypted objects.
create table upload_part (
  batch_id uuid not null,
  employer_id uuid not null,
  upload_id uuid not null,
  number integer not null,
  object_id uuid not null,
  version_id text not null,
  wrapped_key bytea not null,
  first_byte bigint not null,
  size integer not null check (size > 0),
  primary key (batch_id, upload_id, number),
  -- Both columns: no row of one employer under another's batch.
  foreign key (batch_id, employer_id) references batch (id, employer_id)
);
select protect_table('upload_part');
create policy employer_own on upload_part for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, delete on upload_part to coffre_api;
grant select, delete on upload_part to coffre_worker;

-- A range of about a hundred items, the unit of work: one claim, one commit.
create table chunk (
  id uuid primary key,
  batch_id uuid not null,
  employer_id uuid not null,
  -- 0 small batches, 1 payroll, 2 backfill: a lower lane goes first.
  lane smallint not null check (lane between 0 and 2),
  -- An 'expand' chunk stands for the whole container; its positions are 0.
  stage text not null check (stage in ('expand', 'match', 'deposit')),
  state text not null check (state in ('waiting', 'ready', 'rung', 'leased', 'done')),
  first_position integer not null,
  last_position integer not null,
  -- Fences a worker that lost its lease: its commit names an epoch that is gone.
  lease_epoch integer not null default 0,
  lease_until timestamptz,
  rung_at timestamptz,
  -- Leases that ended by a crash. A chunk given back because a service is down consumes none.
  attempts integer not null default 0,
  -- Claims in this stage: above 1, an earlier one may have left objects in the store.
  claims integer not null default 0,
  not_before timestamptz,
  blocked_code text check (blocked_code in
    ('tsa-unavailable', 'storage-unavailable', 'seal-unavailable', 'key-unavailable', 'page-reader-unavailable')),
  blocked_since timestamptz,
  blocked_times integer not null default 0,
  check (first_position <= last_position),
  foreign key (batch_id, employer_id) references batch (id, employer_id)
);
create index chunk_of_batch on chunk (batch_id, first_position);
create index chunk_left on chunk (batch_id) where state <> 'done';
create index chunk_ready on chunk (stage, lane, employer_id, batch_id, first_position) where state = 'ready';
create index chunk_busy on chunk (stage) where state in ('rung', 'leased');
select protect_table('chunk');
create policy employer_own on chunk for select to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
-- Submitting a batch is inserting its first chunk.
create policy employer_submits on chunk for insert to coffre_api
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer())
    and stage = 'expand' and state = 'ready');
grant select, insert on chunk to coffre_api;
grant select, insert, update, delete on chunk to coffre_worker;

-- Deficit round robin (Shreedhar and Varghese, 1996): what each employer with
-- open chunks may still send in this round, in items.
create table lane_turn (
  lane smallint not null,
  employer_id uuid not null references employer (id),
  deficit integer not null,
  primary key (lane, employer_id)
);
select protect_table('lane_turn');
grant select, insert, update, delete on lane_turn to coffre_worker;

create table item (
  id uuid primary key,
  batch_id uuid not null,
  employer_id uuid not null,
  position integer not null,
  state text not null check (state in
    ('pending', 'deposited', 'duplicate', 'quarantined', 'rejected', 'to-print')),
  code text,
  reason text,
  -- HMAC of the file's full path in the archive: joins manifest rows and entries.
  file_key bytea not null,
  -- What the sender claims, path included, under the employer's directory key.
  sealed_claim bytea,
  -- Where the entry lies in the staged archive; NULL when it holds no such file.
  entry jsonb,
  employment_id uuid,
  document_id uuid,
  duplicate_of uuid,
  -- As settled by matching; before that, what the claim says.
  type text,
  period text,
  pages integer,
  unique (batch_id, position),
  foreign key (batch_id, employer_id) references batch (id, employer_id)
);
create index item_by_file on item (batch_id, file_key);
create index item_duplicate_of on item (duplicate_of) where duplicate_of is not null;
create index item_by_state on item (batch_id, state, position);
select protect_table('item');
create policy employer_own on item for select to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select on item to coffre_api;
grant select, insert, update, delete on item to coffre_worker;
