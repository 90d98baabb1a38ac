-- A second table, so that rows of one can be embedded in the other, and functions of each kind.

create table public.todo_notes (
  id uuid primary key default gen_random_uuid(),
  todo_id uuid not null references public.todos (id) on delete cascade,
  user_id text not null default public.requesting_user_id(),
  body text not null
);
revoke all on public.todo_notes from anon;
alter table public.todo_notes enable row level security;
alter table public.todo_notes force row level security;
create policy todo_notes_own on public.todo_notes to authenticated
  using (user_id = (select public.requesting_user_id()))
  with check (user_id = (select public.requesting_user_id()));

create function public.visible_todos() returns setof public.todos
language sql stable set search_path = '' as $$ select * from public.todos $$;

create function public.todos_of(owner text) returns setof public.todos
language sql stable set search_path = '' as $$ select * from public.todos where user_id = owner $$;

create function public.rename_all(title text) returns setof public.todos
language sql set search_path = '' as $$ update public.todos set title = $1 returning * $$;
