import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startWorkos } from '../../../src/providers/workos/emulator.ts'
import { hook, send, startEmulator } from './fixture.ts'
import { authorize, exchangeCode, refresh, signedIn, signUp, submit } from './flows.ts'

it('users, sessions, refresh tokens, keys and settings outlive a restart', async () => {
  const emulator = await startEmulator()
  const jwks = `/sso/jwks/${emulator.clientId}`
  const { refreshToken, cookie } = await signedIn(emulator)
  await hook(emulator, 'POST settings', { accessTokenSeconds: 77 })
  const keys = await (await send(emulator, jwks)).json()
  await emulator.restart()

  expect((await submit(emulator, { email: 'ann@example.com' })).status).toBe(302)
  expect((await authorize(emulator, {}, cookie)).status).toBe(302)
  expect((await refresh(emulator, refreshToken)).status).toBe(200)
  expect(await (await send(emulator, jwks)).json()).toEqual(keys)
  expect((await hook(emulator, 'GET settings')).json.accessTokenSeconds).toBe(77)
})

it('the replay grace outlives a restart with the same successor', async () => {
  const emulator = await startEmulator()
  const { refreshToken } = await signedIn(emulator)
  const first = await refresh(emulator, refreshToken)
  await emulator.restart()
  expect(await refresh(emulator, refreshToken)).toEqual(first)
})

it('a code outlives a restart, once', async () => {
  const emulator = await startEmulator()
  const { code } = await signUp(emulator)
  await emulator.restart()
  expect((await exchangeCode(emulator, code)).status).toBe(200)
  await emulator.restart()
  expect((await exchangeCode(emulator, code)).status).toBe(400)
})

it('the state is for its owner alone and has no password in it', async () => {
  const emulator = await startEmulator()
  await signedIn(emulator)
  const file = join(emulator.context.stateDir, 'workos.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain('correct horse battery')
})

it('a state that cannot be read is said so', async () => {
  const { context } = await startEmulator()
  const file = join(context.stateDir, 'workos.json')
  writeFileSync(file, '{')
  await expect(startWorkos(context, Date.now)).rejects.toThrow(`${file} is not JSON`)
})
