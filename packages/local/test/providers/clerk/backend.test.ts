import { verifyToken } from '@clerk/backend'
import { isClerkAPIResponseError } from '@clerk/backend/errors'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { appUrl, ask, hook, password } from '../mail/start.ts'
import {
  api,
  browserWith,
  openBrowser,
  short,
  signedUp,
  signIn,
  startEmulator,
  type TestEmulator,
} from './fixture.ts'
import { sdk } from './sdk.ts'

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
  it('gives a new browser a dev browser and finds no user in it', async () => {
    const emulator = await startEmulator()
    const browser = visitor(emulator)
    const { status, state } = await browser.shakeHands(`${appUrl}/`)
    expect(status).toBe('signed-out')
    expect(state.toAuth()?.userId).toBeNull()
    const { __clerk_db_jwt: id = '', ...others } = Object.fromEntries(browser.cookies)
    expect(id).toMatch(/^dvb_[0-9A-Za-z]{27}$/)
    // Each is there twice: the SDKs put a suffix behind the name that tells instances apart.
    expect(others).not.toHaveProperty('__session')
    expect(others).toMatchObject({
      __clerk_db_jwt_fFbAA6Fk: id,
      __client_uat: '0',
      __client_uat_fFbAA6Fk: '0',
    })
    expect((await browserWith(emulator, id).call('GET client')).status).toBe(200)
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('finds who is signed in, from the session token that the handshake brings', async () => {
    const { browser, userId, sessionId } = await signedUp()
    const cookies = new Map([
      ['__clerk_db_jwt', browser.devBrowserId],
      ['__client_uat', `${Math.floor(Date.now() / 1000)}`],
    ])
    const page = visitor(browser.emulator, cookies)
    const { status, state } = await page.shakeHands(`${appUrl}/todos?done=1`)
    expect(status).toBe('signed-in')
    expect(state.toAuth()).toMatchObject({ userId, sessionId })
    expect((await page.open(appUrl)).status).toBe('signed-in')
  })

  it('asks again when the session token has expired, and is told when the session is over', async () => {
    let behind = 120_000
    const { browser } = await signedUp(() => Date.now() - behind)
    const { emulator, devBrowserId } = browser
    const { response } = (await browser.call('GET client')).json
    const cookies = new Map([
      ['__clerk_db_jwt', devBrowserId],
      ['__client_uat', `${Math.floor(response.updated_at / 1000)}`],
      ['__session', response.sessions[0].last_active_token.jwt],
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
    await hook(emulator, 'POST users', { email: 'bob@example.com', password })
    const { users } = sdk(emulator)
    const ann = await users.createUser({
      emailAddress: ['Ann@example.com'],
      password,
      firstName: 'Ann',
    })
    expect(ann).toMatchObject({
      id: expect.stringMatching(/^user_/),
      firstName: 'Ann',
      lastName: null,
      passwordEnabled: true,
      lastSignInAt: null,
      primaryEmailAddress: {
        emailAddress: 'ann@example.com',
        verification: { status: 'verified' },
      },
    })
    expect(await users.getUser(ann.id)).toEqual(ann)
    const emailAddress = ['ann@example.com', 'unknown@example.com']
    const { data, totalCount } = await users.getUserList({ emailAddress })
    expect({ data, totalCount }).toEqual({ data: [ann], totalCount: 1 })
    expect(await users.getCount()).toBe(2)
    expect(await signIn(await openBrowser(emulator))).toMatch(/sess_/)
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('finds users by each filter, the newest first, ten at a time', async () => {
    const emulator = await startEmulator()
    const ids: string[] = []
    for (let index = 0; index < 12; index += 1) {
      const email = `user${index}@example.com`
      const made = await hook(emulator, 'POST users', { email, firstName: `Name${index}` })
      ids.unshift(made.json.id)
    }
    const [newest = '', second = ''] = ids
    const { users } = sdk(emulator)
    const find = async (params: Parameters<typeof users.getUserList>[0]) => {
      const { data, totalCount } = await users.getUserList(params)
      return [data.map(({ id }) => id), totalCount]
    }
    expect(await find({})).toEqual([ids.slice(0, 10), 12])
    expect(await find({ limit: 1 })).toEqual([[newest], 12])
    expect(await find({ limit: 500, offset: 10 })).toEqual([ids.slice(10), 12])
    expect(await find({ limit: 2, orderBy: '+created_at' })).toEqual([
      ids.toReversed().slice(0, 2),
      12,
    ])
    expect(await find({ userId: [second, 'user_unknown'] })).toEqual([[second], 1])
    expect(await find({ userId: [`-${newest}`], limit: 500 })).toEqual([ids.slice(1), 11])
    expect(await find({ userId: [`+${newest}`] })).toEqual([[newest], 1])
    expect(await find({ emailAddress: ['USER11@example.com'] })).toEqual([[newest], 1])
    expect(await find({ query: 'name1' })).toEqual([[newest, second, ids[10]], 3])
    expect(await find({ query: 'name1', userId: [second] })).toEqual([[second], 1])
    for (const noMatch of [
      { externalId: ['x'] },
      { phoneNumber: ['+15555550100'] },
      { username: ['ann'] },
      { query: 'no such user' },
    ]) {
      expect(await find(noMatch)).toEqual([[], 0])
    }
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('verifies session tokens, and gets those of the session and of the template', async () => {
    const { browser, userId, sessionId, session } = await signedUp()
    const { emulator } = browser
    const options = { secretKey: emulator.secretKey, apiUrl: emulator.url, skipJwksCache: true }
    const { jwt } = (await browser.call(`POST ${session}/tokens`)).json
    const claims = await verifyToken(jwt, { ...options, authorizedParties: [appUrl] })
    expect(claims).toMatchObject({ sid: sessionId, sub: userId })
    const elsewhere = { ...options, authorizedParties: ['http://localhost:9'] }
    await expect(verifyToken(jwt, elsewhere)).rejects.toThrow('azp')
    const own = await sdk(emulator).sessions.getToken(sessionId, '')
    expect(decodeJwt(own.jwt)).toMatchObject({ sid: sessionId, sub: userId })
    expect(decodeJwt(own.jwt)).not.toHaveProperty('azp')
    const template = await sdk(emulator).sessions.getToken(sessionId, 'insforge')
    expect(decodeJwt(template.jwt)).toMatchObject({ sub: userId, role: 'authenticated' })
    await expect(verifyToken(template.jwt, options)).rejects.toThrow()
  })

  it('lists and revokes sessions, which signs the browser out', async () => {
    const { browser, userId, sessionId } = await signedUp()
    const { sessions } = sdk(browser.emulator)
    const clientId = (await browser.call('GET client')).json.response.id
    for (const filter of [{ userId, status: 'active' }, { clientId }] as const) {
      const { data } = await sessions.getSessionList(filter)
      expect(data).toMatchObject([{ id: sessionId, userId, clientId, status: 'active' }])
    }
    for (const filter of [{ userId: 'user_other' }, { clientId, status: 'revoked' }] as const) {
      expect((await sessions.getSessionList(filter)).data).toEqual([])
    }
    const more = await sessions.createSession({ userId })
    const newest = await sessions.getSessionList({ userId, limit: 1 })
    expect(newest).toMatchObject({ data: [{ id: more.id }], totalCount: 2 })
    const oldest = await sessions.getSessionList({ userId, offset: 1 })
    expect(oldest).toMatchObject({ data: [{ id: sessionId }], totalCount: 2 })
    expect((await sessions.getSession(sessionId)).status).toBe('active')
    expect((await sessions.revokeSession(sessionId)).status).toBe('revoked')
    expect((await browser.call('GET client')).json.response.sessions).toEqual([])
    await expect(sessions.getToken(sessionId, 'insforge')).rejects.toMatchObject({ status: 404 })
  })

  it('understands every refusal', async () => {
    const { browser, sessionId } = await signedUp()
    const { users, sessions } = sdk(browser.emulator)
    const create = (email: string, typed = password) =>
      users.createUser({ emailAddress: [email], password: typed })
    for (const [call, status, code] of [
      [() => create('ann@example.com'), 422, 'form_identifier_exists'],
      [() => create('ann'), 422, 'form_param_format_invalid'],
      [() => create('bob@example.com', '1234567'), 422, 'form_password_length_too_short'],
      [() => users.getUser('user_unknown'), 404, 'resource_not_found'],
      [() => users.getUser('constructor'), 404, 'resource_not_found'],
      [() => sessions.getSession('sess_unknown'), 404, 'resource_not_found'],
      [() => sessions.revokeSession('constructor'), 404, 'resource_not_found'],
      [() => sessions.getToken('sess_unknown', 'insforge'), 404, 'resource_not_found'],
      [() => sessions.getToken(sessionId, 'other'), 404, 'resource_not_found'],
      [() => sdk(browser.emulator, 'sk_test_other').users.getCount(), 401, 'clerk_key_invalid'],
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

describe('the Backend API', () => {
  it.each([
    'GET jwks',
    'GET users',
    'GET users/count',
    'POST users',
    'GET users/user_1',
    'GET sessions',
    'GET sessions/sess_1',
    'POST sessions/sess_1/revoke',
    'POST sessions/sess_1/tokens',
    'POST sessions/sess_1/tokens/insforge',
  ])('is for the secret key alone: %s', async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const emulator = await startEmulator()
    const badFormat = '401 authorization_header_format_invalid'
    for (const [authorization, refusal] of [
      [undefined, badFormat],
      [emulator.secretKey, badFormat],
      ['Bearer ', badFormat],
      [`Bearer ${emulator.secretKey} x`, badFormat],
      ['Bearer sk_test_other', '401 clerk_key_invalid'],
    ] as const) {
      const headers = authorization === undefined ? undefined : { authorization }
      expect(short(await ask(emulator, `${method} /v1/${path}`, headers))).toBe(refusal)
    }
  })

  it.each([
    ['POST users', { email_address: [] }],
    ['POST users', { email_address: ['ann@example.com'], username: 'ann' }],
    ['GET users?last_active_at_after=1', undefined],
    ['GET users?limit=501', undefined],
    ['GET users?limit=1&limit=2', undefined],
    ['GET users?order_by=email_address', undefined],
    ['GET users/count?limit=1', undefined],
    ['GET users/user_1?expand=all', undefined],
    ['GET sessions', undefined],
    ['GET sessions?user_id=user_1&created_after=1', undefined],
    ['POST sessions/sess_1/revoke', { reason: 'x' }],
    ['POST sessions/sess_1/tokens/insforge', { expires_in_seconds: 600 }],
  ])('gives no wrong answer to what is not imitated: %s %o', async (route, body) => {
    expect((await api(await startEmulator(), route, body)).status).toBe(501)
  })

  it('has the public half of the key, as the Frontend API has for all', async () => {
    const emulator = await startEmulator()
    const { json } = await api(emulator, 'GET jwks')
    const key = { kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB' }
    expect(json.keys).toEqual([{ ...key, kid: expect.any(String), n: expect.any(String) }])
    expect((await ask(emulator, 'GET /.well-known/jwks.json')).json).toEqual(json)
  })
})
