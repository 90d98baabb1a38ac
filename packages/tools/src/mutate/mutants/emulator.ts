import type { Mutant } from '../mutant.ts'

const folder = 'packages/local/src/providers/workos'
const inTests = (file: string) => ({ package: 'local', file: `test/providers/${file}` })

/** What the WorkOS emulator has to reject: without it, the suite proves less than it claims. */
export const emulator: readonly Mutant[] = [
  {
    name: 'workos: a code can be used twice',
    means: 'An app that exchanges a code twice works here and fails with WorkOS.',
    file: `${folder}/tokens.ts`,
    find: 'if (name === code || expiresAt <= now)',
    replace: 'if (expiresAt <= now)',
    check: { ...inTests('oidc/tokens.test.ts'), test: 'is good for one exchange' },
  },
  {
    name: 'workos: PKCE not checked',
    means: 'An app that loses its verifier works here and fails with WorkOS.',
    file: `${folder}/tokens.ts`,
    find: ' || grant.codeChallenge !== challenge',
    replace: '',
    check: { ...inTests('oidc/tokens.test.ts'), test: 'is refused with' },
  },
  {
    name: 'workos: redirect URI not compared',
    means: 'An app with a wrong redirect URI works here and fails with WorkOS.',
    file: `${folder}/routes/authorize.ts`,
    find: '!authkit.redirectUris.includes(redirectUri)',
    replace: "redirectUri === ''",
    check: {
      ...inTests('oidc/authorize.test.ts'),
      test: 'is refused on a page',
      says: /302|501|200/,
    },
  },
  {
    name: 'workos: unlimited grace period for refresh tokens',
    means: 'An app that stores an old refresh token stays signed in here and not with WorkOS.',
    file: `${folder}/tokens.ts`,
    find: 'now - at < settings.replayGraceSeconds * 1000',
    replace: 'at > 0',
    check: { ...inTests('workos/tokens.test.ts'), test: 'for ten seconds and is refused then' },
  },
  {
    name: 'workos: a wrong API key accepted',
    means: 'An app with another project’s key works here and fails with WorkOS.',
    file: `${folder}/routes/authenticate.ts`,
    find: 'body.client_secret !== authkit.apiKey',
    replace: 'body.client_secret === undefined',
    check: { ...inTests('oidc/tokens.test.ts'), test: 'is refused with' },
  },
]
