import type { Mutant } from '../mutant.ts'

const file = 'packages/local/src/insforge/gateway/caller.ts'
const recorded = { package: 'local', file: 'test/insforge/recorded.test.ts' }
const read = (test: string) => ({ ...recorded, test: `a read, by its credentials ${test}` })

/** How the gateway identifies a caller. */
export const gateway: readonly Mutant[] = [
  {
    name: 'gateway: alg none accepted',
    means: 'Anyone can act as any user.',
    file,
    find: "jwt.verify(token, key, { algorithms: ['HS256'] })",
    replace:
      "token.endsWith('.') ? (jwt.decode(token) ?? {}) : jwt.verify(token, key, { algorithms: ['HS256'] })",
    check: read('alg=none, empty signature'),
  },
  {
    name: 'gateway: HS512 accepted',
    means: 'A token works here that InsForge rejects.',
    file,
    find: "{ algorithms: ['HS256'] }",
    replace: "{ algorithms: ['HS256', 'HS512'] }",
    check: read('alg=HS512 signed with secret'),
  },
  {
    name: 'gateway: expired token accepted',
    means: 'An app that signs too early works here and fails with InsForge.',
    file,
    find: "{ algorithms: ['HS256'] }",
    replace: "{ algorithms: ['HS256'], ignoreExpiration: true }",
    check: read('expired (exp 60 s ago)'),
  },
  {
    name: 'gateway: token without sub accepted',
    means: 'A sample that leaves sub out works here and fails with InsForge.',
    file,
    find: "if (!claims.sub) throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'Invalid token subject')",
    replace: '',
    check: read('sub missing'),
  },
  {
    name: 'gateway: unknown role treated as authenticated',
    means: 'A provider’s own role claim works here and is a 403 with InsForge.',
    file,
    find: "if (role === 'authenticated') return { role, sub, email }",
    replace: "if (role) return { role: 'authenticated', sub, email }",
    check: read('role="postgres"'),
  },
  {
    name: 'gateway: wrong anon key accepted',
    means: 'An app with another project’s key works here and fails with InsForge.',
    file,
    find: "if (isSame(token, credentials.anonKey)) return { role: 'anon' }",
    replace: "if (token) return { role: 'anon' }",
    check: read('anon key (wrong)'),
  },
  {
    name: 'gateway: wrong API key accepted',
    means: 'Any text that begins with ik_ can read and write every row.',
    file,
    find: 'if (isSame(apiKey, credentials.apiKey))',
    replace: 'if (apiKey)',
    check: read('admin API key ik_ (wrong)'),
  },
  {
    name: 'gateway: secrets given to users',
    means: 'Every user can read the secret that signs all tokens.',
    file,
    find: "if (verify(token, credentials).role !== 'project_admin') {",
    replace: 'if (!verify(token, credentials).role) {',
    check: { ...recorded, test: 'GET /api/secrets/JWT_SECRET with user' },
  },
  {
    name: 'gateway: other claims reach SQL',
    means:
      'A policy that reads another claim works here and not with InsForge, which passes on three.',
    file,
    find: 'jwt.sign({ sub, email, role }',
    replace: "jwt.sign({ sub, email, role, aud: 'insforge-api' }",
    check: {
      package: 'local',
      file: 'test/insforge/claims.test.ts',
      test: 'reach SQL, for five minutes, and nothing else',
    },
  },
]
