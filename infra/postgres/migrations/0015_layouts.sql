-- How an employer's payroll software names its files, and what of an archive nobody sent.

-- Patterns as they were checked when they were set: no personal data.
create table employer_layouts (
  employer_id uuid primary key references employer (id),
  file_names jsonb not null,
  updated_at timestamptz not null
);
select protect_table('employer_layouts');
create policy operator_all on employer_layouts for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy employer_own on employer_layouts for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, update on employer_layouts to coffre_api;
grant select on employer_layouts to coffre_worker;

-- Paths of what archivers leave behind (`__MACOSX/`, `.DS_Store`, `Thumbs.db`), under the
-- employer's directory key. NULL: none, or not taken apart yet.
alter table batch add column sealed_ignored_files bytea;
