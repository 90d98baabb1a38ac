create table public.todos (
  id uuid primary key default gen_random_uuid(),
  user_id text not null default public.requesting_user_id(),
  title text not null check (char_length(title) between 1 and 200 and title ~ '\S'),
  is_complete boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Serves the policies (user_id) and the list, which is read by keyset on (created_at, id).
create index todos_user_id_created_at_id_idx on public.todos (user_id, created_at desc, id desc);

create trigger todos_set_updated_at before update on public.todos
  for each row execute function system.update_updated_at();

-- InsForge grants new tables to anon as well. Without the grant a request that lost its token
-- fails (401) where it would otherwise be answered with an empty list.
revoke all on public.todos from anon;
grant select, insert, update, delete on public.todos to authenticated;

alter table public.todos enable row level security;
alter table public.todos force row level security;

-- (select …) lets Postgres ask for the user once per statement, not once per row.
create policy todos_select_own on public.todos for select to authenticated
  using (user_id = (select public.requesting_user_id()));

create policy todos_insert_own on public.todos for insert to authenticated
  with check (user_id = (select public.requesting_user_id()));

create policy todos_update_own on public.todos for update to authenticated
  using (user_id = (select public.requesting_user_id()))
  with check (user_id = (select public.requesting_user_id()));

create policy todos_delete_own on public.todos for delete to authenticated
  using (user_id = (select public.requesting_user_id()));
