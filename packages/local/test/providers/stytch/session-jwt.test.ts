import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator, type TestEmulator } from './fixture.ts'
import {
  askForCode,
  authenticateCode,
  idOf,
  lastMail,
  refused,
  sdk,
  server,
  signedIn,
} from './flows.ts'

async function keySet(emulator: TestEmulator): Promise<JSONWebKeySet> {
  const response = await send(emulator, `/v1/sessions/jwks/${emulator.projectId}`)
  return JSON.parse(await response.text())
}

describe('a session JWT', () => {
  it('is signed with RS256 by a published key and says who, which session and how long', async () => {
    const emulator = await startEmulator()
    const { session_jwt, user_id, session } = await signedIn(emulator)
    const { payload, protectedHeader } = await jwtVerify(
      session_jwt,
      createLocalJWKSet(await keySet(emulator)),
    )
    const iat = payload.iat ?? 0
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
    expect(payload).toEqual({
      iss: `stytch.com/${emulator.projectId}`,
      aud: [emulator.projectId],
      sub: user_id,
      iat,
      nbf: iat,
      exp: iat + 300,
      'https://stytch.com/session': {
        id: session.session_id,
        started_at: session.started_at,
        last_accessed_at: session.last_accessed_at,
        expires_at: session.expires_at,
        attributes: session.attributes,
        authentication_factors: session.authentication_factors,
        roles: session.roles,
      },
    })
  })

  it('lasts as long as a test says, down to not at all', async () => {
    const emulator = await startEmulator()
    const before = (await hook(emulator, 'GET settings')).json
    expect(before).toEqual({ accessTokenSeconds: 300, requirePkce: false, moreOrigins: [] })
    expect(await hook(emulator, 'POST settings', { accessTokenSeconds: 0 })).toEqual({
      status: 200,
      json: { ...before, accessTokenSeconds: 0 },
    })
    const { iat, exp } = decodeJwt((await signedIn(emulator)).session_jwt)
    expect(exp).toBe(iat)
  })

  it('still verifies when its session was revoked, until it expires', async () => {
    const emulator = await startEmulator()
    const { session_jwt } = await signedIn(emulator)
    await hook(emulator, 'POST sessions/revoke')
    await jwtVerify(session_jwt, createLocalJWKSet(await keySet(emulator)))
  })
})

describe('a fault with alterToken', () => {
  it.each([
    ['/sdk/v1/magic_links/authenticate', (emulator: TestEmulator) => signedIn(emulator)],
    ['/sdk/v1/otps/authenticate', codeSession],
    ['/sdk/v1/sessions/authenticate', refreshed],
    ['/v1/sessions/authenticate', checked],
  ])('has %s give a session JWT with other claims, well signed', async (path, give) => {
    const emulator = await startEmulator()
    const claims = { iat: 1_000_000_000, aud: ['project-test-other'] }
    await hook(emulator, 'POST faults', { path, alterToken: { token: 'session_jwt', claims } })
    const { session_jwt } = await give(emulator)
    const keys = createLocalJWKSet(await keySet(emulator))
    expect((await jwtVerify(session_jwt, keys)).payload).toMatchObject(claims)
  })

  it('can leave the JWT the signature that it had', async () => {
    const emulator = await startEmulator()
    const alterToken = { token: 'session_jwt', claims: { sub: 'user-test-other' } }
    await hook(emulator, 'POST faults', { alterToken: { ...alterToken, signature: 'old' } })
    const { session_jwt } = await signedIn(emulator)
    const keys = createLocalJWKSet(await keySet(emulator))
    await expect(jwtVerify(session_jwt, keys)).rejects.toThrow('signature verification failed')
  })
})

async function codeSession(emulator: TestEmulator) {
  const { method_id } = (await askForCode(emulator)).json.data
  const { code } = await lastMail(emulator)
  return (await authenticateCode(emulator, { method_id, token: code ?? '' })).json.data
}

async function refreshed(emulator: TestEmulator) {
  const { session_token: token } = await signedIn(emulator)
  return (await sdk(emulator, 'POST /sessions/authenticate', { token })).json.data
}

async function checked(emulator: TestEmulator) {
  const { session_token } = await signedIn(emulator)
  return (await server(emulator, 'POST /sessions/authenticate', { session_token })).json
}

describe('the key set', () => {
  it('has the public half of one RSA key, for everybody', async () => {
    expect(await keySet(await startEmulator())).toEqual({
      status_code: 200,
      request_id: idOf('request-id'),
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

  it('is not there for another project', async () => {
    const response = await send(await startEmulator(), '/v1/sessions/jwks/project-test-other')
    expect({ status: response.status, json: await response.json() }).toEqual(
      refused(404, 'project_not_found', 'Project could not be found.'),
    )
  })
})

describe('POST keys/rotate', () => {
  it('signs with a new key and goes on publishing the old one', async () => {
    const emulator = await startEmulator()
    const before = await signedIn(emulator)
    const { json } = await hook(emulator, 'POST keys/rotate')
    const token = before.session_token
    const after = (await sdk(emulator, 'POST /sessions/authenticate', { token })).json.data
    const published = await keySet(emulator)
    expect(json.kids).toEqual(published.keys.map(({ kid }) => kid))
    expect(decodeProtectedHeader(after.session_jwt).kid).toBe(json.kids[0])
    expect(decodeProtectedHeader(before.session_jwt).kid).toBe(json.kids[1])
    for (const jwt of [before.session_jwt, after.session_jwt]) {
      await jwtVerify(jwt, createLocalJWKSet(published))
    }
  })

  it('can take the old key away', async () => {
    const emulator = await startEmulator()
    const { session_jwt } = await signedIn(emulator)
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    const published = await keySet(emulator)
    expect(published.keys).toHaveLength(1)
    await expect(jwtVerify(session_jwt, createLocalJWKSet(published))).rejects.toThrow()
  })
})
