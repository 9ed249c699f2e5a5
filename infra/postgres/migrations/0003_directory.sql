-- What employers know: themselves, and each person they employ. Names, birth
-- dates and addresses are sealed under the employer's own directory key; a
-- blind index (HMAC under a key derived from it) finds a name without showing it.

create table employer (
  id uuid primary key,
  -- 14 digits, Luhn-checked before it gets here. Public, as is the name.
  siret text not null unique check (siret ~ '^[0-9]{14}$'),
  name text not null check (name <> ''),
  regime text not null check (regime in ('opt-out', 'opt-in')),
  -- General notice of electronic delivery (Labour code D3243-7). NULL: none was given.
  notice_date date,
  settings jsonb not null,
  -- Directory key under the KEK `employer`, AAD {kind directory, id, owner}.
  wrapped_directory_key bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
select protect_table('employer');
create policy operator_all on employer for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy employer_own on employer for select to coffre_api
  using ((select app_scope()) = 'employer' and id = (select app_employer()));
-- Activation opens a sealed identity, and a session names the employers of its
-- roles: SIRET and name are public, the key is wrapped.
create policy sign_in_read on employer for select to coffre_api
  using ((select app_scope()) = 'sign-in');
grant select, insert, update on employer to coffre_api;
grant select on employer to coffre_worker;

-- What one employer knows of a person. Nothing here links two employments:
-- that is the signed-in owner's act alone (vault_ownership).
create table employment (
  id uuid primary key,
  employer_id uuid not null references employer (id),
  -- The agent vault this employment owns; its row comes with the first deposit or activation.
  vault_id uuid not null unique,
  -- JSON {familyName, usageName, givenName, birthDate, email} under the directory key.
  sealed_identity bytea not null,
  family_index bytea not null check (octet_length(family_index) = 32),
  usage_index bytea check (octet_length(usage_index) = 32),
  -- What the agent chose: `electronic` is a recorded consent, `paper` a recorded wish for paper.
  channel text not null check (channel in ('unset', 'electronic', 'paper')),
  -- The agent's own notice; overrides the employer's.
  notice_date date,
  objection_at timestamptz,
  start_date date not null,
  -- Last day, included. NULL: it runs.
  end_date date,
  -- All that an employer may know of the agent's account: there is one, or not.
  activated boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (end_date >= start_date)
);
create index employment_family_name on employment (employer_id, family_index);
create index employment_usage_name on employment (employer_id, usage_index) where usage_index is not null;
select protect_table('employment');
create policy operator_all on employment for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy employer_own on employment for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, update on employment to coffre_api;
grant select on employment to coffre_worker;

-- Matricules. One may serve again, for another person, once its dates are over:
-- the constraint, not the code, keeps two people from holding one at a time.
create table payroll_number (
  employment_id uuid not null references employment (id),
  employer_id uuid not null references employer (id),
  -- The payroll software it belongs to; `main` unless the employer runs several.
  source text not null check (source <> ''),
  -- As printed, blanks removed: leading zeros, letters and suffixes count.
  number text collate "C" not null check (number <> ''),
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  -- Deferred within an import's chunk: one row may end what another begins.
  -- The number first: it tells rows apart, employer and source hardly do.
  constraint payroll_number_once exclude using gist
    (number with =, employer_id with =, source with =, valid with &&) deferrable initially immediate
);
create index payroll_number_lookup on payroll_number (employer_id, number, employment_id);
create index payroll_number_of_employment on payroll_number (employment_id);
select protect_table('payroll_number');
create policy operator_all on payroll_number for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy employer_own on payroll_number for all to coffre_api
  using ((select app_scope()) = 'employer' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and employer_id = (select app_employer()));
grant select, insert, update on payroll_number to coffre_api;
grant select on payroll_number to coffre_worker;
