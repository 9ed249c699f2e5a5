-- Uploads that go on after a cut (tus 1.0), and single documents.

-- An upload that is sent in pieces. `received` is the offset: a piece is stored
-- in the transaction that raises it from where the piece begins, so that of two
-- senders at one offset only one goes on.
create table resumable_upload (
  id uuid primary key,
  batch_id uuid not null,
  employer_id uuid not null,
  -- Bytes announced, bytes durable.
  length bigint not null check (length > 0),
  received bigint not null default 0 check (received between 0 and length),
  parts integer not null default 0,
  created_at timestamptz not null,
  foreign key (batch_id, employer_id) references batch (id, employer_id)
);
create index resumable_upload_of_batch on resumable_upload (batch_id, id);
create index resumable_upload_age on resumable_upload (created_at);
select protect_table('resumable_upload');
create policy employer_own on resumable_upload for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, delete, update (received, parts) on resumable_upload to coffre_api;
grant select, delete on resumable_upload to coffre_worker;

alter table batch drop constraint batch_format_check;
alter table batch add constraint batch_format_check check (format in ('zip', 'pdf'));
-- What the sender says of a single document, under the employer's directory key. NULL: nothing beside the batch.
alter table batch add column sealed_claim bytea;
