-- What an employer's own systems are told of its batches, and how the telling went.
-- Ids, counts, states and times: no title, name, reference or file name stands here.

create table webhook_endpoint (
  id uuid primary key,
  employer_id uuid not null references employer (id),
  -- Under the KEK `credentials`, AAD {webhook, id, employer}. Seals the address, which may carry a
  -- token of the receiver's, and the secrets.
  wrapped_key bytea not null,
  sealed_url bytea not null,
  sealed_secret bytea not null,
  -- The secret before this one signs too, until then (business time).
  sealed_previous_secret bytea,
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  -- clock_timestamp() of the first failure since the last success.
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_code text check (disabled_code in ('gone', 'failing')),
  unique (id, employer_id),
  check ((sealed_previous_secret is null) = (previous_secret_until is null)),
  check ((disabled_at is null) = (disabled_code is null))
);
create index webhook_endpoint_of_employer on webhook_endpoint (employer_id, id);
select protect_table('webhook_endpoint');
create policy employer_own on webhook_endpoint for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, delete, update (sealed_secret, sealed_previous_secret, previous_secret_until, failing_since,
  disabled_at, disabled_code) on webhook_endpoint to coffre_api;
grant select, update (failing_since, disabled_at, disabled_code) on webhook_endpoint to coffre_worker;

-- Written in the transaction of what it tells; the same id in every delivery of it.
create table webhook_event (
  id uuid primary key,
  employer_id uuid not null references employer (id),
  -- NULL: a test. No reference: a dry run that nobody confirmed is forgotten, its event is not.
  batch_id uuid,
  type text not null,
  -- The very bytes that are signed and sent.
  body text not null,
  occurred_at timestamptz not null,
  -- Drawn while the batch's row is locked: within a batch, the order of what happened.
  sequence bigint generated always as identity,
  unique (id, employer_id)
);
create index webhook_event_age on webhook_event (occurred_at);
select protect_table('webhook_event');
create policy employer_own on webhook_event for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert on webhook_event to coffre_api;
grant select, insert, delete on webhook_event to coffre_worker;

-- One event on its way to one endpoint.
create table webhook_delivery (
  id uuid primary key,
  event_id uuid not null,
  webhook_id uuid not null,
  employer_id uuid not null,
  batch_id uuid,
  sequence bigint not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  -- Since it was written or replayed. A claim counts before it sends, and pushes not_before on beyond
  -- its deadline: a crash costs one attempt.
  attempts integer not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  queued_at timestamptz not null default clock_timestamp(),
  -- Raised by claim and replay: an answer that comes after a replay settles nothing.
  epoch integer not null default 0,
  -- Of the last attempt, in business time. Nothing of the answer but its status is kept.
  attempted_at timestamptz,
  status_code integer,
  error_code text,
  foreign key (event_id, employer_id) references webhook_event (id, employer_id) on delete cascade,
  foreign key (webhook_id, employer_id) references webhook_endpoint (id, employer_id) on delete cascade
);
create index webhook_delivery_of_endpoint on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_of_event on webhook_delivery (event_id);
create index webhook_delivery_due on webhook_delivery (not_before) where state = 'pending';
create index webhook_delivery_in_turn on webhook_delivery (webhook_id, batch_id, sequence) where state = 'pending';
select protect_table('webhook_delivery');
create policy employer_own on webhook_delivery for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, update (state, attempts, not_before, queued_at, epoch) on webhook_delivery to coffre_api;
grant select, insert, update on webhook_delivery to coffre_worker;

-- Whether those who listen were last told that something of it waits in quarantine.
alter table batch add column quarantine_announced boolean not null default false;
