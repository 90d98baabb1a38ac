import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { email, password, type TestEmulator } from './fixture.ts'
import {
  authorize,
  authorizeUrl,
  exchange,
  publishedKeys,
  refresh,
  signedIn,
  signUp,
  visit,
} from './flows.ts'
import { oidcTargets, targets } from './targets.ts'

const stateFile = ({ context, target }: TestEmulator) =>
  join(context.stateDir, `${target.provider.name}.json`)

describe.each(targets)('a restart of $name', ({ target, startEmulator }) => {
  it('keeps users, sessions, refresh tokens, keys and settings', async () => {
    const emulator = await startEmulator()
    const { json, browser } = await signedIn(emulator)
    await hook(emulator, 'POST settings', { accessTokenSeconds: 77 })
    const { keys } = await publishedKeys(emulator)
    await emulator.restart()

    expect(redirected(await browser.go(authorizeUrl(emulator))).code).toEqual(expect.any(String))
    expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
    expect((await publishedKeys(emulator)).keys).toEqual(keys)
    expect((await hook(emulator, 'GET settings')).json.accessTokenSeconds).toBe(77)
    const another = await visit(emulator)
    expect((await another.submit({ email, password })).status).toBe(302)
  })

  it('keeps a code, for one exchange', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    await emulator.restart()
    expect((await exchange(emulator, code)).status).toBe(200)
    await emulator.restart()
    expect(await exchange(emulator, code)).toEqual(target.badCode)
  })

  it('keeps a page to sign in that is open', async () => {
    const emulator = await startEmulator()
    const browser = await visit(emulator, target.signUpHint)
    await emulator.restart()
    expect((await browser.submit({ email, password })).status).toBe(302)
  })
})

describe.each(targets)('the state of $name', ({ startEmulator }) => {
  it('is for its owner alone and has no password in it', async () => {
    const emulator = await startEmulator()
    await signedIn(emulator)
    const file = stateFile(emulator)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(password)
  })

  it('that cannot be read is reported', async () => {
    const emulator = await startEmulator()
    writeFileSync(stateFile(emulator), '{')
    const message = `${stateFile(emulator)} is not JSON`
    await expect(emulator.startAnother()).rejects.toThrow(message)
  })
})

describe.each(targets)('$name', ({ target, startEmulator, name }) => {
  it('rejects when its port is taken', async () => {
    await expect((await startEmulator()).startAnother()).rejects.toThrow('EADDRINUSE')
  })

  it('makes secrets of the shape that the vendor gives, other ones every time', () => {
    const secrets = target.provider.createSecrets()
    expect(secrets).toEqual(target.secrets)
    expect(target.provider.createSecrets()).not.toEqual(secrets)
  })

  it('publishes the public half of one RSA key, and no more of it', async () => {
    const key = { kid: expect.any(String), n: expect.any(String), e: 'AQAB' }
    const { keys } = await publishedKeys(await startEmulator())
    expect(keys).toEqual([{ kty: 'RSA', alg: 'RS256', use: 'sig', ...key }])
  })

  it('tells on its front page who has an account and what a test can ask for', async () => {
    const emulator = await startEmulator()
    await signUp(emulator)
    const page = await (await send(emulator, '/')).text()
    expect(page).toContain(`<h1>${name}, on this machine</h1>`)
    expect(page).toContain('<li>ann@example.com</li>')
    for (const [path] of target.ends) expect(page).toContain(`POST /_emulate/${path}`)
  })
})

describe.each(oidcTargets)('the discovery document of $name', ({ target, startEmulator }) => {
  const discover = async (emulator: TestEmulator) =>
    (await send(emulator, '/.well-known/openid-configuration')).json()

  it('says what the vendor’s says, with the issuer of its tokens', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const document = await discover(emulator)
    expect(document).toMatchObject({
      issuer: decodeJwt(json.id_token).iss,
      authorization_endpoint: emulator.url + target.paths.authorize,
      token_endpoint: emulator.url + target.paths.token,
      jwks_uri: emulator.url + target.paths.jwks(emulator.clientId),
      end_session_endpoint: emulator.url + target.logouts[0]?.path,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      id_token_signing_alg_values_supported: ['RS256'],
    })
    expect(document).not.toHaveProperty('authorization_response_iss_parameter_supported')
  })

  it('sends a browser that calls its pages by another name to where its cookies are', async () => {
    const { url, ...emulator } = await startEmulator()
    const { headers } = await authorize({ url, ...emulator })
    const form = new URL(headers.get('location') ?? '', url).pathname
    for (const path of [target.paths.authorize, form, target.logouts[0]?.path]) {
      const away = `${url.replace('127.0.0.1', 'localhost')}${path}?a=b`
      const response = await fetch(away, { redirect: 'manual' })
      expect(response.headers.get('location')).toBe(`${url}${path}?a=b`)
    }
  })
})
