import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { openBrowser, refusalOf, refused, signedUpBrowser } from './browser.ts'
import { appUrl, hook, send, startEmulator, type TestEmulator } from './fixture.ts'

/** What Clerk's SDKs put behind a cookie's name, for the emulator's publishable key. */
const suffix = 'fFbAA6Fk'

function handshake(emulator: TestEmulator, query: Readonly<Record<string, string>>) {
  return send(emulator, `/v1/client/handshake?${new URLSearchParams(query)}`)
}

/** The cookies that the app is to set, by name, and where the browser goes on. */
async function outcome(emulator: TestEmulator, response: Response) {
  expect(response.status).toBe(307)
  const to = new URL(response.headers.get('location') ?? '')
  const token = to.searchParams.get('__clerk_handshake') ?? ''
  to.searchParams.delete('__clerk_handshake')
  const jwks = await (await send(emulator, '/.well-known/jwks.json')).text()
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(JSON.parse(jwks)))
  expect(protectedHeader.cat).toBe('cl_B7d4PD111AAA')
  const cookies = (payload.handshake as string[]).map((line) => {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split('=')
    return { name, value, attributes }
  })
  const values = Object.fromEntries(cookies.map(({ name, value }) => [name, value]))
  return { to: to.href, cookies, values }
}

describe('a handshake', () => {
  it('gives a new browser a dev browser, and says that nobody is signed in', async () => {
    const emulator = await startEmulator()
    const redirect_url = `${appUrl}/todos?done=1`
    const { to, cookies, values } = await outcome(
      emulator,
      await handshake(emulator, { redirect_url }),
    )
    expect(to).toBe(redirect_url)
    expect(values).toEqual({
      __clerk_db_jwt: expect.stringMatching(/^dvb_/),
      [`__clerk_db_jwt_${suffix}`]: values.__clerk_db_jwt,
      __client_uat: '0',
      [`__client_uat_${suffix}`]: '0',
      __session: '',
      [`__session_${suffix}`]: '',
    })
    expect(cookies.find(({ name }) => name === '__session')?.attributes).toEqual([
      'Path=/',
      'SameSite=Lax',
      'Max-Age=0',
    ])
    const isKnown = { __clerk_db_jwt: `${values.__clerk_db_jwt}` }
    expect((await send(emulator, `/v1/client?${new URLSearchParams(isKnown)}`)).status).toBe(200)
  })

  it('gives a signed-in browser a new session token', async () => {
    const now = Date.now()
    const { browser, userId, sessionId } = await signedUpBrowser(await startEmulator(() => now))
    const { emulator, devBrowserId } = browser
    const response = await handshake(emulator, {
      redirect_url: `${appUrl}/?__clerk_db_jwt=${devBrowserId}`,
      __clerk_db_jwt: devBrowserId,
      __clerk_hs_reason: 'session-token-expired',
      format: 'nonce',
    })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('location')).not.toContain('__clerk_db_jwt')
    const { values } = await outcome(emulator, response)
    expect(values).toMatchObject({
      __clerk_db_jwt: devBrowserId,
      __client_uat: `${Math.floor(now / 1000)}`,
      [`__session_${suffix}`]: values.__session,
    })
    expect(decodeJwt(`${values.__session}`)).toMatchObject({
      azp: appUrl,
      sid: sessionId,
      sub: userId,
    })
  })

  it('says so when the session was ended elsewhere', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const { emulator, devBrowserId } = browser
    await hook(emulator, 'POST sessions/revoke')
    const query = { redirect_url: appUrl, __clerk_db_jwt: devBrowserId }
    const { values } = await outcome(emulator, await handshake(emulator, query))
    expect(values).toMatchObject({
      __clerk_db_jwt: devBrowserId,
      __client_uat: '0',
      __session: '',
    })
  })

  it('gives another dev browser to one that is not known', async () => {
    const emulator = await startEmulator()
    const query = { redirect_url: appUrl, __clerk_db_jwt: 'dvb_unknown' }
    const { values } = await outcome(emulator, await handshake(emulator, query))
    expect(values.__clerk_db_jwt).toMatch(/^dvb_[0-9A-Za-z]{27}$/)
  })

  it.each([
    '',
    'not an address',
    '/todos',
    'http://localhost:3001/',
    'https://localhost:3000/',
    'http://localhost:3000@evil.example/',
    'http://evil.example/http://localhost:3000',
    'javascript:alert(1)',
  ])('goes nowhere but to the app: not to “%s”', async (redirect_url) => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const query = { redirect_url, __clerk_db_jwt: browser.devBrowserId }
    const response = await handshake(browser.emulator, query)
    expect(refusalOf({ status: response.status, json: await response.json() })).toEqual(
      refused(
        400,
        'invalid_handshake',
        'invalid handshake',
        `The handshake request is invalid: “${redirect_url}” is no address of this application`,
      ),
    )
    expect(response.headers.get('location')).toBeNull()
  })

  it('is refused without an address to go back to', async () => {
    const emulator = await startEmulator()
    const { devBrowserId } = await openBrowser(emulator)
    expect((await handshake(emulator, { __clerk_db_jwt: devBrowserId })).status).toBe(400)
  })
})
