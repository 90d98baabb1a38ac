-- Public read: everyone reads, signed in or not. The API cannot write. Rows come from migrations, the
-- dashboard, or a server that holds the admin API key.
--
-- Rename: announcements, and title for the columns you need.
-- Apply:  npx @insforge/cli@0.2.8 db migrations new create-announcements
--         paste this file into the migration that was made
--         npx @insforge/cli@0.2.8 db migrations up --all

create table public.announcements (
  id uuid primary key default gen_random_uuid(),
  title text not null check (char_length(title) between 1 and 200),
  published_at timestamptz not null default now()
);
create index announcements_published_at_id_idx on public.announcements (published_at desc, id desc);

-- No grant to write: a write fails with an error, not with zero rows.
revoke all on public.announcements from anon, authenticated;
grant select on public.announcements to anon, authenticated;

alter table public.announcements enable row level security;
alter table public.announcements force row level security;

-- InsForge's advisor reports "using (true)" as rls-permissive (critical), and the missing policies for
-- writes as rls-select-only. Both are meant here: the table is public. Planner statistics can stay for
-- the same reason. If only some rows are public, say which: using (published_at <= now()), and set the
-- statistics of every column to 0 as in private.sql.
create policy announcements_select_all on public.announcements for select to anon, authenticated
  using (true);
