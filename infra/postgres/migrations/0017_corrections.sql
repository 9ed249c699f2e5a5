-- Which payslip replaces which, and a batch that waits because it looks like a month sent again.

alter table document
  -- The payslip that this one replaces. Both stay: nothing of either is destroyed.
  add column corrects uuid,
  -- The sender's own name for it, NIR masked, as a keyed index: `corrects` of a later manifest finds it.
  add column external_key bytea,
  add check (corrects is null or type = 'payslip'),
  add check (corrects <> id),
  add unique (id, employment_id, type, period),
  -- The same agent, kind and month: whatever the code above this does.
  add foreign key (corrects, employment_id, type, period) references document (id, employment_id, type, period);
-- One successor at most. One that was withdrawn before any agent saw it gives its place back.
create unique index document_successor on document (corrects) where corrects is not null and withdrawn_at is null;
create index document_external on document (employer_id, external_key) where external_key is not null;

-- HR says that a further slip replaces an earlier one: once, and of its own employer. Every other
-- change of a document is the worker's.
create policy employer_corrects on document for update to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer())
    and state = 'deposited' and withdrawn_at is null and corrects is null)
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer())
    and state = 'deposited' and corrects is not null);
grant update (corrects) on document to coffre_api;

alter table batch
  -- Payslips beside others of the same agents and month, counted once all is matched.
  add column further_slips integer,
  -- Waits for a person since then: business time. NULL: it does not.
  add column further_slips_since timestamptz,
  -- How many of them somebody has agreed to.
  add column further_slips_confirmed integer;

-- Whoever confirms lets the matched chunks of such a batch be deposited; nothing else of a chunk is the API's to change.
create policy employer_releases on chunk for update to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer())
    and stage = 'deposit' and state = 'waiting')
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer())
    and stage = 'deposit' and state = 'ready');
grant update (state) on chunk to coffre_api;

-- The document that the item of a trial would replace.
alter table item add column proposal_corrects uuid;
