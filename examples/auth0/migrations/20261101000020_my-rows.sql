-- Export and deletion of an account. A user's rows are those with the user's id in the column user_id,
-- which is a text, in every table of this schema that users can reach. A table has no more to do than
-- to have that column, and a policy and a grant by which users read and delete their own rows.
--
-- All run with the rights of the user who calls them: row-level security bounds them.

create function public.tables_of_users() returns setof name
language sql stable
set search_path = ''
as $$
  select c.relname
  from pg_catalog.pg_class as c
  join pg_catalog.pg_attribute as a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and a.attname = 'user_id' and a.atttypid = 'text'::regtype and not a.attisdropped
    and (
      has_any_column_privilege(c.oid, 'select, insert, update')
      or has_table_privilege(c.oid, 'delete')
    )
  order by c.relname
$$;

-- The rows of the user who asks: an object with an array for each table.
create function public.my_rows() returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  result jsonb = '{}';
  rows_of_table jsonb;
  table_name name;
begin
  for table_name in select public.tables_of_users() loop
    execute format(
      'select coalesce(jsonb_agg(mine), ''[]'') from public.%I as mine where user_id = $1', table_name
    ) into rows_of_table using public.requesting_user_id();
    result = result || jsonb_build_object(table_name, rows_of_table);
  end loop;
  return result;
end
$$;

-- Deletes them: all, or none and an error. What a table needs done before, such as a team that must
-- not lose its last owner, is a function whose name begins with delete_my_rows_ and that users can call.
create function public.delete_my_rows() returns void
language plpgsql
set search_path = ''
as $$
declare
  function_name name;
  deletions text;
  kept text;
begin
  for function_name in
    select proname from pg_catalog.pg_proc
    where pronamespace = 'public'::regnamespace and proname like 'delete\_my\_rows\_%'
    order by proname
  loop
    execute format('select public.%I()', function_name);
  end loop;

  -- One statement for all tables: foreign keys between them are checked when it ends.
  select string_agg(
    format('%1$I as (delete from public.%1$I where user_id = $1)', table_name), ', '
  ) into deletions from public.tables_of_users() as table_name;
  if deletions is null then return; end if;

  -- A policy that is missing is no error: it deletes nothing, or hides what is left.
  select string_agg(table_name, ', ') into kept
  from public.tables_of_users() as table_name
  join pg_catalog.pg_class as c
    on c.relnamespace = 'public'::regnamespace and c.relname = table_name
  where c.relrowsecurity and not (
    select coalesce(bool_or(polcmd in ('r', '*')) and bool_or(polcmd in ('d', '*')), false)
    from pg_catalog.pg_policy where polrelid = c.oid
  );
  if kept is null then
    execute format('with %s select', deletions) using public.requesting_user_id();
    -- Twice, because rows may have been added in another tab.
    execute format('with %s select', deletions) using public.requesting_user_id();
    select string_agg(key, ', ') into kept from jsonb_each(public.my_rows()) where value <> '[]';
    if kept is null then return; end if;
  end if;
  raise exception using
    errcode = 'KEEPS',
    message = format('rows of the user cannot be deleted from: %s', kept);
end
$$;

-- Postgres lets everyone call a new function.
revoke all on function public.tables_of_users() from public, anon, authenticated;
revoke all on function public.my_rows() from public, anon, authenticated;
revoke all on function public.delete_my_rows() from public, anon, authenticated;
grant execute on function public.tables_of_users() to authenticated;
grant execute on function public.my_rows() to authenticated;
grant execute on function public.delete_my_rows() to authenticated;
