import { type MutantTable, unit } from '../mutant.ts'

const own = '(user_id = (select public.requesting_user_id()))'
const data = unit('packages/shared', 'test/data.test.ts')
const policies = unit('packages/shared', 'test/policies.test.ts')
const columns = unit('packages/local', 'test/insforge/todos/columns.test.ts')
const recorded = unit('packages/local', 'test/insforge/recorded.test.ts')
const statistics = unit('packages/local', 'test/insforge/todos/statistics.test.ts')
const title = unit('packages/local', 'test/insforge/todos/title.test.ts')
const quota = unit('packages/local', 'test/insforge/patterns/quota.test.ts')

/** What the table of todos enforces: its policies, columns, statistics, and quota. */
export const mutants: MutantTable = {
  'sql/migrations/20261101000100_create-todos.sql': {
    'policy: select for all users': [
      'Every signed-in user reads every user’s todos.',
      `for select to authenticated\n  using ${own}`,
      'for select to authenticated\n  using (true)',
      data('gives the newest first, by filter with its count, and nothing of others'),
    ],
    'policy: insert without its check': [
      'Anyone can add todos to another user’s list.',
      `for insert to authenticated\n  with check ${own}`,
      'for insert to authenticated\n  with check (true)',
      policies('rejects a row in another user’s name'),
    ],
    // The trigger would reject such an update before the policy is asked.
    'policy: update without its check': [
      'Nothing but the trigger keeps users from handing a todo to another user.',
      `using ${own}\n  with check ${own}`,
      `using ${own}\n  with check (true)`,
      columns('the owner, by the policy alone, with the trigger off'),
    ],
    'policy: update for all users': [
      'One request without a filter changes every user’s todos.',
      `for update to authenticated\n  using ${own}\n  with check ${own}`,
      'for update to authenticated\n  using (true)\n  with check (true)',
      policies('changes only the user’s own rows without a filter'),
    ],
    'policy: delete for all users': [
      'One request without a filter deletes every user’s todos.',
      `for delete to authenticated\n  using ${own}`,
      'for delete to authenticated\n  using (true)',
      policies('deletes only the user’s own rows without a filter'),
    ],
    'policy: anon keeps its grant': [
      'A request that lost its token gets an empty list instead of an error.',
      'revoke all on public.todos from anon; →',
      recorded('a read, by its credentials anon key (valid)'),
    ],
    'policy: select dropped': [
      'Users no longer see their own todos.',
      `create policy todos_select_own on public.todos for select to authenticated\n  using ${own};`,
      '',
      data('gives the newest first, by filter with its count, and nothing of others'),
    ],
    'policy: insert dropped': [
      'Users can no longer add a todo.',
      `create policy todos_insert_own on public.todos for insert to authenticated\n  with check ${own};`,
      '',
      data('stores a todo with the id that it is given', /forbidden/i),
    ],
    'policy: update dropped': [
      'Users can no longer change a todo.',
      `create policy todos_update_own on public.todos for update to authenticated\n  using ${own}\n  with check ${own};`,
      '',
      data('completes a todo and changes nothing else'),
    ],
    'policy: delete dropped': [
      'Users can no longer delete a todo.',
      `create policy todos_delete_own on public.todos for delete to authenticated\n  using ${own};`,
      '',
      data('deletes, and is not_found the second time'),
    ],
    'todos: statistics of user_id': [
      'Any user can find out how many todos another user has.',
      '  alter column user_id set statistics 0,\n →',
      statistics('for a user with rows as for one without'),
    ],
    'todos: statistics of title': [
      'Any user can find out whether a todo with a given title exists.',
      '  alter column title set statistics 0,\n →',
      statistics('for a title that exists as for one that does not'),
    ],
    'todos: statistics of id': [
      'Any user can find out how many todos all users have in a range of ids.',
      '  alter column id set statistics 0,\n →',
      statistics('for a range of ids'),
    ],
    'todos: statistics of is_complete': [
      'Any user can find out how many todos of all users are completed.',
      '  alter column is_complete set statistics 0,\n →',
      statistics('for completed as for active'),
    ],
    'todos: statistics of created_at': [
      'Any user can find out when other users added todos.',
      '  alter column created_at set statistics 0,\n →',
      statistics('for a time with rows as for one without'),
    ],
    'todos: statistics of updated_at': [
      'Any user can find out when other users changed todos.',
      'set statistics 0,\n  alter column updated_at set statistics 0; → set statistics 0;',
      statistics('for a time of change'),
    ],
    'todos: id can change': [
      'An update gives a todo a new id, and a retry of an earlier write adds it again.',
      'when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))',
      'when ((new.user_id, new.created_at) is distinct from (old.user_id, old.created_at))',
      columns('what cannot be changed id, by an update'),
    ],
    'todos: created_at can change': [
      'An update moves a todo to another place in the list.',
      'when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))',
      'when ((new.id, new.user_id) is distinct from (old.id, old.user_id))',
      columns('created_at, by an upsert'),
    ],
    'todos: the admin key can change user_id': [
      'One wrong statement of a server moves a todo to another user.',
      'when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))',
      'when ((new.id, new.created_at) is distinct from (old.id, old.created_at))',
      columns('what cannot be changed user_id, by an update'),
    ],
    'todos: every update is rejected': [
      'No todo can be completed or renamed.',
      '  when ((new.id, new.user_id, new.created_at) is distinct from (old.id, old.user_id, old.created_at))\n',
      '',
      columns('what can be changed'),
    ],
    "todos: updated_at is the client's on insert": [
      'A browser with a wrong clock decides when a todo was last changed.',
      'todos_set_updated_at before insert or update → todos_set_updated_at before update',
      columns('updated_at is the database'),
    ],
    'todos: a title of U+2800 alone': [
      'A todo without a visible title is in the list.',
      '\\u2800 →',
      title('is rejected'),
    ],
    'todos: a title of tag characters': [
      'A todo whose title consists of invisible tag characters is in the list.',
      '\\U000E0000-\\U000E0FFF →',
      title('the same characters are invisible'),
    ],
    'todos: a title of U+2010 is rejected': [
      'The form accepts a title that the database rejects.',
      '\\u2000-\\u200F → \\u2000-\\u2010',
      title('the same characters are invisible'),
    ],
    'todos: a date before year 1': [
      'A todo is stored with a date that JavaScript cannot read back.',
      "created_at >= '0001-01-02T00:00:00Z' and  →",
      columns('0044-03-15 00:00:00 BC is rejected'),
    ],
    'todos: a date of the future': [
      'A todo from the future stays on top of the list.',
      " and created_at <= now() + interval '1 day' →",
      columns('is rejected'),
    ],
  },
  'sql/migrations/20261101000000_requesting-user-id.sql': {
    'requesting_user_id reads another claim': [
      'To Postgres all signed-in users are the same user and share every row.',
      "->> 'sub' → ->> 'role'",
      data('gives the newest first, by filter with its count, and nothing of others'),
    ],
  },
  'sql/migrations/20261101000010_reject-change.sql': {
    'todos: a rejected change passes silently': [
      'The app reports a change as saved that the database ignored.',
      '  raise insufficient_privilege using →   return old; raise insufficient_privilege using',
      columns('what cannot be changed user_id, by an update'),
    ],
  },
  'sql/patterns/quota.sql': {
    'quota: no lock': [
      'A user who sends many requests at once stores more rows than allowed.',
      "  perform pg_advisory_xact_lock(hashtextextended(tg_relid || ' ' || caller, 0));\n →",
      quota('a second insert waits for the first'),
    ],
    'quota: one lock for all users': [
      'All users wait for each other whenever one of them adds a row.',
      "tg_relid || ' ' || caller → tg_relid::text",
      quota('a user does not wait for another'),
    ],
    'quota: never reached': [
      'A user can fill the database.',
      'using caller, most + 1; → using caller, most;',
      quota('a user at the limit can insert nothing more'),
    ],
    'quota: one row too few': [
      'A user can store one row less than promised.',
      'if has > most then → if has >= most then',
      quota('of parallel inserts as many succeed'),
    ],
    'quota: of all users together': [
      'One user with many rows keeps all others from adding any.',
      'where user_id = $1 limit $2 → where $1 is not null limit $2',
      quota('a user at the limit does not limit another'),
    ],
    'quota: limits the admin key': [
      'A server with the admin key, or a migration, cannot add rows.',
      '  if caller is null then return null; end if;\n',
      "  if caller is null then raise exception using errcode = 'QUOTA'; end if;\n",
      quota('the admin key is not limited'),
    ],
    "quota: without the owner's rights": [
      'A user gets around the limit with rows that they can no longer read.',
      'language plpgsql security definer → language plpgsql',
      quota('rows that a user can no longer read count'),
    ],
  },
}
