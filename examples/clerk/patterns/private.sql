-- Private: whoever wrote a row is the only one who sees it, changes it or deletes it.

create table public.notes (
  id uuid primary key default gen_random_uuid(),
  user_id text not null default public.requesting_user_id(),
  body text not null check (char_length(body) between 1 and 10000),
  created_at timestamptz not null default now()
);
create index notes_user_id_created_at_idx on public.notes (user_id, created_at desc);

-- InsForge grants every new table to anon and authenticated. Take it all back, then grant what is meant.
revoke all on public.notes from anon, authenticated;
grant select, insert, update, delete on public.notes to authenticated;

alter table public.notes enable row level security;
alter table public.notes force row level security;

create policy notes_select_own on public.notes for select to authenticated
  using (user_id = (select public.requesting_user_id()));
create policy notes_insert_own on public.notes for insert to authenticated
  with check (user_id = (select public.requesting_user_id()));
-- "using" says which rows may be changed, "with check" what they may become: without the second one,
-- an owner could give a row away.
create policy notes_update_own on public.notes for update to authenticated
  using (user_id = (select public.requesting_user_id()))
  with check (user_id = (select public.requesting_user_id()));
create policy notes_delete_own on public.notes for delete to authenticated
  using (user_id = (select public.requesting_user_id()));
