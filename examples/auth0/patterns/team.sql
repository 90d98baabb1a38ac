-- Team: rows that belong to a team. Members read and write them, owners manage the team.
--
-- Rename: team_notes, and body for the columns you need. Copy its part for each further table.
-- Apply:  npx @insforge/cli@0.2.8 db migrations new create-teams
--         paste this file into the migration that was made
--         npx @insforge/cli@0.2.8 db migrations up --all
-- Needs:  requesting_user_id() and reject_change() from migrations/.
--
-- Who belongs to a team is in a table, never in a claim of the token: InsForge passes only sub, role,
-- and email on to SQL, and a table takes effect at once, so a removed member loses everything with the
-- next request.
--
-- From your app:
--   const { data: team } = await client.database.rpc('create_team', { name })
--   const { data: secret } = await client.database.rpc('invite_to_team', { team_id: team.id })
--   const { data: teamId, error } = await client.database.rpc('accept_invitation', { secret })
--   await client.database.from('memberships').update({ role: 'owner' })
--     .eq('team_id', teamId).eq('user_id', userId).select()      // promote
--   await client.database.from('memberships').delete()
--     .eq('team_id', teamId).eq('user_id', userId).select()      // remove, or leave
-- Errors to tell apart by error.code: OWNER (a team needs an owner), INVIT (this invitation cannot be
-- accepted), 42501 (not allowed). An update or delete that your user may not do answers zero rows.
--
-- InsForge's advisor reports the five functions that users can call here as dangerous-function
-- (critical), because they run with their owner's rights (security definer). They have to: a policy on
-- memberships that reads memberships would call itself without end. The owner is the role that runs
-- InsForge's migrations, which bypasses row-level security. Each function acts only for the user who
-- calls it, has an empty search_path, and cannot be called by anon.

create table public.teams (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 100),
  created_at timestamptz not null default now()
);

create table public.memberships (
  team_id uuid not null references public.teams on delete cascade,
  -- The user's id at your auth provider.
  user_id text not null,
  role text not null check (role in ('owner', 'member')),
  created_at timestamptz not null default now(),
  primary key (team_id, user_id)
);
create index memberships_user_id_idx on public.memberships (user_id);

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references public.teams on delete cascade,
  role text not null check (role in ('owner', 'member')),
  -- If set, only a user whose token carries this email can accept. Your server signs it when the
  -- provider has verified it. With Clerk leave it out: its template must not carry an email, because it
  -- cannot depend on the verification.
  email text,
  -- Only the hash: a copy of the database accepts no invitation.
  secret_hash bytea not null unique,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_by text,
  accepted_at timestamptz
);
create index invitations_team_id_idx on public.invitations (team_id);

create table public.team_notes (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references public.teams on delete cascade,
  -- The author.
  user_id text not null default public.requesting_user_id(),
  body text not null check (char_length(body) between 1 and 10000),
  created_at timestamptz not null default now()
);
-- Serves the policies and the list of one team, newest first.
create index team_notes_team_id_created_at_id_idx
  on public.team_notes (team_id, created_at desc, id desc);
create index team_notes_user_id_idx on public.team_notes (user_id);

-- Without this, "Prefer: count=planned" tells a user how many rows other teams have. List every column.
alter table public.teams
  alter column id set statistics 0,
  alter column name set statistics 0,
  alter column created_at set statistics 0;
alter table public.memberships
  alter column team_id set statistics 0,
  alter column user_id set statistics 0,
  alter column role set statistics 0,
  alter column created_at set statistics 0;
alter table public.invitations
  alter column id set statistics 0,
  alter column team_id set statistics 0,
  alter column role set statistics 0,
  alter column email set statistics 0,
  alter column secret_hash set statistics 0,
  alter column invited_by set statistics 0,
  alter column created_at set statistics 0,
  alter column expires_at set statistics 0,
  alter column accepted_by set statistics 0,
  alter column accepted_at set statistics 0;
alter table public.team_notes
  alter column id set statistics 0,
  alter column team_id set statistics 0,
  alter column user_id set statistics 0,
  alter column body set statistics 0,
  alter column created_at set statistics 0;

create trigger teams_keep_columns before update on public.teams for each row
  when ((new.id, new.created_at) is distinct from (old.id, old.created_at))
  execute function public.reject_change();
create trigger memberships_keep_columns before update on public.memberships for each row
  when ((new.team_id, new.user_id, new.created_at)
    is distinct from (old.team_id, old.user_id, old.created_at))
  execute function public.reject_change();
