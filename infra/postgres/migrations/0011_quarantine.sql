-- Items that wait for a person, and what that person decides.

-- What the page said when it was matched, every NIR masked, under the employer's
-- directory key. Kept while the item waits, NULL from its settlement on.
alter table item add column sealed_reading bytea;
create index item_waiting on item (employer_id, id) where state = 'quarantined';

-- Staged content is kept so long after the last settlement, too, that what it put
-- into the vaults could be replayed.
alter table batch add column last_settled_at timestamptz;

-- A person turns an item away in the API's own transaction: out of quarantine, into
-- nothing but `rejected`. Every other change of an item is the worker's.
create policy employer_rejects on item for update to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()) and state = 'quarantined')
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()) and state = 'rejected');
grant update (state, reason, sealed_reading) on item to coffre_api;

-- An agent was chosen for a quarantined item, and its deposit is under way. One row
-- per item: a second choice finds the first. Gone when the item is settled, or when
-- the deposit could not be made and the item waits again; the journal keeps who chose.
create table item_settlement (
  item_id uuid primary key references item (id) on delete cascade,
  batch_id uuid not null,
  employer_id uuid not null,
  employment_id uuid not null references employment (id),
  -- That the person saw what contradicts the choice, and insisted.
  acknowledged boolean not null,
  -- The deposit is theirs in the journal.
  chosen_by uuid not null,
  chosen_by_role text not null,
  chosen_at timestamptz not null,
  chunk_id uuid not null references chunk (id) on delete cascade,
  foreign key (batch_id, employer_id) references batch (id, employer_id)
);
create index item_settlement_chunk on item_settlement (chunk_id);
select protect_table('item_settlement');
create policy employer_own on item_settlement for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert on item_settlement to coffre_api;
grant select, delete on item_settlement to coffre_worker;

-- `settle`: one item, from the choice to the deposit.
alter table chunk drop constraint chunk_stage_check;
alter table chunk add constraint chunk_stage_check check (stage in ('expand', 'match', 'deposit', 'settle'));
create policy employer_settles on chunk for insert to coffre_api
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer())
    and stage = 'settle' and state = 'ready' and first_position = last_position);

-- Whether the agent chosen has the same document already is said before the choice is taken.
create policy employer_own on content_key for select to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select on content_key to coffre_api;

-- A page drawn for a person, encrypted in the staging bucket under a key of its own.
-- Destroying the row destroys the image: at the configured age, or when the item is settled.
create table page_image (
  -- Also of the object, among the batch's staged parts: what a crash leaves without a row goes with them.
  id uuid primary key,
  item_id uuid not null references item (id) on delete cascade,
  batch_id uuid not null,
  employer_id uuid not null,
  page integer not null check (page > 0),
  width integer not null check (width > 0),
  version_id text not null,
  -- Under the KEK `staging`, AAD {page-image, id, employer}.
  wrapped_key bytea not null,
  drawn_at timestamptz not null,
  unique (item_id, page, width),
  foreign key (batch_id, employer_id) references batch (id, employer_id)
);
create index page_image_age on page_image (drawn_at);
select protect_table('page_image');
create policy employer_own on page_image for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, delete on page_image to coffre_api;
grant select, delete on page_image to coffre_worker;

-- One mail per agent and batch, and one for each item of it that was settled later.
alter table notice_mail add column item_id uuid;
alter table notice_mail drop constraint notice_mail_batch_id_account_id_key;
alter table notice_mail add unique nulls not distinct (batch_id, account_id, item_id);
