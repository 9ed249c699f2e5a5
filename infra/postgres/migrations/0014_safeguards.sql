-- What an import may not do to who an agent is, and what nobody goes on with ends.

-- Raised whenever an import changes birth name, given name or birth date. A code
-- is for whom it was made for: one of an earlier revision opens nothing.
alter table employment add column identity_revision integer not null default 0;
alter table activation_code add column identity_revision integer;
-- The owner sees no row under FORCE: lifted for this one statement.
alter table activation_code no force row level security;
update activation_code set identity_revision = 0 where kind = 'agent';
alter table activation_code force row level security;
alter table activation_code add check ((kind = 'agent') = (identity_revision is not null));

-- A batch that nobody submitted ends at the configured age.
create index batch_open on batch (opened_at) where state = 'open';