create trigger team_notes_keep_columns before update on public.team_notes for each row
  when ((new.id, new.team_id, new.user_id, new.created_at)
    is distinct from (old.id, old.team_id, old.user_id, old.created_at))
  execute function public.reject_change();

-- The teams of the user who asks; with a role, those where the user has that role.
create function public.my_team_ids(with_role text default null) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select team_id from public.memberships
  where user_id = public.requesting_user_id() and (with_role is null or role = with_role)
$$;

-- Makes a team that the user who calls it owns. With an id of your own, a retry does not make a second
-- team: it fails with 23505.
create function public.create_team(name text, id uuid default gen_random_uuid())
returns public.teams
language plpgsql security definer
set search_path = ''
as $$
declare
  team public.teams;
begin
  insert into public.teams (id, name) values (create_team.id, create_team.name)
    returning * into team;
  insert into public.memberships (team_id, user_id, role)
    values (team.id, public.requesting_user_id(), 'owner');
  return team;
end
$$;

-- Returns the secret of a new invitation, once. Put it into a link, and that link into an email.
create function public.invite_to_team(
  team_id uuid, role text default 'member', email text default null
) returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  -- 244 random bits.
  secret constant text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  if not exists (
    select from public.my_team_ids('owner') as owned (id) where owned.id = invite_to_team.team_id
  ) then
    raise insufficient_privilege using message = 'only an owner of the team can invite';
  end if;
  insert into public.invitations (team_id, role, email, secret_hash, invited_by)
    values (
      invite_to_team.team_id, invite_to_team.role, invite_to_team.email,
      sha256(convert_to(secret, 'UTF8')), public.requesting_user_id()
    );
  return secret;
end
$$;

-- Makes the user who calls it a member, once for each secret, and returns the team's id. A member who
-- accepts again (a retry, a second invitation) gets the id too, and uses nothing up.
create function public.accept_invitation(secret text) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  caller constant text := public.requesting_user_id();
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  hash constant bytea := sha256(convert_to(secret, 'UTF8'));
  accepted public.invitations;
begin
  update public.invitations as i set accepted_by = caller, accepted_at = now()
    where i.secret_hash = hash
      and i.accepted_by is null
      and i.expires_at > now()
      and (i.email is null or lower(i.email) = lower(claims ->> 'email'))
      -- An owner who was removed cannot return with an old invitation.
      and exists (
        select from public.memberships as m
        where m.team_id = i.team_id and m.user_id = i.invited_by and m.role = 'owner'
      )
      and not exists (
        select from public.memberships as m where m.team_id = i.team_id and m.user_id = caller
      )
    returning * into accepted;
  if found then
    insert into public.memberships (team_id, user_id, role)
      values (accepted.team_id, caller, accepted.role)
      on conflict do nothing;
    return accepted.team_id;
  end if;

  select i.* into accepted
    from public.invitations as i join public.memberships as m on m.team_id = i.team_id
    where i.secret_hash = hash and m.user_id = caller;
  if not found then
    -- One answer for a wrong, used, expired, or revoked secret, and for another user's email.
    raise exception using errcode = 'INVIT', message = 'this invitation cannot be accepted';
  end if;
  return accepted.team_id;
end
$$;

-- After an owner has left, was removed, or became a member, another owner must be left.
create function public.keep_an_owner() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Two owners who leave at once would each see the other: the second waits here for the first. An
  -- update and no mere lock, so that it fails where its transaction cannot see what the first did.
  update public.teams set name = name where id = old.team_id;
  -- The memberships of a team that is deleted go with it.
  if found and not exists (
    select from public.memberships where team_id = old.team_id and role = 'owner'
  ) then
    raise exception using errcode = 'OWNER', message = 'a team needs an owner';
  end if;
  return null;
end
$$;
create trigger memberships_keep_an_owner after update or delete on public.memberships
  for each row when (old.role = 'owner')
  execute function public.keep_an_owner();

-- Called by delete_my_rows(): what an account that is deleted leaves behind. A team with other members
-- goes on, with the oldest of them as its owner if there is no other; a team without is deleted.
create function public.delete_my_rows_in_teams() returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  caller constant text := public.requesting_user_id();
begin
  -- Of two owners who delete their accounts at once, the second waits here for the first.
  perform from public.teams
    where id in (select public.my_team_ids('owner')) order by id for update;
  update public.memberships as m set role = 'owner'
    from (
      select distinct on (team_id) team_id, user_id from public.memberships
      where user_id <> caller and team_id in (select public.my_team_ids('owner'))
      order by team_id, role = 'owner' desc, created_at, user_id
    ) as heir
    where m.team_id = heir.team_id and m.user_id = heir.user_id and m.role <> 'owner';
  delete from public.teams as t
    where t.id in (select public.my_team_ids('owner')) and not exists (
      select from public.memberships as m where m.team_id = t.id and m.user_id <> caller
    );
  delete from public.invitations where caller in (invited_by, accepted_by);
  -- Also in teams that the user was removed from.
  delete from public.team_notes where user_id = caller;
