import { expect, it } from 'vitest'
import { hook, password, send, startEmulator } from './fixture.ts'
import { authenticate, authorize, authorizeQuery, refresh, signedIn, verifier } from './flows.ts'

it('the log tells what was asked and what was answered', async () => {
  const emulator = await startEmulator(() => Date.UTC(2026, 0, 2))
  await authorize(emulator, { screen_hint: 'sign-up' })
  await authenticate(emulator, { grant_type: 'refresh_token', refresh_token: 'unknown' })
  const at = '2026-01-02T00:00:00.000Z'
  expect((await hook(emulator, 'GET log')).json).toEqual({
    requests: [
      {
        at,
        method: 'GET',
        path: '/user_management/authorize',
        query: {
          ...Object.fromEntries(authorizeQuery(emulator, { screen_hint: 'sign-up' })),
          state: '(hidden)',
          code_challenge: '(hidden)',
        },
        body: {},
        userAgent: 'node',
        status: 200,
      },
      {
        at,
        method: 'POST',
        path: '/user_management/authenticate',
        query: {},
        body: {
          client_id: emulator.clientId,
          client_secret: '(hidden)',
          grant_type: 'refresh_token',
          refresh_token: '(hidden)',
        },
        userAgent: 'node',
        status: 400,
      },
    ],
  })
})

it('the log has no secret in it', async () => {
  const emulator = await startEmulator()
  const { accessToken, refreshToken, cookie } = await signedIn(emulator)
  await refresh(emulator, refreshToken)
  await authorize(emulator, { access_token: accessToken }, cookie)
  await send(emulator, '/user_management/users/user_1', {
    headers: { authorization: `Bearer ${emulator.apiKey}` },
  })
  const log = JSON.stringify((await hook(emulator, 'GET log')).json)
  expect(log).toContain('ann@example.com')
  const [, cookieValue = ''] = cookie.split('=')
  for (const secret of [
    password,
    verifier,
    emulator.apiKey,
    accessToken,
    refreshToken,
    cookieValue,
  ]) {
    expect(secret).not.toBe('')
    expect(log).not.toContain(secret)
  }
})

it('the log has no hooks in it and can be emptied', async () => {
  const emulator = await startEmulator()
  await authorize(emulator)
  await hook(emulator, 'GET users')
  expect((await hook(emulator, 'GET log')).json.requests).toHaveLength(1)
  expect(await hook(emulator, 'DELETE log')).toEqual({ status: 204, json: undefined })
  expect((await hook(emulator, 'GET log')).json).toEqual({ requests: [] })
})
