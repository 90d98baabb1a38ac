-- For columns that keep the value they were inserted with. A trigger calls it when one of them would
-- change; see the migration that creates todos. Column grants would do the same, but they would also
-- lock every column you add later.
create function public.reject_change() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise insufficient_privilege using
    message = format('an update of table "%s" changes a column that cannot be changed', tg_table_name),
    detail = format('Rejected by trigger "%s".', tg_name);
end
$$;
revoke all on function public.reject_change() from public, anon, authenticated;
