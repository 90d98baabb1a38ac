import { type MutantTable, unit } from '../mutant.ts'

const patterns = unit('packages/local', 'test/insforge/patterns/patterns.test.ts')
const team = unit('packages/local', 'test/insforge/patterns/team.test.ts')
const teamInvitations = unit('packages/local', 'test/insforge/patterns/team-invitations.test.ts')
const teamOwners = unit('packages/local', 'test/insforge/patterns/team-owners.test.ts')

/** The tables to copy: private, public read, mixed, and team. */
export const mutants: MutantTable = {
  'sql/patterns/private.sql': {
    'notes: statistics of user_id': [
      'Any user can find out how many notes another user has.',
      '  alter column user_id set statistics 0,\n →',
      patterns('notes: a user without rows is not told'),
    ],
    'notes: statistics of body': [
      'Any user can find out whether a note with a given text exists.',
      '  alter column body set statistics 0,\n →',
      patterns('no column of a table that is not public'),
    ],
    'notes: everyone reads': [
      'Every signed-in user reads every user’s notes.',
      'for select to authenticated\n  using (user_id = (select public.requesting_user_id()))',
      'for select to authenticated\n  using (true)',
      patterns('notes: select by bob'),
    ],
    'notes: insert for another': [
      'Anyone can add notes in another user’s name.',
      'for insert to authenticated\n  with check (user_id = (select public.requesting_user_id()))',
      'for insert to authenticated\n  with check (true)',
      patterns('notes: the policy for each write'),
    ],
    'notes: update without its check': [
      'Nothing but the trigger keeps users from handing a note to another user.',
      '\n  with check (user_id = (select public.requesting_user_id()));\ncreate policy notes_delete',
      '\n  with check (true);\ncreate policy notes_delete',
      patterns('notes: the policy for each write'),
    ],
    'notes: anon keeps its grant': [
      'A request that lost its token gets an empty list instead of an error.',
      'from anon, authenticated → from authenticated',
      patterns('notes: select by anon'),
    ],
    'notes: columns can change': [
      'An update can change the owner of a note and the date it was written.',
      '(new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at)',
      'new.id is distinct from old.id',
      patterns('notes: update of created_at by ada'),
    ],
    'notes: update of any row': [
      'One request without a filter changes every user’s notes.',
      'for update to authenticated\n  using (user_id = (select public.requesting_user_id()))',
      'for update to authenticated\n  using (true)',
      patterns('notes: the policy for each write'),
    ],
    'notes: delete of any row': [
      'One request without a filter deletes every user’s notes.',
      'for delete to authenticated\n  using (user_id = (select public.requesting_user_id()))',
      'for delete to authenticated\n  using (true)',
      patterns('notes: the policy for each write'),
    ],
  },
  'sql/patterns/public-read.sql': {
    'announcements: writes are granted and allowed': [
      'Every visitor can write, change, and delete announcements.',
      'grant select on public.announcements to anon, authenticated;',
      'grant all on public.announcements to anon, authenticated; create policy w on public.announcements using (true) with check (true);',
      patterns('announcements: insert by ada'),
    ],
  },
  'sql/patterns/mixed.sql': {
    'posts: update of any row': [
      'Any signed-in user can change another user’s post.',
      'for update to authenticated\n  using (user_id = (select public.requesting_user_id()))\n  with check (user_id = (select public.requesting_user_id()))',
      'for update to authenticated\n  using (true)\n  with check (true)',
      patterns('posts: update by bob'),
    ],
    'posts: delete of any row': [
      'Any signed-in user can delete another user’s post.',
      'for delete to authenticated\n  using (user_id = (select public.requesting_user_id()))',
      'for delete to authenticated\n  using (true)',
      patterns('posts: delete by bob'),
    ],
    'posts: columns can change': [
      'An update can change the date a post was written.',
      '(new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at)',
      'new.id is distinct from old.id',
      patterns('posts: update of created_at by ada'),
    ],
    'posts: insert for another': [
      'Anyone can publish a post in another user’s name.',
      'for insert to authenticated\n  with check (user_id = (select public.requesting_user_id()))',
      'for insert to authenticated\n  with check (true)',
      patterns('posts: insert in Ada’s name by bob'),
    ],
    'posts: update without its check': [
      'Nothing but the trigger keeps users from publishing a post in another user’s name.',
      '\n  with check (user_id = (select public.requesting_user_id()));\ncreate policy posts_delete',
      '\n  with check (true);\ncreate policy posts_delete',
      patterns('posts: the policy for each write'),
    ],
  },
  'sql/patterns/team.sql': {
    'team: everyone reads teams': [
      'Every signed-in user reads the names of all teams.',
      'teams_select_member on public.teams for select to authenticated\n  using (id = any (array(select public.my_team_ids())))',
      'teams_select_member on public.teams for select to authenticated\n  using (true)',
      team('an owner is one in their own team only'),
    ],
    'team: everyone reads memberships': [
      'Every signed-in user reads who belongs to which team.',
      'memberships_select_member on public.memberships for select to authenticated\n  using (team_id = any (array(select public.my_team_ids())))',
      'memberships_select_member on public.memberships for select to authenticated\n  using (true)',
      team('an owner is one in their own team only'),
    ],
    'team: members read invitations': [
      'Members read the email addresses that owners invited.',
      "invitations_select_owner on public.invitations for select to authenticated\n  using (team_id = any (array(select public.my_team_ids('owner'))))",
      'invitations_select_owner on public.invitations for select to authenticated\n  using (team_id = any (array(select public.my_team_ids())))',
      team('a member reads the team'),
    ],
    'team: everyone reads notes': [
      'A user who is not in a team, or not any more, reads its notes.',
      'team_notes_select_member on public.team_notes for select to authenticated\n  using (team_id = any (array(select public.my_team_ids())))',
      'team_notes_select_member on public.team_notes for select to authenticated\n  using (true)',
      team('has lost everything with the next request'),
    ],
    'team: members rename the team': [
      'Any member can rename the team.',
      "using (id = any (array(select public.my_team_ids('owner'))))\n  with check (id = any (array(select public.my_team_ids('owner'))));",
      'using (id = any (array(select public.my_team_ids())))\n  with check (id = any (array(select public.my_team_ids())));',
      team('a member cannot manage the team'),
    ],
    'team: members delete the team': [
      'Any member can delete the team with everything in it.',
      "teams_delete_owner on public.teams for delete to authenticated\n  using (id = any (array(select public.my_team_ids('owner'))))",
      'teams_delete_owner on public.teams for delete to authenticated\n  using (id = any (array(select public.my_team_ids())))',
      team('a member cannot manage the team'),
    ],
    'team: every team can be renamed': [
      'Any user can rename every team.',
      "using (id = any (array(select public.my_team_ids('owner'))))\n  with check (id = any (array(select public.my_team_ids('owner'))));",
      'using (true)\n  with check (true);',
      team('is one in their own team only'),
    ],
    'team: teams update without its check': [
      'Nothing but the trigger keeps owners from turning their team into another.',
      "\n  with check (id = any (array(select public.my_team_ids('owner'))));",
      '\n  with check (true);',
      team('by the policies alone'),
    ],
    'team: every team can be deleted': [
      'Any user can delete every team.',
      "teams_delete_owner on public.teams for delete to authenticated\n  using (id = any (array(select public.my_team_ids('owner'))))",
      'teams_delete_owner on public.teams for delete to authenticated\n  using (true)',
      team('is one in their own team only'),
    ],
    'team: members promote themselves': [
      'Any member can become an owner.',
      "using (team_id = any (array(select public.my_team_ids('owner'))))\n  with check (team_id = any (array(select public.my_team_ids('owner'))));",
      'using (team_id = any (array(select public.my_team_ids())))\n  with check (team_id = any (array(select public.my_team_ids())));',
      team('a member cannot manage the team'),
    ],
    'team: roles in every team': [
      'Any user can change roles in every team.',
      "using (team_id = any (array(select public.my_team_ids('owner'))))\n  with check (team_id = any (array(select public.my_team_ids('owner'))));",
      'using (true)\n  with check (true);',
      team('is one in their own team only'),
    ],
    'team: memberships update without its check': [
      'Nothing but the trigger keeps owners from moving a membership to another team.',
      "\n  with check (team_id = any (array(select public.my_team_ids('owner'))));",
      '\n  with check (true);',
      team('by the policies alone'),
    ],
    'team: members remove each other': [
      'Any member can remove the others from the team.',
      "    team_id = any (array(select public.my_team_ids('owner')))\n    or user_id",
      '    team_id = any (array(select public.my_team_ids()))\n    or user_id',
      team('a member cannot manage the team'),
    ],
    'team: memberships of every team can be removed': [
      'Any user can remove members from a team.',
      "    team_id = any (array(select public.my_team_ids('owner')))\n    or user_id",
      '    true\n    or user_id',
      team('has lost everything with the next request'),
    ],
    'team: members cannot leave': [
      'A member needs an owner to get out of a team.',
      '\n    or user_id = (select public.requesting_user_id())\n  );\n\ncreate policy invitations',
      '\n  );\n\ncreate policy invitations',
      team('a member can leave'),
    ],
    'team: members revoke invitations': [
      'Invitations can be revoked by users who do not own the team.',
      "invitations_delete_owner on public.invitations for delete to authenticated\n  using (team_id = any (array(select public.my_team_ids('owner'))))",
      'invitations_delete_owner on public.invitations for delete to authenticated\n  using (true)',
      team('is one in their own team only'),
    ],
    'team: notes for any team': [
      'A user who is not in a team can write notes into it.',
      '  with check (\n    team_id = any (array(select public.my_team_ids()))\n    and user_id = (select public.requesting_user_id())\n  );\ncreate policy team_notes_update',
      '  with check (\n    user_id = (select public.requesting_user_id())\n  );\ncreate policy team_notes_update',
      team('has lost everything with the next request'),
    ],
    'team: notes for another author': [
      'A member can write notes in another member’s name.',
      '    and user_id = (select public.requesting_user_id())\n  );\ncreate policy team_notes_update',
      '  );\ncreate policy team_notes_update',
      team('a forged row is rejected, by an insert'),
    ],
    'team: a removed author changes notes': [
      'A user who was removed from a team can still change notes there.',
      '  using (\n    team_id = any (array(select public.my_team_ids()))\n    and user_id',
      '  using (\n    user_id',
      team('has lost everything with the next request'),
    ],
    "team: members change each other's notes": [
      'A member can change what another member wrote.',
      '    and user_id = (select public.requesting_user_id())\n  )\n  with check',
      '  )\n  with check',
      team('cannot change or delete what another wrote'),
    ],
    'team: notes update without its check': [
      'Nothing but the trigger keeps authors from moving a note to another team or author.',
      '  )\n  with check (\n    team_id = any (array(select public.my_team_ids()))\n    and user_id = (select public.requesting_user_id())\n  );',
      '  )\n  with check (true);',
      team('by the policies alone'),
    ],
    'team: a removed author deletes notes': [
      'A user who was removed from a team can still delete notes there.',
      '      team_id = any (array(select public.my_team_ids()))\n      and user_id',
      '      user_id',
      team('has lost everything with the next request'),
    ],
    "team: members delete each other's notes": [
      'A member can delete what another member wrote.',
      '\n      and user_id = (select public.requesting_user_id())\n    )\n  ); → \n    )\n  );',
      team('cannot change or delete what another wrote'),
    ],
    'team: a membership can be inserted': [
      'Any user can join any team without an invitation.',
      'grant select, update, delete on public.memberships to authenticated;',
      'grant select, insert, update, delete on public.memberships to authenticated; create policy i on public.memberships for insert to authenticated with check (user_id = (select public.requesting_user_id()));',
      team('a forged row is rejected, by an insert'),
    ],
    'team: anon keeps its grants': [
      'A request that lost its token gets an empty list instead of an error.',
      'public.team_notes\n  from anon, authenticated; → public.team_notes\n  from authenticated;',
      team('the anon key is refused everything'),
    ],
    'team: anon accepts invitations': [
      'A request without a user can call the function that accepts invitations.',
      'revoke all on function public.accept_invitation(text) from public, anon, authenticated;\n',
      '',
      team('the anon key is refused everything'),
    ],
    'team: owners read the hash': [
      'Owners can read the hashes of the secrets.',
      '  id, team_id, role, email, invited_by, created_at',
      '  id, team_id, role, email, secret_hash, invited_by, created_at',
      teamInvitations('is not shown again, nor its hash'),
    ],
    'team: my_team_ids ignores the role': [
      'Every member has the rights of an owner.',
      ' and (with_role is null or role = with_role) →',
      team('a member cannot manage the team'),
    ],
    'team: my_team_ids ignores the user': [
      'Every user has the rights of a member and owner in all teams.',
      'user_id = public.requesting_user_id() and (with_role → (with_role',
      team('is one in their own team only'),
    ],
    'team: anyone invites': [
      'Any user can invite themselves to any team.',
      '  if not exists (\n    select from public.my_team_ids',
      '  if false and not exists (\n    select from public.my_team_ids',
      team('is one in their own team only'),
    ],
    'team: members invite': [
      'Any member can invite others, even as owners.',
      "select from public.my_team_ids('owner') as owned (id)",
      'select from public.my_team_ids() as owned (id)',
      team('a member cannot manage the team'),
    ],
    'team: the secret is stored': [
      'Anyone with a copy of the database can accept open invitations.',
      "      sha256(convert_to(secret, 'UTF8')), public",
      "      convert_to(secret, 'UTF8'), public",
      teamInvitations('is stored as its hash only'),
    ],
    'team: an invitation is accepted again and again': [
      'Everyone who gets hold of a link can join, long after it was used.',
      '      and i.accepted_by is null\n →',
      teamInvitations('makes one user a member, and only one'),
    ],
    'team: an invitation never expires': [
      'An old link in an old email still lets its reader join.',
      '      and i.expires_at > now()\n →',
      teamInvitations('once it has expired or was revoked'),
    ],
    'team: the email is not checked': [
      'An invitation for one email address is accepted by another user.',
      "      and (i.email is null or lower(i.email) = lower(claims ->> 'email'))\n →",
      teamInvitations('is not accepted by another'),
    ],
    'team: a token without an email passes': [
      'An invitation for one email address is accepted by a user whose email address is unknown.',
      "lower(i.email) = lower(claims ->> 'email')",
      "coalesce(lower(i.email) = lower(claims ->> 'email'), true)",
      teamInvitations('is not accepted by another'),
    ],
    'team: invitations of a removed owner hold': [
      'An owner who was removed can join again with an invitation kept for that.',
      "      and exists (\n        select from public.memberships as m\n        where m.team_id = i.team_id and m.user_id = i.invited_by and m.role = 'owner'\n      )\n",
      '',
      teamInvitations('of an owner who was removed'),
    ],
    'team: invitations of a demoted owner hold': [
      'An owner who became a member can still let others join.',
      "m.user_id = i.invited_by and m.role = 'owner' → m.user_id = i.invited_by",
      teamInvitations('of an owner who was removed'),
    ],
    'team: a member uses an invitation up': [
      'A member who opens an invitation uses it up, and the user it is for cannot join.',
      '      and not exists (\n        select from public.memberships as m where m.team_id = i.team_id and m.user_id = caller\n      )\n',
      '',
      teamInvitations('is not used up by a member'),
    ],
    'team: a used secret answers anyone': [
      'A user who has a used link finds out which team it was for.',
      'where i.secret_hash = hash and m.user_id = caller; → where i.secret_hash = hash;',
      teamInvitations('makes one user a member, and only one'),
    ],
    'team: every invitation makes a member': [
      'A user who was invited as an owner becomes a member.',
      'values (accepted.team_id, caller, accepted.role)',
      "values (accepted.team_id, caller, 'member')",
      teamInvitations('gives the role that it is for'),
    ],
    'team: the last owner can leave': [
      'A team can be left without an owner, and then cannot be managed.',
      'after update or delete on public.memberships → after update on public.memberships',
      teamOwners('the last owner cannot leave or become a member'),
    ],
    'team: the last owner can be demoted': [
      'The last owner can become a member, and the team cannot be managed any more.',
      'after update or delete on public.memberships → after delete on public.memberships',
      teamOwners('the last owner cannot leave or become a member'),
    ],
    'team: two owners can leave at once': [
      'Two owners who leave at the same moment leave a team without an owner.',
      '  update public.teams set name = name where id = old.team_id;\n  -- The',
      '  perform from public.teams where id = old.team_id;\n  -- The',
      teamOwners('only one can leave and leave'),
    ],
    'team: a mere lock': [
      'In a stricter transaction, two owners who leave at the same moment leave a team without an owner.',
      '  update public.teams set name = name where id = old.team_id;\n  -- The',
      '  perform from public.teams where id = old.team_id for no key update;\n  -- The',
      teamOwners('does not see the first'),
    ],
    'team: a team with one owner cannot be deleted': [
      'An owner cannot delete their team.',
      '  if found and not exists (\n    select from public.memberships where team_id = old.team_id',
      '  if not exists (\n    select from public.memberships where team_id = old.team_id',
      team('goes with all that is in it'),
    ],
    'team: notes move to another team': [
      'An author can move a note to another of their teams.',
      '(new.id, new.team_id, new.user_id, new.created_at)\n    is distinct from (old.id, old.team_id, old.user_id, old.created_at)',
      '(new.id, new.user_id, new.created_at)\n    is distinct from (old.id, old.user_id, old.created_at)',
      team('a forged row is rejected, by an update'),
    ],
    'team: memberships move to another user': [
      'An owner can turn a member’s membership into that of another user, without an invitation.',
      '(new.team_id, new.user_id, new.created_at)\n    is distinct from (old.team_id, old.user_id, old.created_at)',
      '(new.team_id, new.created_at)\n    is distinct from (old.team_id, old.created_at)',
      team('a forged row is rejected, by an update'),
    ],
    'team: statistics of team_notes': [
      'Any user can find out how many notes another team has.',
      'alter table public.team_notes\n  alter column id set statistics 0,\n  alter column team_id set statistics 0,',
      'alter table public.team_notes\n  alter column id set statistics 0,',
      team('a user is not told how many there are in another team'),
    ],
    'team: statistics of memberships': [
      'Any user can find out how many members a team has.',
      'alter table public.memberships\n  alter column team_id set statistics 0,',
      'alter table public.memberships',
      patterns('no column of a table that is not public'),
    ],
    'team: policies asked per row': [
      'Reading notes becomes slow as soon as all teams together have many.',
      'team_notes_select_member on public.team_notes for select to authenticated\n  using (team_id = any (array(select public.my_team_ids())))',
      'team_notes_select_member on public.team_notes for select to authenticated\n  using (team_id in (select public.my_team_ids()))',
      team('all that a member can read is read by index'),
    ],
  },
}
