-- Who may sign in, as whom. Before anyone is known a transaction has the scope
-- `sign-in`: it sees credentials and what activation needs, and no document.
-- Secrets are stored as digests only; logins as a blind index and sealed.

-- The installation's key for logins, codes and their indexes, under the KEK `credentials`.
create table credentials_key (
  singleton boolean primary key default true check (singleton),
  wrapped_key bytea not null,
  created_at timestamptz not null
);
select protect_table('credentials_key');
create policy api_read on credentials_key for select to coffre_api
  using ((select app_scope()) in ('sign-in', 'operator', 'employer'));
grant select on credentials_key to coffre_api;
grant select, insert on credentials_key to coffre_worker;

create table account (
  id uuid primary key,
  -- HMAC of the normalised login: finds an account, shows none.
  login_index bytea not null unique check (octet_length(login_index) = 32),
  sealed_login bytea not null,
  -- PHC string, argon2id.
  password_hash text not null,
  created_at timestamptz not null
);
select protect_table('account');
create policy sign_in_all on account for all to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
create policy agent_own on account for select to coffre_api
  using ((select app_scope()) = 'agent' and id = (select app_account()));
grant select, insert, update on account to coffre_api;
grant select on account to coffre_worker;

create table role_grant (
  id uuid primary key,
  account_id uuid not null references account (id),
  -- NULL for the operator's own people.
  employer_id uuid references employer (id),
  role text not null check (role in ('operator-admin', 'hr', 'hr-reader')),
  created_at timestamptz not null,
  revoked_at timestamptz,
  check ((role = 'operator-admin') = (employer_id is null))
);
create unique index role_grant_once on role_grant (account_id, employer_id, role) nulls not distinct
  where revoked_at is null;
select protect_table('role_grant');
create policy operator_all on role_grant for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy sign_in_read on role_grant for select to coffre_api
  using ((select app_scope()) = 'sign-in');
create policy sign_in_add on role_grant for insert to coffre_api
  with check ((select app_scope()) = 'sign-in');
grant select, insert, update (revoked_at) on role_grant to coffre_api;
grant select on role_grant to coffre_worker;

-- One vault, one owner; one owner, as many vaults as employments. Added by
-- activation and by the owner's own linking, never by an import.
create table vault_ownership (
  vault_id uuid primary key,
  account_id uuid not null references account (id),
  employment_id uuid not null unique references employment (id),
  employer_id uuid not null references employer (id),
  since timestamptz not null
);
create index vault_ownership_of_account on vault_ownership (account_id);
select protect_table('vault_ownership');
create policy sign_in_read on vault_ownership for select to coffre_api
  using ((select app_scope()) = 'sign-in');
create policy sign_in_add on vault_ownership for insert to coffre_api
  with check ((select app_scope()) = 'sign-in');
create policy agent_own on vault_ownership for select to coffre_api
  using ((select app_scope()) = 'agent' and account_id = (select app_account()));
grant select, insert on vault_ownership to coffre_api;
grant select on vault_ownership to coffre_worker;

-- Open codes only: one that is used is deleted, so that no row says when an agent
-- activated. The journal keeps the trace.
create table activation_code (
  id uuid primary key,
  -- HMAC: a copy of this table does not let anyone search for codes.
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  kind text not null check (kind in ('agent', 'staff', 'operator')),
  employer_id uuid references employer (id),
  employment_id uuid references employment (id),
  role text check (role in ('operator-admin', 'hr', 'hr-reader')),
  -- Where the invitation goes, and the login unless another is chosen.
  sealed_address bytea,
  failures smallint not null default 0,
  -- When the last of them was counted: they pass to the code that replaces this one, for a day.
  failed_at timestamptz,
  -- NULL: good until replaced (agents).
  expires_at timestamptz,
  created_at timestamptz not null,
  check ((kind = 'agent') = (employment_id is not null)),
  check ((kind = 'operator') = (employer_id is null)),
  check ((kind = 'agent') = (role is null))
);
-- A new code replaces the old one.
create unique index activation_code_open on activation_code (employment_id) where employment_id is not null;
select protect_table('activation_code');
create policy operator_all on activation_code for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy employer_own on activation_code for all to coffre_api
  using ((select app_scope()) = 'employer' and kind = 'agent' and employer_id = (select app_employer()))
  with check ((select app_scope()) = 'employer' and kind = 'agent' and employer_id = (select app_employer()));
