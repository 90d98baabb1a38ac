-- Mixed: everyone reads, signed in or not. Only the author changes or deletes a row.
--
-- Rename: posts, and body for the columns you need.
-- Apply:  npx @insforge/cli@0.2.8 db migrations new create-posts
--         paste this file into the migration that was made
--         npx @insforge/cli@0.2.8 db migrations up --all
-- Needs:  requesting_user_id() and reject_change() from migrations/.

create table public.posts (
  id uuid primary key default gen_random_uuid(),
  -- The user's id at your auth provider. To keep it from visitors, leave it out of the grant to anon:
  --   grant select (id, body, created_at) on public.posts to anon;
  -- A visitor's request then has to name the columns it reads.
  user_id text not null default public.requesting_user_id(),
  body text not null check (char_length(body) between 1 and 10000),
  created_at timestamptz not null default now()
);
create index posts_created_at_id_idx on public.posts (created_at desc, id desc);
create index posts_user_id_idx on public.posts (user_id);

create trigger posts_keep_columns before update on public.posts for each row
  when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))
  execute function public.reject_change();

revoke all on public.posts from anon, authenticated;
grant select on public.posts to anon;
grant select, insert, update, delete on public.posts to authenticated;

alter table public.posts enable row level security;
alter table public.posts force row level security;

-- InsForge's advisor reports "using (true)" as rls-permissive (critical). It is meant here: every post
-- is public, so planner statistics tell nothing new either. If only some posts are public, say which,
-- and set the statistics of every column to 0 as in private.sql.
create policy posts_select_all on public.posts for select to anon, authenticated
  using (true);
create policy posts_insert_own on public.posts for insert to authenticated
  with check (user_id = (select public.requesting_user_id()));
create policy posts_update_own on public.posts for update to authenticated
  using (user_id = (select public.requesting_user_id()))
  with check (user_id = (select public.requesting_user_id()));
create policy posts_delete_own on public.posts for delete to authenticated
  using (user_id = (select public.requesting_user_id()));
