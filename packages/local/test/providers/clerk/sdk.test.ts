import { createClerkClient, verifyToken } from '@clerk/backend'
import { isClerkAPIResponseError } from '@clerk/backend/errors'
import { describe, expect, it } from 'vitest'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { frontendApiHost } from '../../../src/providers/clerk/publishable-key.ts'
import { openBrowser, signedUpBrowser, signIn } from './browser.ts'
import { appUrl, hook, password, startEmulator, type TestEmulator } from './fixture.ts'

/** The SDK with the variables that the app gets. */
function sdk({ context }: TestEmulator, secretKey = context.secrets.secretKey) {
  const environment = clerk.environment(context)
  return createClerkClient({
    secretKey,
    apiUrl: environment.CLERK_API_URL ?? '',
    publishableKey: environment.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? '',
    proxyUrl: environment.NEXT_PUBLIC_CLERK_PROXY_URL ?? '',
    telemetry: { disabled: true },
  })
}

/** The app's middleware, as one browser meets it: a page is asked for, the browser follows where
 * it is sent, and keeps the cookies that it is given. */
function visitor(emulator: TestEmulator, cookies = new Map<string, string>()) {
  const client = sdk(emulator)
  return {
    cookies,
    async open(url: string) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie }
      const state = await client.authenticateRequest(new Request(url, { headers }))
      for (const line of state.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return { status: state.status, location: state.headers.get('location'), state }
    },
    /** Opens the page, goes to the handshake and back, and opens the page again. */
    async shakeHands(url: string) {
      const first = await this.open(url)
      expect(first.status).toBe('handshake')
      const answer = await fetch(first.location ?? '', { redirect: 'manual' })
      const back = await this.open(answer.headers.get('location') ?? '')
      expect(back.location).toBe(url)
      return this.open(url)
    },
  }
}

describe('the middleware of the Clerk SDK', () => {
  it('gives a new browser a dev browser and finds nobody in it', async () => {
    const emulator = await startEmulator()
    const browser = visitor(emulator)
    const { status, state } = await browser.shakeHands(`${appUrl}/`)
    expect(status).toBe('signed-out')
    expect(state.toAuth()?.userId).toBeNull()
    expect(browser.cookies.get('__clerk_db_jwt')).toMatch(/^dvb_/)
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('finds who is signed in, from the session token that the handshake brings', async () => {
    const { browser, userId, sessionId } = await signedUpBrowser(await startEmulator())
    const cookies = new Map([
      ['__clerk_db_jwt', browser.devBrowserId],
      ['__client_uat', `${Math.floor(Date.now() / 1000)}`],
    ])
    const page = visitor(browser.emulator, cookies)
    const { status, state } = await page.shakeHands(`${appUrl}/todos?done=1`)
    expect(status).toBe('signed-in')
    const auth = state.toAuth()
    expect(auth).toMatchObject({ userId, sessionId })
    expect((await page.open(appUrl)).status).toBe('signed-in')
  })

  it('asks again when the session token has expired, and is told when the session is over', async () => {
    let behind = 120_000
    const { browser } = await signedUpBrowser(await startEmulator(() => Date.now() - behind))
    const { emulator, devBrowserId } = browser
    const { json } = await browser.call('GET client')
    const cookies = new Map([
      ['__clerk_db_jwt', devBrowserId],
      ['__client_uat', `${Math.floor(json.response.updated_at / 1000)}`],
      ['__session', json.response.sessions[0].last_active_token.jwt],
    ])
    behind = 0
    const renewed = visitor(emulator, new Map(cookies))
    expect((await renewed.shakeHands(`${appUrl}/`)).status).toBe('signed-in')
    await hook(emulator, 'POST sessions/revoke')
    const ended = visitor(emulator, cookies)
    expect((await ended.shakeHands(`${appUrl}/`)).status).toBe('signed-out')
    expect(ended.cookies.has('__session')).toBe(false)
  })
})

describe('the Backend API of the Clerk SDK', () => {
  it('makes, finds and counts users', async () => {
    const emulator = await startEmulator()
    const { users } = sdk(emulator)
    const ann = await users.createUser({
      emailAddress: ['ann@example.com'],
      password,
      firstName: 'Ann',
    })
    expect(ann).toMatchObject({
      id: expect.stringMatching(/^user_/),
      firstName: 'Ann',
      passwordEnabled: true,
      primaryEmailAddress: {
        emailAddress: 'ann@example.com',
        verification: { status: 'verified' },
      },
    })
    expect(await users.getUser(ann.id)).toEqual(ann)
    const { data, totalCount } = await users.getUserList({ emailAddress: ['ann@example.com'] })
    expect({ data, totalCount }).toEqual({ data: [ann], totalCount: 1 })
    expect(await users.getCount()).toBe(1)
    expect(await signIn(await openBrowser(emulator))).toMatch(/sess_/)
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('verifies session tokens, and gets those of the template', async () => {
    const { browser, userId, sessionId, session } = await signedUpBrowser(await startEmulator())
    const { emulator } = browser
    const { sessions } = sdk(emulator)
    const { json } = await browser.call(`POST ${session}/tokens`)
    const options = { secretKey: emulator.secretKey, apiUrl: emulator.url, skipJwksCache: true }
    const claims = await verifyToken(json.jwt, { ...options, authorizedParties: [appUrl] })
    expect(claims).toMatchObject({
      iss: `https://${frontendApiHost}`,
      sid: sessionId,
      sub: userId,
    })
    const { jwt } = await sessions.getToken(sessionId, 'insforge')
    expect(jwt.split('.')).toHaveLength(3)
    await expect(verifyToken(jwt, options)).rejects.toThrow()
    await expect(
      verifyToken(json.jwt, { ...options, authorizedParties: ['http://localhost:9'] }),
    ).rejects.toThrow('azp')
  })

  it('lists and revokes sessions', async () => {
    const { browser, userId, sessionId } = await signedUpBrowser(await startEmulator())
    const { sessions } = sdk(browser.emulator)
    const { data } = await sessions.getSessionList({ userId, status: 'active' })
    expect(data).toMatchObject([{ id: sessionId, userId, status: 'active' }])
    expect((await sessions.getSession(sessionId)).status).toBe('active')
    expect((await sessions.revokeSession(sessionId)).status).toBe('revoked')
    expect((await browser.call('GET client')).json.response.sessions).toEqual([])
  })

  it('understands every refusal', async () => {
    const { browser, sessionId } = await signedUpBrowser(await startEmulator())
    const { users, sessions } = sdk(browser.emulator)
    const stranger = sdk(browser.emulator, 'sk_test_other')
    const ann = { emailAddress: ['ann@example.com'], password }
    for (const [call, status, code] of [
      [() => users.createUser(ann), 422, 'form_identifier_exists'],
      [() => users.getUser('user_unknown'), 404, 'resource_not_found'],
      [() => sessions.getToken(sessionId, 'other'), 404, 'resource_not_found'],
      [() => stranger.users.getCount(), 401, 'clerk_key_invalid'],
    ] as const) {
      const error: unknown = await call().then(
        () => undefined,
        (reason) => reason,
      )
      expect(isClerkAPIResponseError(error)).toBe(true)
      expect(error).toMatchObject({ status, errors: [{ code }] })
    }
  })
})
