import type { Mutant } from '../mutant.ts'

const privateTable = 'sql/patterns/private.sql'
const publicTable = 'sql/patterns/public-read.sql'
const mixedTable = 'sql/patterns/mixed.sql'
const access = { package: 'local', file: 'test/insforge/patterns/patterns.test.ts' }

/** The tables to copy: private, public read, and mixed. */
export const patterns: readonly Mutant[] = [
  {
    name: 'notes: statistics of user_id',
    means: 'Any user can find out how many notes another user has.',
    file: privateTable,
    find: '  alter column user_id set statistics 0,\n',
    replace: '',
    check: { ...access, test: 'notes: a user without rows is not told' },
  },
  {
    name: 'notes: statistics of body',
    means: 'Any user can find out whether a note with a given text exists.',
    file: privateTable,
    find: '  alter column body set statistics 0,\n',
    replace: '',
    check: { ...access, test: 'no column of a table that is not public' },
  },
  {
    name: 'notes: everyone reads',
    means: 'Every signed-in user reads every user’s notes.',
    file: privateTable,
    find: 'for select to authenticated\n  using (user_id = (select public.requesting_user_id()))',
    replace: 'for select to authenticated\n  using (true)',
    check: { ...access, test: 'notes: select by bob' },
  },
  {
    name: 'notes: insert for another',
    means: 'Anyone can add notes in another user’s name.',
    file: privateTable,
    find: 'for insert to authenticated\n  with check (user_id = (select public.requesting_user_id()))',
    replace: 'for insert to authenticated\n  with check (true)',
    check: { ...access, test: 'notes: the policy for each write' },
  },
  {
    name: 'notes: update without its check',
    means: 'Nothing but the trigger keeps users from handing a note to another user.',
    file: privateTable,
    find: '\n  with check (user_id = (select public.requesting_user_id()));\ncreate policy notes_delete',
    replace: '\n  with check (true);\ncreate policy notes_delete',
    check: { ...access, test: 'notes: the policy for each write' },
  },
  {
    name: 'notes: anon keeps its grant',
    means: 'A request that lost its token gets an empty list instead of an error.',
    file: privateTable,
    find: 'from anon, authenticated',
    replace: 'from authenticated',
    check: { ...access, test: 'notes: select by anon' },
  },
  {
    name: 'notes: columns can change',
    means: 'An update can change the owner of a note and the date it was written.',
    file: privateTable,
    find: '(new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at)',
    replace: 'new.id is distinct from old.id',
    check: { ...access, test: 'notes: update of created_at by ada' },
  },
  {
    name: 'notes: update of any row',
    means: 'One request without a filter changes every user’s notes.',
    file: privateTable,
    find: 'for update to authenticated\n  using (user_id = (select public.requesting_user_id()))',
    replace: 'for update to authenticated\n  using (true)',
    check: { ...access, test: 'notes: the policy for each write' },
  },
  {
    name: 'notes: delete of any row',
    means: 'One request without a filter deletes every user’s notes.',
    file: privateTable,
    find: 'for delete to authenticated\n  using (user_id = (select public.requesting_user_id()))',
    replace: 'for delete to authenticated\n  using (true)',
    check: { ...access, test: 'notes: the policy for each write' },
  },
  {
    name: 'announcements: writes are granted and allowed',
    means: 'Every visitor can write, change, and delete announcements.',
    file: publicTable,
    find: 'grant select on public.announcements to anon, authenticated;',
    replace:
      'grant all on public.announcements to anon, authenticated; create policy w on public.announcements using (true) with check (true);',
    check: { ...access, test: 'announcements: insert by ada' },
  },
  {
    name: 'posts: update of any row',
    means: 'Any signed-in user can change another user’s post.',
    file: mixedTable,
    find: 'for update to authenticated\n  using (user_id = (select public.requesting_user_id()))\n  with check (user_id = (select public.requesting_user_id()))',
    replace: 'for update to authenticated\n  using (true)\n  with check (true)',
    check: { ...access, test: 'posts: update by bob' },
  },
  {
    name: 'posts: delete of any row',
    means: 'Any signed-in user can delete another user’s post.',
    file: mixedTable,
    find: 'for delete to authenticated\n  using (user_id = (select public.requesting_user_id()))',
    replace: 'for delete to authenticated\n  using (true)',
    check: { ...access, test: 'posts: delete by bob' },
  },
  {
    name: 'posts: columns can change',
    means: 'An update can change the date a post was written.',
    file: mixedTable,
    find: '(new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at)',
    replace: 'new.id is distinct from old.id',
    check: { ...access, test: 'posts: update of created_at by ada' },
  },
  {
    name: 'posts: insert for another',
    means: 'Anyone can publish a post in another user’s name.',
    file: mixedTable,
    find: 'for insert to authenticated\n  with check (user_id = (select public.requesting_user_id()))',
    replace: 'for insert to authenticated\n  with check (true)',
    check: { ...access, test: 'posts: insert in Ada’s name by bob' },
  },
  {
    name: 'posts: update without its check',
    means: 'Nothing but the trigger keeps users from publishing a post in another user’s name.',
    file: mixedTable,
    find: '\n  with check (user_id = (select public.requesting_user_id()));\ncreate policy posts_delete',
    replace: '\n  with check (true);\ncreate policy posts_delete',
    check: { ...access, test: 'posts: the policy for each write' },
  },
]
