import type { Mutant } from '../mutant.ts'

const file = 'packages/shared/src/insforge/client.ts'
const check = { package: 'shared', file: 'test/client.test.ts' }

/** The client that acts as one user. */
export const client: readonly Mutant[] = [
  {
    name: 'client: given the anon key',
    means: 'A request that lost its token gets an empty list instead of an error.',
    file,
    find: 'auth: { detectOAuthCallback: false },',
    replace: "auth: { detectOAuthCallback: false },\n    anonKey: 'anon_key',",
    check: { ...check, test: 'never with the anon key, when the fixed one is empty' },
  },
  {
    name: 'client: base URL not normalized',
    means: 'With a trailing slash in the URL, as people copy it, every request is a 404.',
    file,
    find: "url.replace(/\\/+$/, '')",
    replace: 'url',
    check: { ...check, test: 'reaches the API when the base URL ends with' },
  },
  {
    name: 'client: token requested only once',
    means: 'A page that stays open longer than a token lives is signed out in the middle of work.',
    file,
    find: '  return async (input, init) => {\n    const headers = new Headers(init?.headers)\n    const token = await getToken()',
    replace:
      '  const first = getToken()\n  return async (input, init) => {\n    const headers = new Headers(init?.headers)\n    const token = await first',
    check: { ...check, test: 'asks for a token before every request' },
  },
  {
    name: 'client: responses may be cached',
    means: 'A server that caches responses shows one user’s rows to another.',
    file,
    find: "fetch(input, { ...init, cache: 'no-store' })",
    replace: 'fetch(input, init)',
    check: { ...check, test: 'lets no answer be cached' },
  },
  {
    name: 'client: the SDK’s default number of retries',
    means: 'A page waits for three retries of a database that is down.',
    file,
    find: 'retryCount: 1,',
    replace: 'retryCount: 3,',
    check: { ...check, test: 'tries a read once more after a 503, and a write never' },
  },
]
