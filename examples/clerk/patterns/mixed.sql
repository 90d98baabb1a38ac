-- Mixed: everybody reads, signed in or not; a row is changed or deleted only by its author.

create table public.posts (
  id uuid primary key default gen_random_uuid(),
  -- The provider's user id. If the world should not see it, leave it out of the grant to anon below:
  --   grant select (id, body, created_at) on public.posts to anon;
  -- anon then has to name the columns it reads.
  user_id text not null default public.requesting_user_id(),
  body text not null check (char_length(body) between 1 and 10000),
  created_at timestamptz not null default now()
);
create index posts_created_at_idx on public.posts (created_at desc);
create index posts_user_id_idx on public.posts (user_id);

revoke all on public.posts from anon, authenticated;
grant select on public.posts to anon;
grant select, insert, update, delete on public.posts to authenticated;

alter table public.posts enable row level security;
alter table public.posts force row level security;

create policy posts_select_all on public.posts for select to anon, authenticated
  using (true);
create policy posts_insert_own on public.posts for insert to authenticated
  with check (user_id = (select public.requesting_user_id()));
create policy posts_update_own on public.posts for update to authenticated
  using (user_id = (select public.requesting_user_id()))
  with check (user_id = (select public.requesting_user_id()));
create policy posts_delete_own on public.posts for delete to authenticated
  using (user_id = (select public.requesting_user_id()));