create policy sign_in_read on activation_code for select to coffre_api
  using ((select app_scope()) = 'sign-in');
create policy sign_in_count on activation_code for update to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
create policy sign_in_use on activation_code for delete to coffre_api
  using ((select app_scope()) = 'sign-in');
grant select, insert, delete, update (failures, failed_at) on activation_code to coffre_api;
grant select, insert, delete on activation_code to coffre_worker;

create table session (
  id uuid primary key,
  account_id uuid not null references account (id),
  -- SHA-256 of 256 random bits.
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null
);
create index session_of_account on session (account_id);
select protect_table('session');
create policy sign_in_all on session for all to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
grant select, insert, delete, update (seen_at) on session to coffre_api;
grant select, delete on session to coffre_worker;

-- Back-off of guessing, for every login that was tried, known or not: once under
-- the login and the network it was tried from, once under the login alone.
create table sign_in_attempt (
  -- HMAC.
  counted_under bytea primary key check (octet_length(counted_under) = 32),
  failures integer not null,
  -- clock_timestamp() plus the delay: moving business time unlocks nothing.
  locked_until timestamptz,
  tried_at timestamptz not null
);
create index sign_in_attempt_age on sign_in_attempt (tried_at);
select protect_table('sign_in_attempt');
create policy sign_in_all on sign_in_attempt for all to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
grant select, insert, update, delete on sign_in_attempt to coffre_api;
grant select, delete on sign_in_attempt to coffre_worker;

-- A payroll system, bound to one employer (OAuth 2.0, RFC 6749 section 2).
create table api_client (
  id uuid primary key,
  employer_id uuid not null references employer (id),
  name text not null check (name <> ''),
  -- SHA-256 of 256 random bits.
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_client_of_employer on api_client (employer_id, id);
select protect_table('api_client');
create policy operator_all on api_client for all to coffre_api
  using ((select app_scope()) = 'operator') with check ((select app_scope()) = 'operator');
create policy sign_in_read on api_client for select to coffre_api
  using ((select app_scope()) = 'sign-in');
grant select, insert, update (revoked_at) on api_client to coffre_api;
grant select on api_client to coffre_worker;

-- Opaque, so that revoking a client ends its tokens at once.
create table access_token (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  client_id uuid not null references api_client (id),
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  ends_at timestamptz not null
);
create index access_token_of_client on access_token (client_id, ends_at);
select protect_table('access_token');
create policy sign_in_all on access_token for all to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
grant select, insert, delete on access_token to coffre_api;
grant select, delete on access_token to coffre_worker;

-- What the directory shows to people: an agent, their own employments and
-- employers; activation, the employments that wait for it and no others.
create policy agent_own on employment for select to coffre_api
  using ((select app_scope()) = 'agent' and id = any (array(
    select employment_id from vault_ownership where account_id = (select app_account()))));
create policy sign_in_read on employment for select to coffre_api
  using ((select app_scope()) = 'sign-in' and id in (
    select employment_id from activation_code));
create policy sign_in_activate on employment for update to coffre_api
  using ((select app_scope()) = 'sign-in' and id in (
    select employment_id from activation_code))
  with check ((select app_scope()) = 'sign-in');
create policy agent_own on payroll_number for select to coffre_api
  using ((select app_scope()) = 'agent' and employment_id = any (array(
    select employment_id from vault_ownership where account_id = (select app_account()))));
create policy agent_own on employer for select to coffre_api
  using ((select app_scope()) = 'agent' and id = any (array(
    select employer_id from employment where id = any (array(
      select employment_id from vault_ownership where account_id = (select app_account()))))));
