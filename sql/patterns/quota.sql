-- Quota: how many rows of a table one user can have. Without one, a signed-in user can fill your
-- database: row-level security says whose rows they are, not how many.
--
-- Rename: todos in the last statement, and the number. Repeat that statement for each table; the table
--         needs a column user_id with an index.
-- Apply:  npx @insforge/cli@0.2.8 db migrations new limit-rows-per-user
--         paste this file into the migration that was made
--         npx @insforge/cli@0.2.8 db migrations up --all
-- Needs:  requesting_user_id() from migrations/.
--
-- A rejected insert stores nothing, also when it is an array of rows. The answer is a 400 whose
-- error.code is QUOTA:
--   const { error } = await client.database.from('todos').insert({ title })
--   if (error?.code === 'QUOTA') return 'You have reached the limit. Delete something first.'

-- It runs with its owner's rights, because a user cannot always read all rows that count as theirs.
create function public.limit_rows_per_user() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  most constant integer := tg_argv[0];
  caller constant text := public.requesting_user_id();
  has integer;
begin
  -- The admin API key and migrations are not limited.
  if caller is null then return null; end if;

  -- Two inserts of one user at once would not count each other: the second waits for the first.
  perform pg_advisory_xact_lock(hashtextextended(tg_relid || ' ' || caller, 0));
  execute format(
    'select count(*) from (select from %I.%I where user_id = $1 limit $2) as counted',
    tg_table_schema, tg_table_name
  ) into has using caller, most + 1;

  if has > most then
    raise exception using
      errcode = 'QUOTA',
      message = format('a user can have at most %s rows in table "%s"', most, tg_table_name);
  end if;
  return null;
end
$$;
revoke all on function public.limit_rows_per_user() from public, anon, authenticated;

-- With team.sql, a limit on memberships is a limit on teams: create_team() makes a membership each time.
create trigger todos_limit_rows after insert on public.todos
  for each statement execute function public.limit_rows_per_user(1000);
