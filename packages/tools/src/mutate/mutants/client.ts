import type { Mutant } from '../mutant.ts'

const file = 'packages/shared/starter/lib/insforge-client.ts'
const check = { package: 'shared', file: 'starter/test/lib/insforge-client.test.ts' }

/** The client that acts as one user. */
export const client: readonly Mutant[] = [
  {
    name: 'client: given the anon key',
    means: 'A request that lost its token gets an empty list instead of an error.',
    file,
    find: 'const token = await getToken()',
    replace: "const token = (await getToken()) || 'anon_key'",
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
    find: "cache: 'no-store', ",
    replace: '',
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
  {
    name: 'client: redirects are followed',
    means:
      'A redirect takes the user’s token to another host, and a loop asks over a hundred times.',
    file,
    find: ", redirect: 'error' }",
    replace: ' }',
    check: { ...check, test: 'follows no redirect' },
  },
  {
    name: 'client: the time limit ends with the headers',
    means: 'An answer that stalls keeps a page, and all later writes, waiting for minutes.',
    file,
    find: '      const body = await answer.arrayBuffer()\n      return new Response(body.byteLength > 0 ? body : null, answer)\n',
    replace: '      return answer\n',
    check: { ...check, test: 'gives up an answer that stalls after its headers' },
  },
  {
    name: 'client: a page whose read stalls waits for minutes',
    means: 'While InsForge hangs, users look at a page that does not load.',
    file,
    find: 'timeout: 8_000,',
    replace: 'timeout: 60_000,',
    sync: true,
    check: {
      example: 'workos',
      file: 'suite/answers-faults.spec.ts',
      test: 'a read whose body never ends is given up at the limit',
    },
  },
]
