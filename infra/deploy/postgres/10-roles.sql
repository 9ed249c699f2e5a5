-- First start of the composed database, as its superuser: the roles, rights and
-- extension that infra/postgres/prepare-database.ts makes elsewhere (the queue's
-- role excepted: here the queue is on Valkey). Runs once, on an empty volume.
-- A password that is not set stops the start: its name then stands unquoted
-- in the statement, which is an error.
\set ON_ERROR_STOP 1
\getenv owner_password COFFRE_OWNER_PASSWORD
\getenv api_password COFFRE_API_PASSWORD
\getenv worker_password COFFRE_WORKER_PASSWORD

create role coffre_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
create role coffre_api login nosuperuser nocreatedb nocreaterole nobypassrls password :'api_password';
create role coffre_worker login nosuperuser nocreatedb nocreaterole nobypassrls password :'worker_password';

alter database :"DBNAME" owner to coffre_owner;
revoke connect on database :"DBNAME" from public;
grant connect on database :"DBNAME" to coffre_api, coffre_worker;

create extension btree_gist;
grant create, usage on schema public to coffre_owner;
