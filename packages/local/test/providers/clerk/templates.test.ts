import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  type Browser,
  openBrowser,
  refusalOf,
  refused,
  signedUpBrowser,
  signUp,
} from './browser.ts'
import { appUrl, hook, insforgeJwtSecret, send, startEmulator } from './fixture.ts'

const secretOf = (text: string) => new TextEncoder().encode(text)
const noTemplate = (name: string) =>
  refused(
    404,
    'resource_not_found',
    'JWT template not found',
    `No JWT template exists with name: ${name}`,
  )

async function tokenOf(browser: Browser, session: string, template = 'insforge'): Promise<string> {
  const { json } = await browser.call(`POST ${session}/tokens/${template}`)
  return json.jwt
}

describe('the template insforge', () => {
  it('makes a token that InsForge’s secret verifies, with what InsForge needs', async () => {
    const now = Date.now()
    const { browser, userId, session } = await signedUpBrowser(await startEmulator(() => now))
    const { status, json } = await browser.call(`POST ${session}/tokens/insforge`)
    expect(status).toBe(200)
    expect(json).toEqual({ object: 'token', jwt: expect.any(String) })
    const { payload, protectedHeader } = await jwtVerify(json.jwt, secretOf(insforgeJwtSecret))
    const iat = Math.floor(now / 1000)
    expect(payload).toEqual({
      aud: 'insforge-api',
      azp: appUrl,
      exp: iat + 60,
      iat,
      iss: 'https://local-emulator-0.clerk.accounts.dev',
      jti: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      nbf: iat - 5,
      role: 'authenticated',
      sub: userId,
    })
    expect(protectedHeader).toEqual({ alg: 'HS256', cat: 'cl_B7d4PD222AAA', typ: 'JWT' })
  })

  it('is the only one', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    const answer = await browser.call(`POST ${session}/tokens/supabase`)
    expect(refusalOf(answer)).toEqual(noTemplate('supabase'))
  })

  it('can be taken away', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { templateName: null })
    const answer = await browser.call(`POST ${session}/tokens/insforge`)
    expect(refusalOf(answer)).toEqual(noTemplate('insforge'))
  })

  it('can have another name', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { templateName: 'InsForge' })
    const answer = await browser.call(`POST ${session}/tokens/insforge`)
    expect(refusalOf(answer)).toEqual(noTemplate('insforge'))
    expect(decodeJwt(await tokenOf(browser, session, 'InsForge')).role).toBe('authenticated')
  })

  it('can be another one for one user than for the others', async () => {
    const email = 'ann@example.com'
    const { browser, session } = await signedUpBrowser(await startEmulator())
    const otherBrowser = await openBrowser(browser.emulator)
    const other = await signUp(otherBrowser, 'bob@example.com')
    await hook(browser.emulator, 'POST template', { email, templateSeconds: 15 })
    const lifetime = async (token: Promise<string>) => {
      const { exp = 0, iat = 0 } = decodeJwt(await token)
      return exp - iat
    }
    expect(await lifetime(tokenOf(browser, session))).toBe(15)
    expect(await lifetime(tokenOf(otherBrowser, other.session))).toBe(60)
    await hook(browser.emulator, 'POST template', { email, templateName: null })
    const answer = await browser.call(`POST ${session}/tokens/insforge`)
    expect(refusalOf(answer)).toEqual(noTemplate('insforge'))
    await hook(browser.emulator, 'POST template', { email })
    expect(await lifetime(tokenOf(browser, session))).toBe(60)
  })

  it('can be signed with another secret', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { templateKey: { secret: 'another' } })
    const token = await tokenOf(browser, session)
    await jwtVerify(token, secretOf('another'))
    await expect(jwtVerify(token, secretOf(insforgeJwtSecret))).rejects.toThrow('signature')
  })

  it('can be signed with the instance’s own key, as without a custom one', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { templateKey: 'instance' })
    const token = await tokenOf(browser, session)
    const jwks = await (await send(browser.emulator, '/.well-known/jwks.json')).text()
    await jwtVerify(token, createLocalJWKSet(JSON.parse(jwks)))
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', cat: 'cl_B7d4PD222AAA' })
  })

  it('can have other claims', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { templateClaims: { role: 'admin' } })
    const claims = decodeJwt(await tokenOf(browser, session))
    expect(claims.role).toBe('admin')
    expect(claims).not.toHaveProperty('aud')
  })

  it.each([15, 0])('can make tokens that live for %d s', async (templateSeconds) => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { templateSeconds })
    const { iat = 0, exp } = decodeJwt(await tokenOf(browser, session))
    expect(exp).toBe(iat + templateSeconds)
  })
})
