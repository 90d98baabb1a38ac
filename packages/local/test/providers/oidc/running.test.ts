import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { email, password, type TestEmulator } from './emulator.ts'
import { oidcTargets, targets } from './targets.ts'

const stateFile = ({ context, target }: TestEmulator) =>
  join(context.stateDir, `${target.provider.name}.json`)

describe.each(targets)('a restart of $name', ({ target, it }) => {
  it('keeps users, sessions, refresh tokens, keys and settings', async ({ emulator }) => {
    const { tokens, browser } = await emulator.signedIn()
    await emulator.hook('POST settings', { accessTokenSeconds: 77 })
    const { keys } = await emulator.publishedKeys()
    await emulator.restart()

    const { code } = redirected(await browser.go(emulator.authorizeUrl()))
    expect(code).toEqual(expect.any(String))
    expect((await emulator.refresh(tokens)).status).toBe(200)
    expect((await emulator.publishedKeys()).keys).toEqual(keys)
    expect((await emulator.hook('GET settings')).json.accessTokenSeconds).toBe(77)
    const another = await emulator.visit()
    expect((await another.submit({ email, password })).status).toBe(302)
  })

  it('keeps a code, for one exchange', async ({ emulator }) => {
    const { code } = await emulator.signUp()
    await emulator.restart()
    expect((await emulator.exchange(code)).status).toBe(200)
    await emulator.restart()
    expect(await emulator.exchange(code)).toEqual(target.badCode)
  })

  it('keeps a page to sign in that is open', async ({ emulator }) => {
    const browser = await emulator.visit(target.signUpHint)
    await emulator.restart()
    const shown = await browser.submit({ email, password })
    await emulator.restart()
    expect((await emulator.typeCode(browser, shown)).status).toBe(302)
  })
})

describe.each(targets)('$name', ({ target, it, name }) => {
  it('keeps its state for its owner alone, without passwords', async ({ emulator }) => {
    await emulator.signedIn()
    const file = stateFile(emulator)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(password)
  })

  it('reports a state that cannot be read', async ({ emulator }) => {
    const file = stateFile(emulator)
    writeFileSync(file, '{')
    await expect(emulator.startAnother()).rejects.toThrow(`${file} is not JSON`)
  })

  it('rejects when its port is taken', async ({ emulator }) => {
    await expect(emulator.startAnother()).rejects.toThrow('EADDRINUSE')
  })

  it('makes other secrets every time', () => {
    const [one, other] = [target.provider.createSecrets(), target.provider.createSecrets()]
    for (const [name, secret] of Object.entries(one)) expect(other[name]).not.toBe(secret)
  })

  it('publishes the public half of one RSA key, and no more of it', async ({ emulator }) => {
    const key = { kid: expect.any(String), n: expect.any(String), e: 'AQAB' }
    const { keys } = await emulator.publishedKeys()
    expect(keys).toEqual([{ kty: 'RSA', alg: 'RS256', use: 'sig', ...key }])
  })

  it('has a front page with its users and what a test can ask for', async ({ emulator }) => {
    await emulator.signUp()
    const page = await (await emulator.send('/')).text()
    expect(page).toContain(`<h1>${name}, on this machine</h1>`)
    expect(page).toContain('<li>ann@example.com</li>')
    for (const [path] of target.ends) expect(page).toContain(`POST /_emulate/${path}`)
  })
})

describe.each(oidcTargets)('$name', ({ name, target, it }) => {
  it('describes itself as its vendor does', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const document = await (await emulator.send('/.well-known/openid-configuration')).json()
    expect(document).toMatchObject({
      issuer: decodeJwt(tokens.id_token).iss,
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

  it('describes only what works', async ({ emulator }) => {
    const names = { firstName: 'Ann', lastName: 'Example' }
    await emulator.hook('POST users', { email, password, ...names })
    const response = await emulator.send('/.well-known/openid-configuration')
    const document = JSON.parse(await response.text())
    const endpoints = Object.keys(document).filter((key) => /(_endpoint|_uri)$/.test(key))
    expect(endpoints.length).toBeGreaterThan(5)
    for (const key of endpoints) {
      const path = document[key].slice(emulator.url.length)
      const method = /^(token|revocation)/.test(key) ? 'POST' : 'GET'
      expect(`${key} ${(await emulator.send(path, { method })).status}`).not.toContain('501')
    }
    for (const grant_type of document.grant_types_supported) {
      expect((await emulator.token({ grant_type })).status).toBe(400)
    }
    const scope = document.scopes_supported.join(' ')
    const max_age = name === 'Auth0' ? '600' : undefined
    const browser = await emulator.visit({ scope, max_age })
    const { code = '' } = redirected(await browser.submit({ email, password }))
    const claims = Object.keys(decodeJwt((await emulator.exchange(code)).json.id_token))
    expect(claims).toEqual(expect.arrayContaining(document.claims_supported))
    // Another mode has to be asked for, and that is a 501.
    expect(document.response_modes_supported).toEqual(['query'])
    expect(Object.keys(document).filter((key) => /dpop|pushed/.test(key))).toEqual([])
  })

  it('sends a browser that uses another name to where its cookies are', async ({ emulator }) => {
    const { url } = emulator
    const { headers } = await emulator.authorize()
    const form = new URL(headers.get('location') ?? '', url).pathname
    for (const path of [target.paths.authorize, form, target.logouts[0]?.path]) {
      const away = `${url.replace('127.0.0.1', 'localhost')}${path}?a=b`
      const response = await fetch(away, { redirect: 'manual' })
      expect(response.headers.get('location')).toBe(`${url}${path}?a=b`)
    }
  })
})
