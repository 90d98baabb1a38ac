import { decodeJwt } from 'jose'
import { describe, expect } from 'vitest'
import { renderJwtTemplate } from '../../../src/providers/workos/settings.ts'
import { sampleUser } from '../../../src/providers/workos/user.ts'
import { email, password } from '../oidc/emulator.ts'
import { stopClock } from '../oidc/fixture.ts'
import { it, refused, ulid, workosTarget } from './fixture.ts'

const { token: endpoint, authorize: path } = workosTarget.paths

describe('the form', () => {
  it('sends along every parameter of the request, on both screens', async ({ emulator }) => {
    const names = /name="(?:prompt|max_age|redirect_uri|client_id|state|code_challenge)" value/g
    const browser = await emulator.visit({ prompt: 'login', max_age: '60' })
    expect(browser.page.match(names)).toHaveLength(6)
    const link = /<a class="alone" href="([^"]*)"/.exec(browser.page)?.[1]
    await browser.go(`${link?.replaceAll('&amp;', '&')}`)
    expect(browser.page.match(names)).toHaveLength(6)
    const shown = await browser.submit({ email, password })
    expect(browser.page.match(names)).toHaveLength(6)
    expect((await emulator.typeCode(browser, shown)).status).toBe(302)
  })

  it('makes one account when it is sent twice at once', async ({ emulator }) => {
    const browser = await emulator.visit({ screen_hint: 'sign-up' })
    const sendForm = () => browser.submit({ email, password })
    const responses = await Promise.all([sendForm(), sendForm()])
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('the token endpoint', () => {
  it.for(['{', '[]', 'null'])('refuses the body %s', async (body, { emulator }) => {
    const headers = { 'content-type': 'application/json' }
    const response = await emulator.send(endpoint, { method: 'POST', headers, body })
    const answer = { status: response.status, json: await response.json() }
    expect(answer).toEqual(refused('invalid_request', 'The body is not readable.'))
    expect(response.headers.get('x-request-id')).toMatch(new RegExp(`^req_${ulid}$`))
  })

  it('uses a code up that comes with another verifier', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    await emulator.exchange(code, { code_verifier: 'another' })
    expect(await emulator.exchange(code)).toEqual(workosTarget.badCode)
  })
})

describe('a refresh token', () => {
  const alreadyExchanged = refused('invalid_grant', 'Refresh token already exchanged.')

  it('is exchanged for new tokens of the same session', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const { json } = await emulator.refresh(tokens)
    const { jti, sid, sub, auth_time } = decodeJwt(tokens.access_token)
    const after = decodeJwt(json.access_token)
    expect(after).toMatchObject({ sid, sub, auth_time })
    expect(after.jti).not.toBe(jti)
    expect(json.refresh_token).not.toBe(tokens.refresh_token)
  })

  it('gets the same successor side by side, and after a restart', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const requests = Array.from({ length: 8 }, () => emulator.refresh(tokens))
    const [first, ...others] = await Promise.all(requests)
    expect(first?.status).toBe(200)
    for (const other of others) expect(other).toEqual(first)
    await emulator.restart()
    expect(await emulator.refresh(tokens)).toEqual(first)
  })

  it('answers its successor for ten seconds and is refused then', async ({ emulator }) => {
    const later = stopClock()
    const { tokens } = await emulator.signedIn()
    const first = await emulator.refresh(tokens)
    later(9.999)
    expect(await emulator.refresh(tokens)).toEqual(first)
    later(0.001)
    expect(await emulator.refresh(tokens)).toEqual(alreadyExchanged)
    expect((await emulator.refresh(first.json)).status).toBe(200)
  })

  it('has no grace when a test takes it away', async ({ emulator }) => {
    await emulator.hook('POST settings', { replayGraceSeconds: 0 })
    const { tokens } = await emulator.signedIn()
    const answers = await Promise.all([1, 2].map(() => emulator.refresh(tokens)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('that was used is forgotten in the end and still refused', async ({ emulator }) => {
    const later = stopClock()
    const { tokens } = await emulator.signedIn()
    const next = await emulator.refresh(tokens)
    later(3600.001)
    await emulator.refresh(next.json)
    expect(await emulator.refresh(tokens)).toEqual(workosTarget.badRefreshToken)
  })
})

it('signing out without a session is refused in JSON', async ({ emulator }) => {
  const response = await emulator.send('/user_management/sessions/logout')
  expect(response.status).toBe(422)
  expect(await response.json()).toEqual({ message: 'session_id is required.' })
})

it.for(['MicrosoftOAuth', 'GitHubOAuth', 'AppleOAuth'])(
  'a sign-in with %s is a 501',
  async (provider, { emulator }) => {
    const response = await emulator.authorize({ provider })
    const error_description = `${path} with the provider ${provider} is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', error_description })
  },
)

it('a prompt other than login is a 501', async ({ emulator }) => {
  expect((await emulator.authorize({ prompt: 'consent' })).status).toBe(501)
})

describe('a code', () => {
  const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }

  it('with PKCE is exchanged by a public client, which has no secret', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    const first = await emulator.exchange(code, { client_secret: undefined })
    expect(first.status).toBe(200)
    const { refresh_token } = first.json
    const fields = { grant_type: 'refresh_token', refresh_token, client_secret: undefined }
    expect((await emulator.token(fields)).status).toBe(200)
  })

  it('without PKCE is exchanged with the secret alone', async ({ emulator }) => {
    const { code } = await emulator.signUp(email, withoutPkce)
    expect((await emulator.exchange(code, { code_verifier: undefined })).status).toBe(200)
  })

  it('without PKCE is not exchanged with a verifier, nor without a secret', async ({
    emulator,
  }) => {
    const json = { code: 'code_challenge_not_found', message: expect.any(String) }
    const { code } = await emulator.signUp(email, withoutPkce)
    expect(await emulator.exchange(code, { client_secret: undefined })).toEqual({
      status: 400,
      json,
    })
    const next = await emulator.signUp('bob@example.com', withoutPkce)
    const neither = { client_secret: undefined, code_verifier: undefined }
    const badSecret = refused('invalid_client', 'Invalid client secret.')
    expect(await emulator.exchange(next.code, neither)).toEqual(badSecret)
  })

  it.for([{ organization_id: 7 }, { invitation_token: { id: 'x' } }])(
    'comes with nothing that is not emulated, of any type: %o',
    async (more, { emulator }) => {
      const { clientId: client_id, clientSecret: client_secret } = emulator
      const { code } = await emulator.signUp()
      const grant_type = 'authorization_code'
      const body = JSON.stringify({ client_id, client_secret, grant_type, code, ...more })
      const headers = { 'content-type': 'application/json' }
      expect((await emulator.send(endpoint, { method: 'POST', headers, body })).status).toBe(501)
    },
  )
})

it.for(['', 'Bearer sk_test_other'])(
  'a user is refused to “%s”',
  async (authorization, { emulator }) => {
    const init = { headers: { authorization } }
    expect((await emulator.send('/user_management/users/user_1', init)).status).toBe(401)
  },
)

it('the key set is not there for another client', async ({ emulator }) => {
  expect((await emulator.send('/sso/jwks/client_other')).status).toBe(404)
})

describe('the JWT template', () => {
  const ann = { ...sampleUser, email: 'ann"@example.com', first_name: 'Ann', email_verified: true }

  it('can be turned off and on', async ({ emulator }) => {
    const { jwtTemplate } = (await emulator.hook('GET settings')).json
    await emulator.hook('POST settings', { jwtTemplate: null })
    const { tokens } = await emulator.signedIn()
    const names = ['auth_time', 'client_id', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']
    expect(Object.keys(decodeJwt(tokens.access_token)).sort()).toEqual(names)
    await emulator.hook('POST settings', { jwtTemplate })
    const { json } = await emulator.refresh(tokens)
    expect(decodeJwt(json.access_token)).toMatchObject({ role: 'authenticated' })
  })

  it('takes a variable as text inside a string and as a value outside of one', () => {
    const template =
      '{"a": "{{ user.first_name }} <{{user.email}}>", "b": {{ user.email_verified }}, ' +
      '"c": {{ user.last_name }}, "d": "{{ user.last_name }}", "e": {{ user.metadata }}}'
    const claims = { a: 'Ann <ann"@example.com>', b: true, c: null, d: '', e: {} }
    expect(renderJwtTemplate(template, ann)).toEqual(claims)
  })

  it.each(['iss', 'sub', 'exp', 'iat', 'nbf', 'jti'])('may not set the claim %s', (claim) => {
    const message = `the JWT template sets reserved claims: ${claim}`
    expect(() => renderJwtTemplate(`{"${claim}": "x"}`, ann)).toThrow(message)
  })

  it.each(['', '[]', 'null', '"x"', '{"a": }', '{"a": {{ user.email }}'])(
    'is not “%s”',
    (template) => {
      const message = 'the JWT template is not a JSON object'
      expect(() => renderJwtTemplate(template, ann)).toThrow(message)
    },
  )

  it.each(['usr.email', 'user.emial', 'user', "user.locale || 'en'", 'user.constructor'])(
    'knows no variable %s',
    (path) => {
      const message = `the JWT template has an unknown variable: ${path}`
      expect(() => renderJwtTemplate(`{"a": {{ ${path} }}}`, ann)).toThrow(message)
    },
  )
})
