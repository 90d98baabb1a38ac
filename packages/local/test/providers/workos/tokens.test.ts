import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { renderJwtTemplate } from '../../../src/providers/workos/settings.ts'
import { sampleUser } from '../../../src/providers/workos/user.ts'
import { hook, send } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, stopClock } from '../oidc/fixture.ts'
import { exchange, refresh, signedIn, signUp, visit } from '../oidc/flows.ts'
import { refused, startEmulator, ulid, workosTarget } from './fixture.ts'

const { token: endpoint } = workosTarget.paths

describe('the form', () => {
  it('sends along every parameter of the request, on both screens', async () => {
    const emulator = await startEmulator()
    const names = /name="(?:prompt|max_age|redirect_uri|client_id|state|code_challenge)" value/g
    const browser = await visit(emulator, { prompt: 'login', max_age: '60' })
    expect(browser.page.match(names)).toHaveLength(6)
    const link = /<a class="alone" href="([^"]*)"/.exec(browser.page)?.[1]
    await browser.go(`${link?.replaceAll('&amp;', '&')}`)
    expect(browser.page.match(names)).toHaveLength(6)
    expect((await browser.submit({ email, password })).status).toBe(302)
  })

  it('makes one account when it is sent twice at once', async () => {
    const emulator = await startEmulator()
    const browser = await visit(emulator, { screen_hint: 'sign-up' })
    const sendForm = () => browser.submit({ email, password })
    const responses = await Promise.all([sendForm(), sendForm()])
    expect(responses.map(({ status }) => status).sort()).toEqual([302, 409])
  })
})

describe('the token endpoint', () => {
  it.each(['{', '[]', 'null'])('refuses the body %s', async (body) => {
    const headers = { 'content-type': 'application/json' }
    const response = await send(await startEmulator(), endpoint, { method: 'POST', headers, body })
    expect({ status: response.status, json: await response.json() }).toEqual(
      refused('invalid_request', 'The body is not readable.'),
    )
    expect(response.headers.get('x-request-id')).toMatch(new RegExp(`^req_${ulid}$`))
  })

  it('uses a code up that comes with another verifier', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    await exchange(emulator, code, { code_verifier: 'another' })
    expect(await exchange(emulator, code)).toEqual(workosTarget.badCode)
  })
})

describe('a refresh token', () => {
  const alreadyExchanged = refused('invalid_grant', 'Refresh token already exchanged.')

  it('is exchanged for new tokens of the same session', async () => {
    const emulator = await startEmulator()
    const first = (await signedIn(emulator)).json
    const next = (await refresh(emulator, first.refresh_token)).json
    const [{ jti, ...before }, after] = [
      decodeJwt(first.access_token),
      decodeJwt(next.access_token),
    ]
    const { sid, sub, auth_time } = before
    expect(after).toMatchObject({ sid, sub, auth_time })
    expect(after.jti).not.toBe(jti)
    expect(next.refresh_token).not.toBe(first.refresh_token)
  })

  it('gets the same successor in requests side by side, and after a restart', async () => {
    const emulator = await startEmulator()
    const { refresh_token } = (await signedIn(emulator)).json
    const [first, ...others] = await Promise.all(
      Array.from({ length: 8 }, () => refresh(emulator, refresh_token)),
    )
    expect(first?.status).toBe(200)
    for (const other of others) expect(other).toEqual(first)
    await emulator.restart()
    expect(await refresh(emulator, refresh_token)).toEqual(first)
  })

  it('that was used answers its successor for ten seconds and is refused then', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { refresh_token } = (await signedIn(emulator)).json
    const first = await refresh(emulator, refresh_token)
    later(9.999)
    expect(await refresh(emulator, refresh_token)).toEqual(first)
    later(0.001)
    expect(await refresh(emulator, refresh_token)).toEqual(alreadyExchanged)
    expect((await refresh(emulator, first.json.refresh_token)).status).toBe(200)
  })

  it('has no grace when a test takes it away', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { replayGraceSeconds: 0 })
    const { refresh_token } = (await signedIn(emulator)).json
    const answers = await Promise.all([1, 2].map(() => refresh(emulator, refresh_token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('that was used is forgotten in the end and still refused', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { refresh_token } = (await signedIn(emulator)).json
    const next = await refresh(emulator, refresh_token)
    later(3600.001)
    await refresh(emulator, next.json.refresh_token)
    expect(await refresh(emulator, refresh_token)).toEqual(workosTarget.badRefreshToken)
  })
})

it('signing out without a session is refused on a page', async () => {
  const browser = openBrowser(await startEmulator())
  expect((await browser.go('/user_management/sessions/logout')).status).toBe(422)
  expect(browser.page).toContain('It names no session: session_id is required.')
})

it.each(['', 'Bearer sk_test_other'])('a user is refused to “%s”', async (authorization) => {
  const response = await send(await startEmulator(), '/user_management/users/user_1', {
    headers: { authorization },
  })
  expect(response.status).toBe(401)
})

it('the key set is not there for another client', async () => {
  expect((await send(await startEmulator(), '/sso/jwks/client_other')).status).toBe(404)
})

describe('the JWT template', () => {
  const ann = { ...sampleUser, email: 'ann"@example.com', first_name: 'Ann', email_verified: true }

  it('can be turned off and on', async () => {
    const emulator = await startEmulator()
    const { jwtTemplate } = (await hook(emulator, 'GET settings')).json
    await hook(emulator, 'POST settings', { jwtTemplate: null })
    const { json } = await signedIn(emulator)
    const names = ['auth_time', 'client_id', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']
    expect(Object.keys(decodeJwt(json.access_token)).sort()).toEqual(names)
    await hook(emulator, 'POST settings', { jwtTemplate })
    const next = (await refresh(emulator, json.refresh_token)).json
    expect(decodeJwt(next.access_token)).toMatchObject({ role: 'authenticated' })
  })

  it('takes a variable as text inside a string and as a value outside of one', () => {
    const template =
      '{"a": "{{ user.first_name }} <{{user.email}}>", "b": {{ user.email_verified }}, ' +
      '"c": {{ user.last_name }}, "d": "{{ user.last_name }}", "e": {{ user.metadata }}}'
    const claims = { a: 'Ann <ann"@example.com>', b: true, c: null, d: '', e: {} }
    expect(renderJwtTemplate(template, ann)).toEqual(claims)
  })

  it.each([
    ...['iss', 'sub', 'exp', 'iat', 'nbf', 'jti'].map((claim) => [
      `{"${claim}": "x"}`,
      `the JWT template sets reserved claims: ${claim}`,
    ]),
    ...['', '[]', 'null', '"x"', '{"a": }', '{"a": {{ user.email }}'].map((template) => [
      template,
      'the JWT template is not a JSON object',
    ]),
    ...['usr.email', 'user.emial', 'user', "user.locale || 'en'", 'user.constructor'].map(
      (path) => [`{"a": {{ ${path} }}}`, `the JWT template has an unknown variable: ${path}`],
    ),
  ])('%s is refused', (template, message) => {
    expect(() => renderJwtTemplate(template, ann)).toThrow(message)
  })
})
