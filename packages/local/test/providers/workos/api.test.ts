import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import { signedIn } from './flows.ts'

describe('the key set', () => {
  it('has the public half of one RSA key', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, `/sso/jwks/${emulator.clientId}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      keys: [
        {
          kty: 'RSA',
          alg: 'RS256',
          use: 'sig',
          kid: expect.any(String),
          n: expect.any(String),
          e: 'AQAB',
        },
      ],
    })
  })

  it('is not there for another client', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, '/sso/jwks/client_other')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ message: 'Not Found' })
  })
})

describe('a user', () => {
  it('is given to who has the API key', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const response = await send(emulator, `/user_management/users/${json.user.id}`, {
      headers: { authorization: `Bearer ${emulator.apiKey}` },
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(json.user)
  })

  it.each(['user_unknown', 'constructor', '__proto__'])(
    'that is not there is a 404: %s',
    async (id) => {
      const emulator = await startEmulator()
      const response = await send(emulator, `/user_management/users/${id}`, {
        headers: { authorization: `Bearer ${emulator.apiKey}` },
      })
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({
        message: `User not found: '${id}'.`,
        code: 'entity_not_found',
        entity_id: id,
      })
    },
  )

  it.each(['', 'Bearer sk_test_other'])('is refused to “%s”', async (authorization) => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const response = await send(emulator, `/user_management/users/${json.user.id}`, {
      headers: { authorization },
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ message: 'Unauthorized' })
  })
})

describe('a route that is not imitated', () => {
  it.each([
    ['GET', '/user_management/users'],
    ['DELETE', '/user_management/users/user_1'],
    ['GET', '/user_management/authenticate'],
    ['POST', '/user_management/sessions/logout'],
    ['POST', '/sso/token'],
    ['PUT', '/'],
  ])('is a loud 501: %s %s', async (method, path) => {
    const emulator = await startEmulator()
    const response = await send(emulator, path, { method })
    const message = `${method} ${path} is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json).toEqual({
      requests: [{ at: expect.any(String), method, path, message }],
    })
  })

  it('is forgotten when a test says so', async () => {
    const emulator = await startEmulator()
    await send(emulator, '/nowhere')
    expect(await hook(emulator, 'DELETE unknown')).toEqual({ status: 204, json: undefined })
    expect((await hook(emulator, 'GET unknown')).json).toEqual({ requests: [] })
  })
})

describe('the front page', () => {
  it('says what it is, who has an account and what a test can ask for', async () => {
    const emulator = await startEmulator()
    await signedIn(emulator)
    const page = await (await send(emulator, '/')).text()
    expect(page).toContain('<h1>WorkOS, on this machine</h1>')
    expect(page).toContain('<li>ann@example.com</li>')
    expect(page).toContain('POST /_emulate/keys/rotate')
  })

  it('has an icon to answer a browser with', async () => {
    const emulator = await startEmulator()
    expect((await send(emulator, '/favicon.ico')).status).toBe(204)
  })
})
