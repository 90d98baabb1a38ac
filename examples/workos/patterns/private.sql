-- Private: only the user who wrote a row can read, change, or delete it.
--
-- Rename: notes, and body for the columns you need.
-- Apply:  npx @insforge/cli@0.2.8 db migrations new create-notes
--         paste this file into the migration that was made
--         npx @insforge/cli@0.2.8 db migrations up --all
-- Needs:  requesting_user_id() and reject_change() from migrations/.

create table public.notes (
  id uuid primary key default gen_random_uuid(),
  -- The user's id at your auth provider. It is not a uuid, so auth.uid() does not work.
  user_id text not null default public.requesting_user_id(),
  body text not null check (char_length(body) between 1 and 10000),
  created_at timestamptz not null default now()
);

-- Serves the policies and a list that is read newest first.
create index notes_user_id_created_at_id_idx on public.notes (user_id, created_at desc, id desc);

-- Without this, "Prefer: count=planned" tells one user how many rows another has. List every column.
alter table public.notes
  alter column id set statistics 0,
  alter column user_id set statistics 0,
  alter column body set statistics 0,
  alter column created_at set statistics 0;

create trigger notes_keep_columns before update on public.notes for each row
  when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))
  execute function public.reject_change();

-- InsForge grants every new table to anon and authenticated. Take it all back, then grant what you mean.
revoke all on public.notes from anon, authenticated;
grant select, insert, update, delete on public.notes to authenticated;

alter table public.notes enable row level security;
alter table public.notes force row level security;

create policy notes_select_own on public.notes for select to authenticated
  using (user_id = (select public.requesting_user_id()));
create policy notes_insert_own on public.notes for insert to authenticated
  with check (user_id = (select public.requesting_user_id()));
-- "using" says which rows can be changed, "with check" what they can become.
create policy notes_update_own on public.notes for update to authenticated
  using (user_id = (select public.requesting_user_id()))
  with check (user_id = (select public.requesting_user_id()));
create policy notes_delete_own on public.notes for delete to authenticated
  using (user_id = (select public.requesting_user_id()));
