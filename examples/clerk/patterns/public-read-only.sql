-- Public, read-only: everybody reads, signed in or not; nobody writes through the API. Rows come from
-- migrations, the dashboard, or a server that holds the admin API key.

create table public.announcements (
  id uuid primary key default gen_random_uuid(),
  title text not null check (char_length(title) between 1 and 200),
  published_at timestamptz not null default now()
);
create index announcements_published_at_idx on public.announcements (published_at desc);

revoke all on public.announcements from anon, authenticated;
grant select on public.announcements to anon, authenticated;

alter table public.announcements enable row level security;
alter table public.announcements force row level security;

-- No policy for writing, and no grant either: a write fails with an error instead of touching no row.
create policy announcements_select_all on public.announcements for select to anon, authenticated
  using (true);
