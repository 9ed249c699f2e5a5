-- Attempts of the running minute, on routes that anyone may call. Counted here
-- and not in a process, so that more processes allow no more attempts. Worth
-- nothing after a crash, hence unlogged; a row outlives its minute by little.
create unlogged table request_rate (
  -- SHA-256 of rule and network: a fixed width, no secrecy. Whoever reads the table
  -- can try all IPv4 addresses; it holds those of the running minute.
  caller bytea primary key check (octet_length(caller) = 32),
  taken integer not null,
  ends_at timestamptz not null
);
create index request_rate_end on request_rate (ends_at);
select protect_table('request_rate');
create policy sign_in_all on request_rate for all to coffre_api
  using ((select app_scope()) = 'sign-in') with check ((select app_scope()) = 'sign-in');
grant select, insert, update, delete on request_rate to coffre_api;
