-- Mails that tell an agent that something waits: written in the transaction that
-- completes a batch, one per agent and batch, sent afterwards. No address and
-- nothing about the document stands here.
create table notice_mail (
  id uuid primary key,
  batch_id uuid not null references batch (id),
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  -- Claims so far; a claim pushes not_before on, so that a crash only delays.
  attempts integer not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  unique (batch_id, account_id)
);
create index notice_mail_due on notice_mail (not_before) where sent_at is null;
select protect_table('notice_mail');
grant select, insert, update on notice_mail to coffre_worker;
