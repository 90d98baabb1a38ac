import type { SessionCookies } from '../src/providers/provider.ts'
import { ask } from './ask.ts'
import { expectSignedOut, routes } from './routes.ts'
import { goodSession, session } from './session.ts'
import { expect, provider, test } from './test.ts'

/** Headers that Next's own parts send each other; they must mean nothing when a visitor sends them. */
const inner = (
  good: SessionCookies,
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const sdk = session.innerHeaders(good)
  const names = Object.keys(sdk)
  const handedOn = names.map((name) => [`x-middleware-request-${name}`, sdk[name] ?? ''])
  const skip = (file: string) => ({ 'x-middleware-subrequest': Array(5).fill(file).join(':') })
  return {
    'of the SDK': sdk,
    'of the SDK, as Next hands them on': {
      'x-middleware-override-headers': names.join(','),
      ...Object.fromEntries(handedOn),
    },
    'that once skipped the middleware': { ...sdk, ...skip('middleware') },
    'that would skip the proxy': { ...sdk, ...skip('proxy') },
    'that would skip a proxy in src': { ...sdk, ...skip('src/proxy') },
    'that say that the proxy has let them through': {
      ...sdk,
      'x-middleware-next': '1',
      'x-middleware-invoke': '1',
      'x-invoke-path': '/todos',
      'x-matched-path': '/todos',
    },
    'that lead elsewhere': {
      ...sdk,
      'x-middleware-rewrite': provider.signInFailed,
      'x-url': 'https://evil.example/',
      'x-redirect-uri': 'https://evil.example/callback',
      'x-sign-up-paths': '/todos',
    },
    'of a reverse proxy for another host': {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    },
  }
}

for (const what of Object.keys(inner({}))) {
  test(`headers ${what} sign no user in, on any route`, async ({ context }) => {
    const { email, good } = await goodSession(context)
    for (const route of routes) {
      const answer = await ask(route, { headers: { ...inner(good)[what] } })
      expectSignedOut(route, answer, email)
      expect(decodeURIComponent(answer.location), route).not.toContain('evil.example')
      expect(answer.body, route).not.toContain('evil.example')
    }
  })
}
