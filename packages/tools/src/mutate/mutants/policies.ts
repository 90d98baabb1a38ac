import type { Mutant } from '../mutant.ts'

const file = 'sql/migrations/20261101000100_create-todos.sql'
const own = '(user_id = (select public.requesting_user_id()))'
const data = { package: 'shared', file: 'test/data.test.ts' }
const writes = { package: 'shared', file: 'test/policies.test.ts' }

/** What keeps one user's rows from another. */
export const policies: readonly Mutant[] = [
  {
    name: 'policy: select for all users',
    means: 'Every signed-in user reads every user’s todos.',
    file,
    find: `for select to authenticated\n  using ${own}`,
    replace: 'for select to authenticated\n  using (true)',
    check: {
      ...data,
      test: 'gives the newest first, by filter with its count, and nothing of others',
    },
  },
  {
    name: 'policy: insert without its check',
    means: 'Anyone can add todos to another user’s list.',
    file,
    find: `for insert to authenticated\n  with check ${own}`,
    replace: 'for insert to authenticated\n  with check (true)',
    check: { ...writes, test: 'rejects a row in another user’s name' },
  },
  {
    name: 'policy: update without its check',
    means: 'Nothing but the trigger keeps users from handing a todo to another user.',
    file,
    find: `using ${own}\n  with check ${own}`,
    replace: `using ${own}\n  with check (true)`,
    // The trigger would reject such an update before the policy is asked.
    check: {
      package: 'local',
      file: 'test/insforge/todos/columns.test.ts',
      test: 'the owner, by the policy alone, with the trigger off',
    },
  },
  {
    name: 'policy: update for all users',
    means: 'One request without a filter changes every user’s todos.',
    file,
    find: `for update to authenticated\n  using ${own}\n  with check ${own}`,
    replace: 'for update to authenticated\n  using (true)\n  with check (true)',
    check: { ...writes, test: 'changes only the user’s own rows without a filter' },
  },
  {
    name: 'policy: delete for all users',
    means: 'One request without a filter deletes every user’s todos.',
    file,
    find: `for delete to authenticated\n  using ${own}`,
    replace: 'for delete to authenticated\n  using (true)',
    check: { ...writes, test: 'deletes only the user’s own rows without a filter' },
  },
  {
    name: 'policy: anon keeps its grant',
    means: 'A request that lost its token gets an empty list instead of an error.',
    file,
    find: 'revoke all on public.todos from anon;',
    replace: '',
    check: {
      package: 'local',
      file: 'test/insforge/recorded.test.ts',
      test: 'a read, by its credentials anon key (valid)',
    },
  },
  {
    name: 'policy: select dropped',
    means: 'Users no longer see their own todos.',
    file,
    find: `create policy todos_select_own on public.todos for select to authenticated\n  using ${own};`,
    replace: '',
    check: {
      ...data,
      test: 'gives the newest first, by filter with its count, and nothing of others',
    },
  },
  {
    name: 'policy: insert dropped',
    means: 'Users can no longer add a todo.',
    file,
    find: `create policy todos_insert_own on public.todos for insert to authenticated\n  with check ${own};`,
    replace: '',
    check: { ...data, test: 'stores a todo with the id that it is given', says: /forbidden/i },
  },
  {
    name: 'policy: update dropped',
    means: 'Users can no longer change a todo.',
    file,
    find: `create policy todos_update_own on public.todos for update to authenticated\n  using ${own}\n  with check ${own};`,
    replace: '',
    check: { ...data, test: 'completes a todo and changes nothing else' },
  },
  {
    name: 'policy: delete dropped',
    means: 'Users can no longer delete a todo.',
    file,
    find: `create policy todos_delete_own on public.todos for delete to authenticated\n  using ${own};`,
    replace: '',
    check: { ...data, test: 'deletes, and is not_found the second time' },
  },
  {
    name: 'requesting_user_id reads another claim',
    means: 'To Postgres all signed-in users are the same user and share every row.',
    file: 'sql/migrations/20261101000000_requesting-user-id.sql',
    find: "->> 'sub'",
    replace: "->> 'role'",
    check: {
      ...data,
      test: 'gives the newest first, by filter with its count, and nothing of others',
    },
  },
]
