import { decodeJwt } from 'jose'
import { describe, expect } from 'vitest'
import { it as auth0It } from '../auth0/fixture.ts'
import { it as kindeIt } from '../kinde/fixture.ts'
import type { TestEmulator } from './emulator.ts'

interface Rules {
  readonly name: string
  readonly it: typeof auth0It
  audience(emulator: TestEmulator): string
  readonly users: string
  /** How a request of a token for another audience is refused, and one for none. */
  readonly otherAudience: object
  readonly noAudience: object
  readonly badClient: object
  /** How the API refuses, in short. */
  readonly missing: string
  readonly bad: string
  readonly foreign: string
  readonly unscoped: string
}

const auth0: Rules = {
  name: 'Auth0',
  it: auth0It,
  audience: ({ env }) => `${env.AUTH0_DOMAIN}/api/v2/`,
  users: '/api/v2/users',
  otherAudience: {
    status: 403,
    json: { error: 'access_denied', error_description: 'Service not found: https://api.example' },
  },
  noAudience: { status: 403, json: expect.objectContaining({ error: 'access_denied' }) },
  badClient: { status: 401, json: { error: 'access_denied', error_description: 'Unauthorized' } },
  missing: '401 Missing authentication',
  bad: '401 Invalid token',
  foreign: '401 Bad audience: https://api.example',
  unscoped: '403 Insufficient scope, expected any of: read:users',
}
const kinde: Rules = {
  name: 'Kinde',
  it: kindeIt,
  audience: ({ url }) => `${url}/api`,
  users: '/api/v1/users',
  otherAudience: { status: 400, json: expect.objectContaining({ error: 'invalid_request' }) },
  noAudience: { status: 200, json: expect.objectContaining({ token_type: 'Bearer' }) },
  badClient: { status: 401, json: expect.objectContaining({ error: 'invalid_client' }) },
  missing: '401 Invalid token',
  bad: '401 Invalid token',
  foreign: '401 Invalid token',
  unscoped: '403 The token has none of the scopes read:users',
}

const grant = { grant_type: 'client_credentials' }

describe.each([auth0, kinde])('the Management API of $name', (rules) => {
  const { it, audience, users } = rules
  /** Asks for users with that token; the answer in short. */
  const ask = async (emulator: TestEmulator, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await emulator.send(users, { headers })
    const json = JSON.parse(await response.text())
    const sentence = json.message ?? json.errors?.[0].message
    return response.ok ? '200' : `${response.status} ${sentence}`
  }

  it('is for the app itself and for the machine application', async ({ emulator }) => {
    const { secrets } = emulator.context
    const machine = {
      client_id: secrets.managementClientId,
      client_secret: secrets.managementClientSecret,
    }
    const app = { client_id: emulator.clientId, client_secret: emulator.clientSecret }
    for (const client of [app, machine]) {
      const fields = { ...grant, audience: audience(emulator), ...client }
      const { status, json } = await emulator.token(fields)
      expect(status).toBe(200)
      expect(decodeJwt(json.access_token)).toMatchObject({
        aud: [audience(emulator)],
        azp: client.client_id,
        scope: expect.stringContaining('delete:users'),
      })
      expect(await ask(emulator, json.access_token)).toBe('200')
    }
    for (const wrong of [
      { client_secret: 'other' },
      { client_secret: undefined },
      { client_id: 'other' },
      { ...machine, client_secret: emulator.clientSecret },
    ]) {
      const fields = { ...grant, audience: audience(emulator), ...wrong }
      expect(await emulator.token(fields)).toEqual(rules.badClient)
    }
  })

  it('is not for users, nor for tokens for something else', async ({ emulator }) => {
    const other = 'https://api.example'
    expect(await emulator.token({ ...grant, audience: other })).toEqual(rules.otherAudience)
    expect(await emulator.token(grant)).toEqual(rules.noAudience)
    expect(await ask(emulator)).toBe(rules.missing)
    expect(await ask(emulator, 'x.y.z')).toBe(rules.bad)
    const { tokens } = await emulator.signedIn('ann@example.com', { audience: other })
    expect(await ask(emulator, tokens.access_token)).toMatch(rules.foreign)
    const own = await emulator.signedIn('bob@example.com', { audience: audience(emulator) })
    expect(await ask(emulator, own.tokens.access_token)).toBe(rules.unscoped)
  })

  it('is for those who hold the scope', async ({ emulator }) => {
    const fields = { ...grant, audience: audience(emulator) }
    const narrow = await emulator.token({ ...fields, scope: 'delete:users delete:everything' })
    expect(decodeJwt(narrow.json.access_token).scope).toBe('delete:users')
    expect(await ask(emulator, narrow.json.access_token)).toBe(rules.unscoped)
    await emulator.hook('POST settings', { managementScopes: ['update:users'] })
    const all = await emulator.token(fields)
    expect(await ask(emulator, all.json.access_token)).toBe(rules.unscoped)
  })

  it('is closed to a token that has expired', async ({ emulator }) => {
    await emulator.hook('POST settings', { accessTokenSeconds: 0 })
    const { json } = await emulator.token({ ...grant, audience: audience(emulator) })
    expect(await ask(emulator, json.access_token)).toBe(rules.bad)
  })

  it('gives the machine application no user’s tokens', async ({ emulator }) => {
    const { managementClientId, managementClientSecret } = emulator.context.secrets
    const answer = await emulator.authorize({ client_id: managementClientId })
    expect(answer.status).toBe(400)
    const { code } = await emulator.signUp()
    const client = { client_id: managementClientId, client_secret: managementClientSecret }
    expect((await emulator.exchange(code, client)).status).toBe(401)
  })
})
