-- The database as InsForge prepares it, without its extensions: roles, default privileges and the
-- helpers that migrations may use. Compared with the catalog of InsForge 2.3.1. Runs once, as the
-- superuser, in one transaction.

create role anon nologin;
create role authenticated nologin;
create role project_admin nologin bypassrls;

-- PostgREST logs in as this role and becomes one of the three per request. InsForge uses a superuser
-- there; this one can do nothing by itself.
create role authenticator login noinherit password :'authenticator_password';
grant anon, authenticated, project_admin to authenticator;

grant usage on schema public to anon, authenticated;
grant all on schema public to project_admin;
do $$ begin execute format('grant create on database %I to project_admin', current_database()); end $$;

-- What migrations create belongs to project_admin and is open to anon and authenticated until a
-- migration revokes that.
alter default privileges for role project_admin in schema public
  grant select, insert, update, delete on tables to anon, authenticated;
alter default privileges for role project_admin in schema public
  grant usage, select on sequences to anon, authenticated;
alter default privileges in schema public
  grant select, insert, update, delete on tables to anon, authenticated;
alter default privileges in schema public
  grant usage, select on sequences to anon, authenticated;
alter default privileges in schema public grant all privileges on tables to project_admin;
alter default privileges in schema public grant all privileges on sequences to project_admin;
alter default privileges in schema public grant execute on functions to project_admin;

create schema auth;
grant usage on schema auth to public;
create function auth.jwt() returns jsonb language sql stable
  as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
create function auth.uid() returns uuid language sql stable
  as $$ select nullif(auth.jwt() ->> 'sub', '')::uuid $$;
create function auth.role() returns text language sql stable
  as $$ select nullif(auth.jwt() ->> 'role', '')::text $$;
create function auth.email() returns text language sql stable
  as $$ select nullif(auth.jwt() ->> 'email', '')::text $$;
grant execute on function auth.jwt() to authenticated, anon;

create schema system;
grant usage on schema system to project_admin;
create table system.custom_migrations (
  version text primary key check (version ~ '^[0-9]{1,64}$'),
  name text not null,
  statements text[] not null,
  created_at timestamptz not null default now()
);
grant select on system.custom_migrations to project_admin;
create function system.update_updated_at() returns trigger language plpgsql
  as $$ begin new.updated_at = now(); return new; end $$;
grant execute on function system.update_updated_at() to project_admin;

-- Every schema that a migration creates becomes part of the data API by itself.
create function system.expose_schemas() returns event_trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp
as $$
declare
  schemas text;
begin
  select string_agg(nspname, ', ' order by nspname <> 'public', nspname) into schemas
  from pg_namespace
  where nspname !~ '^pg_' and nspname not in ('information_schema', 'auth', 'system');
  execute format('alter role authenticator set pgrst.db_schemas = %L', schemas);
  perform pg_notify('pgrst', 'reload config');
  perform pg_notify('pgrst', 'reload schema');
end $$;
create event trigger expose_schemas on ddl_command_end
  when tag in ('CREATE SCHEMA', 'ALTER SCHEMA', 'DROP SCHEMA')
  execute function system.expose_schemas();
