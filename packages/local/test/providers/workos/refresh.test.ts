import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { hook, startEmulator } from './fixture.ts'
import { refresh, signedIn } from './flows.ts'

const refusal = (error_description: string) => ({
  status: 400,
  json: { error: 'invalid_grant', error_description },
})
const alreadyExchanged = refusal('Refresh token already exchanged.')

it('a refresh token is exchanged for new tokens of the same session', async () => {
  const emulator = await startEmulator()
  const first = await signedIn(emulator)
  const { status, json } = await refresh(emulator, first.refreshToken)
  expect(status).toBe(200)
  expect(json).toEqual({
    ...first.json,
    access_token: expect.any(String),
    refresh_token: expect.any(String),
  })
  expect(json.refresh_token).not.toBe(first.refreshToken)
  const [before, after] = [decodeJwt(first.accessToken), decodeJwt(json.access_token)]
  expect(after.sid).toBe(before.sid)
  expect(after.sub).toBe(before.sub)
  expect(after.auth_time).toBe(before.auth_time)
  expect(after.jti).not.toBe(before.jti)
})

it('refreshes side by side get the same successor', async () => {
  const emulator = await startEmulator()
  const { refreshToken } = await signedIn(emulator)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => refresh(emulator, refreshToken)),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect(new Set(answers.map(({ json }) => json.refresh_token)).size).toBe(1)
  expect(new Set(answers.map(({ json }) => json.access_token)).size).toBe(1)
})

it('a used refresh token answers its successor for ten seconds and is refused then', async () => {
  let now = Date.now()
  const emulator = await startEmulator(() => now)
  const { refreshToken } = await signedIn(emulator)
  const first = await refresh(emulator, refreshToken)
  now += 9_999
  expect(await refresh(emulator, refreshToken)).toEqual(first)
  now += 1
  expect(await refresh(emulator, refreshToken)).toEqual(alreadyExchanged)
})

it('a refusal after the grace leaves the successor good', async () => {
  const emulator = await startEmulator()
  await hook(emulator, 'POST settings', { replayGraceSeconds: 0 })
  const { refreshToken } = await signedIn(emulator)
  const answers = await Promise.all([
    refresh(emulator, refreshToken),
    refresh(emulator, refreshToken),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  const successor = answers.find(({ status }) => status === 200)?.json.refresh_token ?? ''
  expect((await refresh(emulator, successor)).status).toBe(200)
})

it('a used refresh token is forgotten in the end and still refused', async () => {
  let now = Date.now()
  const emulator = await startEmulator(() => now)
  const { refreshToken } = await signedIn(emulator)
  const second = await refresh(emulator, refreshToken)
  now += 3_600_001
  await refresh(emulator, second.json.refresh_token)
  expect(await refresh(emulator, refreshToken)).toEqual(refusal('Invalid refresh token.'))
})

it.each([
  ['revoke', 'Session has already ended.'],
  ['expire', 'Session has expired.'],
])('%s ends everybody’s sessions', async (how, description) => {
  const emulator = await startEmulator()
  const ann = await signedIn(emulator, 'ann@example.com')
  const bob = await signedIn(emulator, 'bob@example.com')
  const { status, json } = await hook(emulator, `POST sessions/${how}`)
  expect(status).toBe(200)
  expect(json.ended).toEqual([ann, bob].map(({ accessToken }) => decodeJwt(accessToken).sid))
  expect(await refresh(emulator, ann.refreshToken)).toEqual(refusal(description))
  expect(await refresh(emulator, bob.refreshToken)).toEqual(refusal(description))
})

it('one user’s sessions can be ended, and the others go on', async () => {
  const emulator = await startEmulator()
  const ann = await signedIn(emulator, 'ann@example.com')
  const bob = await signedIn(emulator, 'bob@example.com')
  await hook(emulator, 'POST sessions/revoke', { email: 'Ann@example.com' })
  expect((await refresh(emulator, ann.refreshToken)).status).toBe(400)
  expect((await refresh(emulator, bob.refreshToken)).status).toBe(200)
})