end
$$;

-- Postgres lets everyone call a new function.
revoke all on function public.my_team_ids(text) from public, anon, authenticated;
revoke all on function public.create_team(text, uuid) from public, anon, authenticated;
revoke all on function public.invite_to_team(uuid, text, text) from public, anon, authenticated;
revoke all on function public.accept_invitation(text) from public, anon, authenticated;
revoke all on function public.keep_an_owner() from public, anon, authenticated;
revoke all on function public.delete_my_rows_in_teams() from public, anon, authenticated;
grant execute on function public.my_team_ids(text) to authenticated;
grant execute on function public.create_team(text, uuid) to authenticated;
grant execute on function public.invite_to_team(uuid, text, text) to authenticated;
grant execute on function public.accept_invitation(text) to authenticated;
grant execute on function public.delete_my_rows_in_teams() to authenticated;

-- No grant to insert teams, memberships, or invitations: only the functions above do.
revoke all on public.teams, public.memberships, public.invitations, public.team_notes
  from anon, authenticated;
grant select, update, delete on public.teams to authenticated;
grant select, update, delete on public.memberships to authenticated;
-- Not secret_hash, so a request has to name the columns it reads.
grant select (
  id, team_id, role, email, invited_by, created_at, expires_at, accepted_by, accepted_at
) on public.invitations to authenticated;
grant delete on public.invitations to authenticated;
grant select, insert, update, delete on public.team_notes to authenticated;

alter table public.teams enable row level security;
alter table public.teams force row level security;
alter table public.memberships enable row level security;
alter table public.memberships force row level security;
alter table public.invitations enable row level security;
alter table public.invitations force row level security;
alter table public.team_notes enable row level security;
alter table public.team_notes force row level security;

-- any (array(select …)) is asked once per statement, and its answer can be looked up in an index.
create policy teams_select_member on public.teams for select to authenticated
  using (id = any (array(select public.my_team_ids())));
create policy teams_update_owner on public.teams for update to authenticated
  using (id = any (array(select public.my_team_ids('owner'))))
  with check (id = any (array(select public.my_team_ids('owner'))));
create policy teams_delete_owner on public.teams for delete to authenticated
  using (id = any (array(select public.my_team_ids('owner'))));

create policy memberships_select_member on public.memberships for select to authenticated
  using (team_id = any (array(select public.my_team_ids())));
create policy memberships_update_owner on public.memberships for update to authenticated
  using (team_id = any (array(select public.my_team_ids('owner'))))
  with check (team_id = any (array(select public.my_team_ids('owner'))));
create policy memberships_delete_owner_or_own on public.memberships for delete to authenticated
  using (
    team_id = any (array(select public.my_team_ids('owner')))
    or user_id = (select public.requesting_user_id())
  );

create policy invitations_select_owner on public.invitations for select to authenticated
  using (team_id = any (array(select public.my_team_ids('owner'))));
create policy invitations_delete_owner on public.invitations for delete to authenticated
  using (team_id = any (array(select public.my_team_ids('owner'))));

-- Members read everything of their team and change what they wrote; owners can delete anything. What a
-- removed member wrote stays with the team, until that user's account is deleted.
create policy team_notes_select_member on public.team_notes for select to authenticated
  using (team_id = any (array(select public.my_team_ids())));
create policy team_notes_insert_member on public.team_notes for insert to authenticated
  with check (
    team_id = any (array(select public.my_team_ids()))
    and user_id = (select public.requesting_user_id())
  );
create policy team_notes_update_author on public.team_notes for update to authenticated
  using (
    team_id = any (array(select public.my_team_ids()))
    and user_id = (select public.requesting_user_id())
  )
  with check (
    team_id = any (array(select public.my_team_ids()))
    and user_id = (select public.requesting_user_id())
  );
create policy team_notes_delete_author_or_owner on public.team_notes for delete to authenticated
  using (
    team_id = any (array(select public.my_team_ids('owner')))
    or (
      team_id = any (array(select public.my_team_ids()))
      and user_id = (select public.requesting_user_id())
    )
  );
