-- A batch's life beyond "send and deposit": tried without effect first, shown to
-- the agents from a chosen time, stopped on the way.

alter table batch drop constraint batch_state_check;
alter table batch add constraint batch_state_check check (state in
  ('open', 'submitted', 'expanding', 'matching', 'proposed', 'depositing', 'completed', 'failed', 'cancelled'));
alter table batch
  -- Matched without reserving anything; nothing is kept unless it is confirmed.
  add column dry_run boolean not null default false,
  -- What the dry run found, while `proposed`.
  add column proposal jsonb,
  add column proposed_at timestamptz,
  add column confirmed_at timestamptz,
  -- Business time. NULL: each document is the agent's as it is deposited. Whether it is
  -- NULL no longer changes once depositing has begun.
  add column publish_at timestamptz,
  -- From here on too late to stop it, whatever another machine's clock says.
  add column publication_begun_at timestamptz,
  add column published_at timestamptz,
  add column cancelled_at timestamptz,
  add column cancelled_by_role text,
  add column cancelled_by uuid,
  -- Cancelled before its publication: what it had deposited never reaches an agent.
  add column withdrawn boolean not null default false,
  -- Its items have all followed the cancellation.
  add column cancellation_settled_at timestamptz,
  add check (not (withdrawn and publication_begun_at is not null)),
  add check ((state = 'cancelled') = (cancelled_at is not null));
-- The owner sees no row under FORCE: lifted for this one statement.
alter table batch no force row level security;
update batch set published_at = completed_at where state = 'completed';
alter table batch force row level security;
drop index batch_unfinished;
create index batch_unfinished on batch (state) where state not in ('open', 'proposed', 'completed', 'failed', 'cancelled');
create index batch_unpublished on batch (publish_at) where publish_at is not null and published_at is null;
create index batch_cancelling on batch (cancelled_at) where state = 'cancelled' and cancellation_settled_at is null;
create index batch_unconfirmed on batch (opened_at) where dry_run and confirmed_at is null;
-- A dry run that nobody confirmed goes, its reference with it. Nothing else is ever deleted here.
create policy worker_forgets on batch as restrictive for delete to coffre_worker
  using (dry_run and confirmed_at is null);
grant delete on batch to coffre_worker;

alter table item drop constraint item_state_check;
alter table item add constraint item_state_check check (state in
  ('pending', 'deposited', 'duplicate', 'quarantined', 'rejected', 'to-print', 'cancelled'));
alter table item
  add column proposal_state text check (proposal_state in
    ('deposited', 'duplicate', 'quarantined', 'rejected', 'to-print')),
  add column proposal_code text,
  add column proposal_employment_id uuid,
  -- What the file would take as its content keys: known to its own batch only.
  add column proposal_bytes bytea,
  add column proposal_text bytea,
  -- Read on its pages and not the employer's own.
  add column proposal_sirets text[];
create index item_by_proposal on item (batch_id, proposal_state, position) where proposal_state is not null;
create index item_proposed_bytes on item (batch_id, proposal_bytes) where proposal_bytes is not null;
create index item_proposed_text on item (batch_id, proposal_text) where proposal_text is not null;

-- `scheduled`: sealed and stored in both vaults, and no agent may know of it yet.
alter table document drop constraint document_agent_copy_check;
alter table document add constraint document_agent_copy_check
  check (agent_copy in ('released', 'withheld', 'scheduled'));
-- The employer recalled it before any agent saw it. Public archive: its own copy stays, marked.
alter table document add column withdrawn_at timestamptz,
  add check (withdrawn_at is null or (state = 'deposited' and agent_copy = 'withheld'));

-- Documents that an agent may not know of: those that wait for their publication, and
-- those that were withdrawn before it, for ever.
create table hidden_document (
  document_id uuid primary key references document (id),
  agent_vault_id uuid not null,
  batch_id uuid not null references batch (id),
  withdrawn boolean not null default false
);
create index hidden_document_waiting on hidden_document (batch_id, document_id) where not withdrawn;
select protect_table('hidden_document');
-- Ids alone, and only for the policy below to leave their entries out.
create policy agent_own on hidden_document for select to coffre_api
  using ((select app_scope()) = 'agent' and agent_vault_id = any (array(
    select vault_id from vault_ownership where account_id = (select app_account()))));
grant select on hidden_document to coffre_api;
grant select, insert, update, delete on hidden_document to coffre_worker;

-- Who touched a document that the agent may not know of stands in the agent's trace
-- from its publication on.
drop policy agent_own on journal_entry;
create policy agent_own on journal_entry for select to coffre_api
  using ((select app_scope()) = 'agent' and subject_id = any (array(
      select vault_id from vault_ownership where account_id = (select app_account())))
    and (document_id is null
      or not exists (select 1 from hidden_document h where h.document_id = journal_entry.document_id)));

-- The key of an agent's copy is the agent's to see once the document is.
drop policy agent_own on document_key;
create policy agent_own on document_key for select to coffre_api
  using ((select app_scope()) = 'agent' and copy = 'agent' and vault_id = any (array(
      select vault_id from vault_ownership where account_id = (select app_account())))
    and exists (select 1 from document d where d.id = document_key.document_id));

alter table surplus_object drop constraint surplus_object_reason_check;
alter table surplus_object add constraint surplus_object_reason_check
  check (reason in ('retry-replaced', 'reconciled', 'withheld', 'withdrawn'));
