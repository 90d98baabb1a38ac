import { describe, expect, it } from 'vitest'
import { findProvider } from '../../../src/providers/index.ts'
import { send } from '../client.ts'
import { targets } from './targets.ts'

describe.each(targets)('$name', ({ name, startEmulator }) => {
  it('is found by its name', () => {
    expect(findProvider(name.toLowerCase())?.title).toBe(name)
  })

  it('rejects when its port is taken', async () => {
    const { target, context } = await startEmulator()
    await expect(target.start(context)).rejects.toThrow('EADDRINUSE')
  })

  it('rejects without its secrets', async () => {
    const { target, context } = await startEmulator()
    await expect(target.start({ ...context, secrets: {} })).rejects.toThrow(
      `the ${name} emulator needs the secrets clientId`,
    )
  })

  it('describes itself as its vendor does', async () => {
    const { target, url, ...emulator } = await startEmulator()
    const response = await send({ url, ...emulator }, '/.well-known/openid-configuration')
    const document = await response.json()
    expect(document).toMatchObject({
      issuer: target.issuer(url),
      authorization_endpoint: url + target.paths.authorize,
      token_endpoint: url + target.paths.token,
      jwks_uri: url + target.paths.jwks,
      end_session_endpoint: url + target.paths.logout,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      id_token_signing_alg_values_supported: ['RS256'],
    })
    expect(document).not.toHaveProperty('authorization_response_iss_parameter_supported')
  })

  it('publishes the public half of one RSA key, and no more of it', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, emulator.target.paths.jwks)
    const key = { kid: expect.any(String), n: expect.any(String), e: 'AQAB' }
    expect(await response.json()).toEqual({
      keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig', ...key }],
    })
  })

  it('sends a browser that calls it by another name to where its cookies are', async () => {
    const { target, url } = await startEmulator()
    const away = url.replace('127.0.0.1', 'localhost')
    for (const path of [target.paths.authorize, `${target.paths.signIn}/x`, target.paths.logout]) {
      const response = await fetch(`${away}${path}?a=b`, { redirect: 'manual' })
      expect(response.headers.get('location')).toBe(`${url}${path}?a=b`)
    }
  })
})
