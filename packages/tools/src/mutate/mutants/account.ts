import { browser, type MutantTable, unit } from '../mutant.ts'

const account = unit('packages/shared', 'test/account.test.ts')
const myRows = unit('packages/local', 'test/insforge/patterns/my-rows.test.ts')
const doctor = unit('packages/e2e', 'test/doctor/doctor.test.ts')
const inBrowser = browser('workos', 'suite/account.spec.ts')
const clerkAccount = browser('clerk', 'providers/clerk/account.spec.ts')
const accountFaults = (example: string) => browser(example, 'suite/account-faults.spec.ts')
const webhooks = (example: string) => browser(example, 'suite/webhooks.spec.ts')
const forged = 'a forged or late delivery changes nothing'
const delivered = 'go with one delivery'

/** The deletion of an account, step by step, and the webhook that does the same. */
export const mutants: MutantTable = {
  'packages/shared/starter/account/actions.ts': {
    'account: the user goes before the rows': [
      'While InsForge is down, rows are left for which no user can ask any more.',
      '  if (!rows.ok) return dataKept(rows)\n →',
      account('leaves the user at the provider while rows may be there'),
    ],
    'account: the session goes before the user': [
      'A user is told that the account is deleted, and the provider still has it.',
      'if (!(await deleteUser(user.id))) return accountKept(providerName) → await deleteUser(user.id)',
      account('leaves the session while the user may be at the provider'),
    ],
    'account: the session stays': [
      'A user whose account is deleted goes on, and writes rows that are never deleted.',
      '  await endSession()\n →',
      account('takes the rows, then the user at the provider, then the session'),
    ],
    'account: begun without what it needs': [
      'The rows are deleted, and the account never.',
      "  if (findEnvProblems(features.accountDeletion).length > 0) return failure('misconfigured')\n →",
      account('is not begun while the provider’s variables are missing'),
    ],
  },
  'packages/shared/starter/account/data.ts': {
    'account: any word confirms': [
      'One click, or one form of another page, deletes an account.',
      'text.trim().toUpperCase() === CONFIRMATION → true || text',
      account('is not begun by'),
    ],
  },
  'packages/shared/starter/account/delete-user.ts': {
    'account: a user who is gone is a failure': [
      'A deletion whose answer was lost can never be brought to its end.',
      '    if (status === 404) return true\n →',
      account('goes on without the user'),
    ],
    'account: any refusal counts as gone': [
      'A user is told that the account is deleted, and the provider still has it.',
      'if (status === 404) return true → if (status >= 400) return true',
      account('leaves the session while the user may be at the provider'),
    ],
    'account: no time limit': [
      'While the provider stalls, the page waits for minutes without a word.',
      'Promise.race([provider.deleteUser(id), late()]) → provider.deleteUser(id)',
      account('waits for the provider for eight seconds'),
    ],
    'account: the id is in the log': [
      'The log keeps the id of a user who wanted to be forgotten.',
      'user: hashOf(id), → user: id,',
      account('leaves the session while the user may be at the provider'),
    ],
  },
  'packages/shared/starter/app/api/webhooks/users/route.ts': {
    'webhook: a failure is reported as done': [
      'The provider does not try again, and the rows stay for ever.',
      'return new Response(null, { status: 503 }) → return new Response(null, { status: 204 })',
      account('that was not carried out is to be sent again'),
    ],
    'webhook: taken without its secret': [
      'Where the variable is not set, anyone can have any user’s rows deleted.',
      'findEnvProblems(features.webhook).length > 0 → findEnvProblems(features.webhook).length < 0',
      account('is not taken while its variables are missing'),
    ],
  },
  'packages/shared/starter/doctor/tables.ts': {
    'doctor: rows that outlive an account are called right': [
      'The first user who deletes an account is told that it failed.',
      "if (reply.status < 300) return [ok(name, 'They are deleted with it.')]",
      "if (reply.status < 600) return [ok(name, 'They are deleted with it.')]",
      doctor('do not go with their user'),
    ],
  },
  'sql/migrations/20261101000020_my-rows.sql': {
    'my_rows: those of every user': [
      'The download has the rows of all users that a policy lets one read.',
      'as mine where user_id = $1 → as mine where $1 is not null',
      myRows('a user’s rows are those of every table, and of no other user'),
    ],
    'tables_of_users: anon can ask': [
      'A visitor is told the names of tables.',
      'revoke all on function public.tables_of_users() from public, anon, authenticated;\n →',
      myRows('only a signed-in user can call it'),
    ],
    'delete_my_rows: those of every user': [
      'One deletion takes the rows of all users in a table without policies.',
      'from public.%1$I where user_id = $1) → from public.%1$I where $1 is not null)',
      myRows('those of others stay'),
    ],
    'delete_my_rows: past row-level security': [
      'The function deletes what the policies of a table keep.',
      'create function public.delete_my_rows() returns void\nlanguage plpgsql\n',
      'create function public.delete_my_rows() returns void\nlanguage plpgsql security definer\n',
      myRows('a table without a policy to delete all of them'),
    ],
    'delete_my_rows: rows that stay are no failure': [
      'A user is told that all is deleted, and a table still has rows of theirs.',
      '    if kept is null then return; end if; →     return;',
      myRows('a table without a policy to delete all of them'),
    ],
    'delete_my_rows: rows that no one can read are no failure': [
      'A user is told that all is deleted, and a table that hides its rows still has theirs.',
      "bool_or(polcmd in ('r', '*')) and bool_or → bool_or",
      myRows('a table without a policy to read'),
    ],
    'delete_my_rows: what a pattern needs is not done': [
      'The last owner of a team can’t delete the account.',
      "like 'delete\\_my\\_rows\\_%' → like 'none'",
      myRows('a team goes to its oldest member'),
    ],
    'delete_my_rows: one table after the other': [
      'Where a table refers to one that comes before it, no account can be deleted.',
      "    format('%1$I as (delete from public.%1$I where user_id = $1)', table_name), ', '\n  )",
      "    format('%1$I as (delete from public.%1$I where user_id = $1)', table_name), ', '\n    order by table_name = 'notes' desc\n  ) filter (where table_name <> 'a_lines')",
      myRows('they are deleted all at once, in any order of tables'),
    ],
  },
  'sql/patterns/team.sql': {
    'team: an account goes without an heir': [
      'The last owner of a team can’t delete the account.',
      "and m.role <> 'owner'; → and false;",
      myRows('a team goes to its oldest member'),
    ],
    'team: without members it stays': [
      'A team that no user can reach is left.',
      'm.team_id = t.id and m.user_id <> caller → m.team_id = t.id',
      myRows('a team without another member is deleted'),
    ],
    'team: two owners do not wait for each other': [
      'Two owners who delete their accounts at once both fail.',
      "    where id in (select public.my_team_ids('owner')) order by id for update;",
      "    where id in (select public.my_team_ids('owner')) order by id;",
      myRows('two owners who leave at once leave the team to a member'),
    ],
    'team: the notes of all members go': [
      'A user who leaves takes what all others wrote along.',
      'delete from public.team_notes where user_id = caller; → delete from public.team_notes;',
      myRows('a team goes to its oldest member'),
    ],
    'team: invitations stay': [
      'The team keeps the address of a user who wanted to be forgotten.',
      '  delete from public.invitations where caller in (invited_by, accepted_by);\n →',
      myRows('nothing of a member is left'),
    ],
  },
  'examples/workos/account/provider.ts': {
    'workos account: the cookie stays': [
      'A user whose account is deleted still sees the app as theirs, and can write.',
      '  jar.delete(sessionCookie())\n →',
      inBrowser('an account is deleted with its rows'),
    ],
  },
  'examples/workos/account/webhook.ts': {
    'workos webhook: taken at any age': [
      'A delivery that someone kept is taken for ever.',
      'TOLERANCE = 300_000 → TOLERANCE = Number.POSITIVE_INFINITY',
      webhooks('workos')(forged),
    ],
    'workos webhook: any event deletes': [
      'A user who signs up or changes a name loses all rows.',
      "event === 'user.deleted' ? data.id : undefined → 'id' in data ? data.id : event",
      webhooks('workos')(delivered),
    ],
  },
  'examples/auth0/account/webhook.ts': {
    'auth0 webhook: any token': [
      'Anyone can have any user’s rows deleted.',
      "  if (!timingSafeEqual(sent, own)) throw new Error('Another token')\n →",
      webhooks('auth0')(forged),
    ],
    'auth0 webhook: an event about something else is refused': [
      'Auth0 sends it again and again, and the log says that its token is wrong.',
      'data: z.unknown() } → data: z.object({ object: z.object({ user_id: z.string() }) }) }',
      webhooks('auth0')('what is not about a user is taken, and changes nothing'),
    ],
  },
  'examples/kinde/account/webhook.ts': {
    'kinde webhook: the signature is not checked': [
      'Anyone can have any user’s rows deleted.',
      'await decodeWebhook(await request.text(), origin)',
      "(await decodeWebhook('', origin)) ?? JSON.parse(atob((await request.text()).split('.')[1] ?? ''))",
      webhooks('kinde')(forged),
    ],
  },
  'examples/stytch/account/webhook.ts': {
    'stytch webhook: any signature': [
      'Anyone can have any user’s rows deleted.',
      'one.length === own.length && timingSafeEqual(one, own) → one.length === own.length',
      webhooks('stytch')(forged),
    ],
    'stytch webhook: taken at any age': [
      'A delivery that someone kept is taken for ever.',
      'TOLERANCE = 300\n → TOLERANCE = 3_000_000\n',
      webhooks('stytch')(forged),
    ],
  },
  'examples/auth0/account/provider.ts': {
    'auth0 account: any 404 says that the user is gone': [
      'With the wrong address the page says that an account is deleted that is there.',
      "status === 404 ? { name: 'NoSuchAddress' } : { status } → { status }",
      accountFaults('auth0')('the provider gives no tokens to machines'),
    ],
  },
  'examples/kinde/account/provider.ts': {
    'kinde account: any 404 says that the user is gone': [
      'With a custom domain the page says that an account is deleted that is there.',
      "status === 404 && !isOwn ? { name: 'NoSuchAddress' } : { status } → { status }",
      accountFaults('kinde')('the provider has no such API'),
    ],
  },
  'examples/clerk/app/api/webhooks/users/route.ts': {
    'clerk webhook: the signature is not checked': [
      'Anyone can have any user’s rows deleted.',
      'await verifyWebhook(request) → await request.json()',
      webhooks('clerk')(forged),
    ],
  },
  'examples/clerk/account/delete-user-action.ts': {
    'clerk account: of whom the page names': [
      'A page that was rendered for one user deletes another.',
      "  if (user.id !== expectedUserId) return failure('user_changed')\n →",
      clerkAccount('the server deletes no other user'),
    ],
  },
}
