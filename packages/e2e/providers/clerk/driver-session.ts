import {
  claimsOf,
  rewrite,
  signedByNobody,
  tamper,
  withoutSignature,
} from '../../src/providers/forged-token.ts'
import type { ProviderSession, SdkAction, SessionCookies } from '../../src/providers/provider.ts'
import type { Stage } from '../../src/stage.ts'

/** Each cookie is there twice: once with a suffix that keeps instances of Clerk on one host apart. */
const isCookie = (kind: string, name: string) => new RegExp(`^${kind}(_[\\w-]{8})?$`).test(name)

const tokenOf = (good: SessionCookies) => good.__session ?? ''

/** What Clerk knows a browser by while one develops. */
const browserOf = (good: SessionCookies) => good.__clerk_db_jwt ?? ''

/** The same browser, whose session token is this. */
const withToken = (good: SessionCookies, token: string): SessionCookies =>
  Object.fromEntries(
    Object.entries(good).map(([name, value]) => [
      name,
      isCookie('__session', name) ? token : value,
    ]),
  )

const edit = (change: (token: string) => string) => (good: SessionCookies) =>
  withToken(good, change(tokenOf(good)))

/** Clerk's id of a session. */
export const sessionId = (good: SessionCookies) => String(claimsOf(tokenOf(good)).sid)

const tokensPath = (good: SessionCookies) => `/v1/client/sessions/${sessionId(good)}/tokens`

/** A token of this session with other claims, which Clerk itself has signed. */
export async function signedByClerk(
  good: SessionCookies,
  stage: Stage,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const alterToken = { token: 'session_jwt', claims }
  const accepted = await fetch(`${stage.emulatorUrl}/_emulate/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ path: tokensPath(good), times: 1, alterToken }),
  })
  if (!accepted.ok) throw new Error(`The emulator took no fault: ${await accepted.text()}`)
  return tokenFor(good, stage)
}

/** What Clerk's scripts are given for this session: its own token, or one of a template. */
export async function tokenFor(
  good: SessionCookies,
  { emulatorUrl, appUrl }: Stage,
  template?: string,
): Promise<string> {
  const path = [tokensPath(good), template].filter(Boolean).join('/')
  const query = new URLSearchParams({ __clerk_db_jwt: browserOf(good) })
  const headers = { origin: appUrl }
  const answer = await fetch(`${emulatorUrl}${path}?${query}`, { method: 'POST', headers })
  if (!answer.ok) throw new Error(`The emulator gave no token: ${await answer.text()}`)
  return ((await answer.json()) as { jwt: string }).jwt
}

/** A session whose token Clerk has signed with other claims in it. */
const claiming =
  (claims: (iat: number) => Readonly<Record<string, unknown>>) =>
  async (good: SessionCookies, stage: Stage) => {
    const changed = claims(Number(claimsOf(tokenOf(good)).iat))
    return withToken(good, await signedByClerk(good, stage, changed))
  }

const hour = 3600

/** A session whose token Clerk has given, and that has expired since. */
export const withExpiredToken = claiming((iat) => ({
  iat: iat - hour,
  nbf: iat - hour,
  exp: iat - 60,
}))

/** An action that tells nothing and leads nowhere, for any caller. */
const nothing: SdkAction = {
  args: [],
  signedOut: () => ({ status: 200 }),
  signedIn: () => ({ status: 200 }),
}

export const session: ProviderSession = {
  isPart: (cookie) =>
    ['__session', '__client_uat', '__clerk_db_jwt'].some((kind) => isCookie(kind, cookie)),
  forgeries: {
    'that is empty': edit(() => ''),
    'that is no token': edit(() => 'garbage'),
    'of three parts that are nothing': edit(() => 'a.b.c'),
    'that is five thousand characters long': edit(() => 'a'.repeat(5_000)),
    'that is cut in half': edit((token) => token.slice(0, token.length / 2)),
    'that lacks its end': edit((token) => token.slice(0, -10)),
    'with another header': edit((token) => tamper(token, 0)),
    'with other contents': edit((token) => tamper(token, 1)),
    'with another signature': edit((token) => tamper(token, 2)),
    'without a signature': edit(withoutSignature),
    'signed with another key': edit(signedByNobody),
    'signed with a public secret': edit((token) => rewrite(token, 'header', { alg: 'HS256' })),
    'of another key': edit((token) => rewrite(token, 'header', { kid: 'unknown' })),
    'for another user': edit((token) =>
      rewrite(token, 'payload', { sub: `user_${'0'.repeat(27)}` }),
    ),
    'that lasts longer': edit((token) => rewrite(token, 'payload', { exp: 4_000_000_000 })),
    'that has expired': withExpiredToken,
    'that does not begin yet': claiming((iat) => ({ nbf: iat + hour, exp: iat + 2 * hour })),
    'that was made for another site': claiming(() => ({ azp: 'https://evil.example' })),
    'that is older than the last sign-out': (good) =>
      Object.fromEntries(
        Object.entries(good).map(([name, value]) => [
          name,
          isCookie('__client_uat', name) ? '0' : value,
        ]),
      ),
    'without a browser': (good) =>
      Object.fromEntries(Object.entries(good).filter(([name]) => isCookie('__session', name))),
  },
  innerHeaders: (good) => ({
    'x-clerk-auth-status': 'signed-in',
    'x-clerk-auth-token': tokenOf(good),
    'x-clerk-auth-signature': 'unknown',
    'x-clerk-auth-message': '',
    'x-clerk-auth-reason': '',
    'x-clerk-clerk-url': 'https://evil.example/',
    'x-clerk-redirect-to': 'true',
    'x-clerk-request-data': 'unknown',
  }),
  tokens: async (good) => ({
    session: tokenOf(good),
    browser: browserOf(good),
  }),
  sealed: /eyJ[\w-]{8,}\.eyJ|dvb_/,
  alwaysSecure: false,
  tokensAreCookies: true,
  scriptsReadCookies: true,
  async expire(page, stage) {
    // An open page would renew it.
    await page.goto('about:blank')
    const context = page.context()
    const cookies = await context.cookies(stage.appUrl)
    const parts = cookies.filter(({ name }) => session.isPart(name))
    const good = Object.fromEntries(parts.map(({ name, value }) => [name, value]))
    const expired = Object.entries(await withExpiredToken(good, stage))
    await context.addCookies(expired.map(([name, value]) => ({ name, value, url: stage.appUrl })))
  },
  tokensDown: {
    path: '/v1/client/sign_ins',
    status: 500,
    body: {
      errors: [
        {
          code: 'internal_clerk_error',
          message: 'Oops, an unexpected error occurred',
          long_message: 'There was an internal error on our servers.',
        },
      ],
    },
  },
  // The first tells Next that who is signed in has changed; the second is for keyless mode, which
  // there is in development alone.
  sdkActions: {
    invalidateCacheAction: nothing,
    deleteKeylessAction: nothing,
  },
}
