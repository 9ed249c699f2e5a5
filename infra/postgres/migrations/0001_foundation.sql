-- What every later migration stands on: who may connect, and what a transaction
-- may see. A transaction without a scope sees no row of any table.

-- The scope of the running transaction, set by UnitOfWork with set_config(…, true).
-- NULL where nothing was set: NULL equals nothing, so no policy lets a row through.
create function app_scope() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.scope', true), '');

create function app_employer() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.employer', true), '')::uuid;

create function app_account() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;

-- Puts a table under row-level security, FORCE included (the owner too), and
-- gives the worker its one policy. What the API may see is written out beside
-- each table, scope by scope.
create function protect_table(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy worker_all on %s for all to coffre_worker
       using ((select app_scope()) = ''system'') with check ((select app_scope()) = ''system'')', target);
end $$;

grant usage on schema public to coffre_api, coffre_worker;

-- One row: the installation's own identity, bound into every encrypted object.
create table operator (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null,
  singleton boolean not null default true unique check (singleton)
);
select protect_table('operator');
create policy api_read on operator for select to coffre_api using ((select app_scope()) is not null);
grant select on operator to coffre_api;
grant select, insert on operator to coffre_worker;
