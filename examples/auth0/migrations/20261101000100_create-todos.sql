create table public.todos (
  id uuid primary key default gen_random_uuid(),
  user_id text not null default public.requesting_user_id(),
  title text not null check (char_length(title) between 1 and 200),
  is_complete boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  -- At least one visible character. The list is Unicode's White_Space, Default_Ignorable_Code_Point
  -- and Cc, and the blanks U+2800 and U+FFF9 to U+FFFB; "\S" depends on the database's locale.
  constraint todos_title_visible check (title ~ (
    '[^\u0001-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180F'
    '\u2000-\u200F\u2028-\u202F\u205F-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0'
    '\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'
  )),

  -- JavaScript cannot read back the dates outside years 1 to 9999 that Postgres can store, and a todo
  -- from the future would stay on top of the list.
  constraint todos_created_at_readable check (
    created_at >= '0001-01-02T00:00:00Z' and created_at <= now() + interval '1 day'
  )
);

-- Serves the policies (user_id) and the list, which is read by keyset on (created_at, id).
create index todos_user_id_created_at_id_idx on public.todos (user_id, created_at desc, id desc);

-- Row-level security does not cover planner statistics: with them, "Prefer: count=planned" tells one
-- user how many rows another has. Statistics that were collected stay, so add the columns you create
-- to a list like this in the migration that creates them. The index is used without them, too.
alter table public.todos
  alter column id set statistics 0,
  alter column user_id set statistics 0,
  alter column title set statistics 0,
  alter column is_complete set statistics 0,
  alter column created_at set statistics 0,
  alter column updated_at set statistics 0;

create trigger todos_keep_columns before update on public.todos for each row
  when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))
  execute function public.reject_change();

create trigger todos_set_updated_at before insert or update on public.todos
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
