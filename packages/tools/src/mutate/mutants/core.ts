import { browser, type MutantTable, unit } from '../mutant.ts'

const insforge = unit('packages/shared', 'starter/test/lib/insforge.test.ts')
const serverOnly = unit('packages/shared', 'test/server-only.test.ts')
const insforgeClient = unit('packages/shared', 'starter/test/lib/insforge-client.test.ts')
const answersFaults = browser('workos', 'suite/answers-faults.spec.ts')
const data = unit('packages/shared', 'test/data.test.ts')
const answer = unit('packages/shared', 'starter/test/lib/answer.test.ts')
const schema = unit('packages/shared', 'starter/test/todos/schema.test.ts')
const returnTo = unit('packages/shared', 'starter/test/lib/return-to.test.ts')
const env = unit('packages/shared', 'starter/test/lib/env.test.ts')
const serverAction = unit('packages/shared', 'starter/test/lib/server-action.test.ts')
const bodyLimits = browser('workos', 'suite/body-limits.spec.ts')
const actionsByHand = browser('workos', 'suite/actions-by-hand.spec.ts')

/** The core of every starter: tokens, clients, failures, and input. */
export const mutants: MutantTable = {
  'packages/shared/starter/lib/insforge-token.ts': {
    'token: sub renamed': [
      'InsForge rejects every request: it does not know the user.',
      'subject: id → jwtid: id',
      insforge('signs exactly the claims that InsForge needs, and no more'),
    ],
    'token: role taken from the caller': [
      'Anyone who gets a role into the user object reads and writes every row.',
      "{ id, email }: TokenSubject, secret: string): string {\n  if (!id || id !== id.trim()) throw new Error('The user id is empty or has spaces around it')\n  const claims = { role: 'authenticated', ",
      "{ id, email, ...rest }: TokenSubject, secret: string): string {\n  if (!id || id !== id.trim()) throw new Error('The user id is empty or has spaces around it')\n  const claims = { role: 'authenticated', ...rest, ",
      insforge('takes no role from its caller'),
    ],
    'token: another algorithm': [
      'InsForge, which only accepts HS256, rejects every request.',
      "algorithm: 'HS256' → algorithm: 'HS512'",
      insforge('signs with HS256 over the raw bytes of the secret'),
    ],
    'token: secret decoded first': [
      'InsForge, which uses the secret as it is written, rejects every request.',
      "createSecretKey(Buffer.from(secret)) → createSecretKey(Buffer.from(secret, 'hex'))",
      insforge('signs with HS256 over the raw bytes of the secret'),
    ],
    'token: lives for an hour': [
      'A token that leaks from a log works for an hour.',
      'TOKEN_LIFETIME = 300 → TOKEN_LIFETIME = 3600',
      insforge('lives for five minutes'),
    ],
    'token: a user id with spaces': [
      'A user id that was read carelessly becomes another user without any rows.',
      'if (!id || id !== id.trim()) → if (!id)',
      insforge('which would be another user'),
    ],
    'token: not kept to the server': [
      'One wrong import puts the secret’s signer into the browser’s bundle.',
      "import 'server-only'\n →",
      serverOnly('lib/insforge-token.ts is kept from browsers by itself'),
    ],
  },
  'packages/shared/starter/lib/insforge-client.ts': {
    'client: given the anon key': [
      'A request that lost its token gets an empty list instead of an error.',
      "const token = await getToken() → const token = (await getToken()) || 'anon_key'",
      insforgeClient('never with the anon key, when the fixed one is empty'),
    ],
    'client: base URL not normalized': [
      'With a trailing slash in the URL, as people copy it, every request is a 404.',
      "url.replace(/\\/+$/, '') → url",
      insforgeClient('reaches the API when the base URL ends with'),
    ],
    'client: token requested only once': [
      'A page that stays open longer than a token lives is signed out in the middle of work.',
      '  return async (input, init) => {\n    const headers = new Headers(init?.headers)\n    const token = await getToken()',
      '  const first = getToken()\n  return async (input, init) => {\n    const headers = new Headers(init?.headers)\n    const token = await first',
      insforgeClient('asks for a token before every request'),
    ],
    'client: responses may be cached': [
      'A server that caches responses shows one user’s rows to another.',
      "cache: 'no-store',  →",
      insforgeClient('lets no answer be cached'),
    ],
    'client: the SDK’s default number of retries': [
      'A page waits for three retries of a database that is down.',
      'retryCount: 1, → retryCount: 3,',
      insforgeClient('tries a read once more after a 503, and a write never'),
    ],
    'client: redirects are followed': [
      'A redirect takes the user’s token to another host, and a loop asks over a hundred times.',
      ", redirect: 'error' } →  }",
      insforgeClient('follows no redirect'),
    ],
    'client: the time limit ends with the headers': [
      'An answer that stalls keeps a page, and all later writes, waiting for minutes.',
      '      const body = await answer.arrayBuffer()\n      return new Response(body.byteLength > 0 ? body : null, answer)\n',
      '      return answer\n',
      insforgeClient('gives up an answer that stalls after its headers'),
    ],
    'client: an abort is left to fetch': [
      'Now and then, in Node 20, a page waits for minutes, and so do all later writes.',
      'await Promise.race([read(), abortOf(init?.signal)]) → await read()',
      insforgeClient('gives up at its limit a body that an abort does not end'),
    ],
    'client: a page whose read stalls waits for minutes': [
      'While InsForge hangs, users look at a page that does not load.',
      'timeout: 8_000, → timeout: 60_000,',
      answersFaults('a read whose body never ends is given up at the limit'),
    ],
  },
  'packages/shared/starter/lib/answer.ts': {
    'errors: an outage is an empty list': [
      'While the database is down, users believe that everything is gone.',
      '  if (answer.error) return toFailure(answer)\n →   if (answer.error) return success([])\n',
      data('is an error, not an empty list, when the token is not accepted'),
    ],
    'errors: a 5xx blames the input': [
      'During an outage, users are told to change their text instead of to try again.',
      'status >= 500 || → ',
      answer('toFailure status 503'),
    ],
    'errors: details passed on': [
      'Rows and stack traces of the database reach the browser.',
      "failure(isOutage ? 'unavailable' : (codes[status] ?? 'invalid'))",
      "failure(isOutage ? 'unavailable' : (codes[status] ?? 'invalid'), JSON.stringify(error))",
      answer('passes nothing of the answer on'),
    ],
    'errors: the answer is logged': [
      'Rows of users end up in the log.',
      "const network = status === 0 ? (/^InsForgeError: (.*)/.exec(message)?.[1] ?? 'unreadable') : ''",
      'const network = message',
      answer('passes nothing of the answer on'),
    ],
    'errors: zero rows are a success': [
      'A change that row-level security rejected looks as if it had been stored.',
      'if (row !== undefined) return success(row) → if (rows.ok) return success(row as Row)',
      data('is not_found for another user’s todo, which stays'),
    ],
    'errors: an answer without rows is an empty list': [
      'If another server answers for InsForge, users believe that everything is gone.',
      "    return failure('unavailable')\n  }\n  const rows",
      '    return success([])\n  }\n  const rows',
      answersFaults('where InsForge answers with an object it counts as unavailable'),
    ],
    'errors: one bad row takes the list down': [
      'A single row that cannot be read hides all of a user’s todos.',
      '  return success(rows.flatMap((row) => (row.success ? [row.data] : [])))',
      '  return success(answer.data.map((row) => schema.parse(row)))',
      answersFaults('one row that cannot be read does not take the list down'),
    ],
    'errors: the cause is not logged': [
      'The page says that the log has the cause, and the log is empty.',
      "    logCause('InsForge answered with something else than rows.', { host, status, hint: hints[0] })\n",
      '',
      answersFaults('where InsForge answers with an object it counts as unavailable', /InsForge/),
    ],
    'errors: a rejected token counts as a session that has ended': [
      'With the secret of another project users sign in again and again, and no one reads why.',
      "401: 'rejected' → 401: 'unauthenticated'",
      answer('toFailure status 401'),
    ],
    'errors: a busy database counts as unavailable': [
      'Users are told to try again at once, which makes it worse.',
      "429: 'busy' → 429: 'unavailable'",
      answersFaults('where InsForge answers 429'),
    ],
    'errors: a row that cannot be read counts as missing': [
      'Users read that a todo was deleted which has just been stored.',
      "isEmpty ? 'not_found' : 'unavailable' → isEmpty || rows.ok ? 'not_found' : 'unavailable'",
      answersFaults('an unreadable answer to a write is not taken for a missing row'),
    ],
  },
  'packages/shared/starter/lib/log.ts': {
    'log: no limit': [
      'Anyone can fill the disk of the server by failing again and again.',
      '  if (period.lines > MOST) return\n →',
      unit(
        'packages/shared',
        'starter/test/lib/log.test.ts',
      )('writes at most 100 lines of one event'),
    ],
  },
  'packages/shared/starter/lib/sign-in.ts': {
    'sign-in: the cause in the address of production': [
      'Users, and the logs of proxies, read internals.',
      "process.env.NODE_ENV === 'development' → process.env.NODE_ENV",
      unit('packages/shared', 'starter/test/lib/sign-in.test.ts')('in production'),
    ],
  },
  'packages/shared/starter/lib/proxy.ts': {
    'sign-in: led to its own address for ever': [
      'Behind a proxy that hides the address no user can sign in.',
      ' || searchParams.has(MARK)) return → ) return',
      unit('packages/shared', 'starter/test/lib/proxy.test.ts')('lets pass'),
    ],
  },
  'packages/shared/starter/todos/data.ts': {
    'errors: a retry that meets its own row fails': [
      'A todo whose first response was lost is stored, but reported as a conflict.',
      'if (sqlState(answer) !== UNIQUE_VIOLATION) → if (client)',
      data('stores it once when it is sent twice'),
    ],
  },
  'packages/shared/starter/todos/title.ts': {
    'title: counted in UTF-16 units': [
      'A title of 101 emoji is rejected, though Postgres would accept it.',
      '[...title].length > 200 → title.length > 200',
      schema('titleSchema stores'),
    ],
    'title: invisible characters are a title': [
      'A todo is stored that shows nothing and cannot be found again.',
      '!VISIBLE.test(title) → title.length === 0',
      schema('which shows nothing'),
    ],
    'title: U+0000 reaches Postgres': [
      'A pasted text is “not accepted”, with a “Try again” that cannot work.',
      '/\\0|\\p{Surrogate}/u.test(title) → /\\p{Surrogate}/u.test(title)',
      schema('which Postgres can’t store'),
    ],
  },
  'packages/shared/starter/todos/schema.ts': {
    'new todo: accepts every field': [
      'A handmade call of the Server Action can write columns that the form does not have.',
      'todoSchema.pick({ id: true }).strict() → todoSchema.pick({ id: true }).loose()',
      schema('has no user_id in a new todo'),
    ],
    'restore: any date': [
      'One forged form stores a date that cannot be read back, and the whole list is an error.',
      "Date.parse('0001-01-02') <= Date.parse(date) && Date.parse(date) <= Date.now() + day",
      'Date.parse(date) !== day',
      schema('which can’t be read back'),
    ],
  },
  'packages/shared/starter/lib/return-to.ts': {
    'return-to: without the // rule': [
      'A link to our sign-in page leads to another site after signing in.',
      "origin === ORIGIN && !pathname.startsWith('//') ? → origin === ORIGIN ?",
      returnTo('evil.example" home'),
    ],
    'return-to: only the first character checked': [
      'A link to our sign-in page leads to another site after signing in.',
      "if (!URL.canParse(value, ORIGIN)) return '/'",
      'if (URL.canParse(value, ORIGIN)) return value',
      returnTo('evil.example" home'),
    ],
    'return-to: a route that signs out': [
      'A link to our sign-in page signs users out as soon as they are in.',
      ' || isAuthRoute(pathname, authRoutes)) →)',
      returnTo('leads /auth/logout home'),
    ],
    'return-to: a route that signs out, encoded': [
      'As above, for a link with one letter of the route encoded.',
      'decodeURIComponent(pathname) → pathname',
      returnTo('leads /%61uth/logout home'),
    ],
    'return-to: without a length limit': [
      'With a long return URL sign-in fails: the browser drops the cookie that holds it.',
      'path.length > MAX_LENGTH || isAuthRoute → isAuthRoute',
      returnTo('keeps what a cookie has room for, and no more'),
    ],
  },
  'packages/shared/starter/lib/env.ts': {
    'environment: pasted values not checked': [
      'A secret that ends in a line break fails later, with an error that names no variable.',
      '(checkPaste(value) ?? check?.(value)) → check?.(value)',
      env('has a quote at its beginning or end'),
    ],
    'environment: the value in the message': [
      'A secret that is too short ends up in the log.',
      '{ name, problem }) => `$ → { name, problem }) => process.env[name] + `$',
      env('names what is wrong without'),
    ],
  },
  'packages/shared/starter/lib/validation.ts': {
    'forms: a refusal repeats the caller’s keys': [
      'Hundreds of kilobytes that a caller made up come back as a message.',
      "customError: () => failure('invalid').message → customError: undefined",
      serverAction('repeats none of the caller’s keys'),
    ],
  },
  'packages/shared/starter/next.config.ts': {
    'forms: as large as they like': [
      'Without an account, one request of 1 MB keeps the server busy for a second.',
      "bodySizeLimit: '16kb' → bodySizeLimit: '1mb'",
      actionsByHand('a form of more than 16 kB is refused before it is read'),
    ],
    'bodies: as large as they like': [
      'Fifty callers without an account, who send slowly, take 350 MB of the server’s memory.',
      "proxyClientMaxBodySize: '256kb' → proxyClientMaxBodySize: '10mb'",
      bodyLimits('callers that stall with a large body take little memory'),
    ],
  },
}
