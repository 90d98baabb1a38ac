import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import {
  askForCode,
  authenticateCode,
  authenticateLink,
  lastMail,
  linkToken,
  sdk,
  server,
  signedIn,
} from './flows.ts'

it('users, sessions, mail, keys and settings outlive a restart', async () => {
  const emulator = await startEmulator()
  const { session_token, session_jwt, user } = await signedIn(emulator)
  await hook(emulator, 'POST settings', { accessTokenSeconds: 77 })
  const jwks = async () => {
    const response = await send(emulator, `/v1/sessions/jwks/${emulator.projectId}`)
    return JSON.parse(await response.text()).keys
  }
  const [keys, mail] = [await jwks(), await lastMail(emulator)]
  await emulator.restart()

  const { status, json } = await sdk(emulator, 'POST /sessions/authenticate', {
    token: session_token,
  })
  expect(status).toBe(200)
  expect(json.data.user).toEqual(user)
  expect((await server(emulator, 'POST /sessions/authenticate', { session_jwt })).status).toBe(200)
  expect(await jwks()).toEqual(keys)
  expect(await lastMail(emulator)).toEqual(mail)
  expect((await hook(emulator, 'GET settings')).json.accessTokenSeconds).toBe(77)
})

it('a link and a code outlive a restart, once', async () => {
  const emulator = await startEmulator()
  const link = await linkToken(emulator)
  const { method_id } = (await askForCode(emulator)).json.data
  const passcode = { method_id, token: (await lastMail(emulator)).code ?? '' }
  await emulator.restart()
  expect((await authenticateLink(emulator, link)).status).toBe(200)
  expect((await authenticateCode(emulator, passcode)).status).toBe(200)
  await emulator.restart()
  expect((await authenticateLink(emulator, link)).status).toBe(401)
  expect((await authenticateCode(emulator, passcode)).status).toBe(401)
})

it('a session that was revoked stays so', async () => {
  const emulator = await startEmulator()
  const { session_token } = await signedIn(emulator)
  await hook(emulator, 'POST sessions/revoke')
  await emulator.restart()
  expect((await server(emulator, 'POST /sessions/authenticate', { session_token })).status).toBe(
    404,
  )
})

it('the state is for its owner alone', async () => {
  const emulator = await startEmulator()
  await signedIn(emulator)
  expect(statSync(join(emulator.context.stateDir, 'stytch.json')).mode & 0o777).toBe(0o600)
})
