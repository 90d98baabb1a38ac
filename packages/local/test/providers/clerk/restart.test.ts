import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startClerk } from '../../../src/providers/clerk/emulator.ts'
import { beginSignUp, codeFor, openBrowser, signedUpBrowser, signIn } from './browser.ts'
import { hook, insforgeJwtSecret, password, send, startEmulator } from './fixture.ts'

it('users, browsers, sessions, mail, keys and settings outlive a restart', async () => {
  const { browser, session } = await signedUpBrowser(await startEmulator())
  const { emulator } = browser
  await hook(emulator, 'POST settings', { templateSeconds: 77 })
  const jwks = await (await send(emulator, '/.well-known/jwks.json')).json()
  const { json: before } = await hook(emulator, 'GET mail')
  await emulator.restart()

  expect((await browser.call(`POST ${session}/tokens`)).status).toBe(200)
  expect((await browser.call('GET client')).json.response.sessions).toHaveLength(1)
  expect(await signIn(await openBrowser(emulator))).toMatch(/sess_/)
  expect(await (await send(emulator, '/.well-known/jwks.json')).json()).toEqual(jwks)
  expect((await hook(emulator, 'GET settings')).json.templateSeconds).toBe(77)
  expect((await hook(emulator, 'GET mail')).json).toEqual(before)
})

it('a sign-up that is under way outlives a restart', async () => {
  const emulator = await startEmulator()
  const browser = await openBrowser(emulator)
  const path = await beginSignUp(browser)
  await emulator.restart()
  const attempt = { strategy: 'email_code', code: await codeFor(emulator, 'ann@example.com') }
  const { json } = await browser.call(`POST ${path}/attempt_verification`, attempt)
  expect(json.response.status).toBe('complete')
})

it('a sign-out outlives a restart', async () => {
  const { browser, session } = await signedUpBrowser(await startEmulator())
  await browser.call('DELETE client/sessions')
  await browser.emulator.restart()
  expect((await browser.call(`POST ${session}/tokens`)).status).toBe(401)
})

it('the state is for its owner alone and has neither passwords nor InsForge’s secret in it', async () => {
  const { browser } = await signedUpBrowser(await startEmulator())
  await beginSignUp(await openBrowser(browser.emulator), 'bob@example.com')
  const file = join(browser.emulator.context.stateDir, 'clerk.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('bob@example.com')
  expect(text).not.toContain(password)
  expect(text).not.toContain(insforgeJwtSecret)
})

it('a state that cannot be read is said so', async () => {
  const { context } = await startEmulator()
  const file = join(context.stateDir, 'clerk.json')
  writeFileSync(file, '{')
  await expect(startClerk(context, Date.now)).rejects.toThrow(`${file} is not JSON`)
})
