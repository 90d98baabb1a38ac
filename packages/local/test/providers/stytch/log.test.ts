import { expect, it } from 'vitest'
import { hook, redirectUrl, send, startEmulator } from './fixture.ts'
import { askForCode, authenticateCode, lastMail, sdk, server, signedIn, verifier } from './flows.ts'

it('the log tells what was asked and what was answered', async () => {
  const emulator = await startEmulator(() => Date.UTC(2026, 0, 2))
  await signedIn(emulator)
  const { requests } = (await hook(emulator, 'GET log')).json
  const common = { at: '2026-01-02T00:00:00.000Z', userAgent: 'node' }
  expect(requests).toEqual([
    {
      ...common,
      method: 'POST',
      path: '/sdk/v1/magic_links/email/login_or_create',
      query: {},
      body: {
        email: 'ann@example.com',
        login_magic_link_url: redirectUrl,
        signup_magic_link_url: redirectUrl,
      },
      status: 200,
    },
    {
      ...common,
      method: 'GET',
      path: '/v1/magic_links/redirect',
      query: {
        public_token: emulator.publicToken,
        stytch_token_type: 'magic_links',
        token: '(hidden)',
      },
      body: {},
      status: 302,
    },
    {
      ...common,
      method: 'POST',
      path: '/sdk/v1/magic_links/authenticate',
      query: {},
      body: { token: '(hidden)' },
      status: 200,
    },
  ])
})

it('the log has no secret in it', async () => {
  const emulator = await startEmulator()
  const { session_token, session_jwt } = await signedIn(emulator)
  const { method_id } = (await askForCode(emulator)).json.data
  const { code } = await lastMail(emulator)
  await authenticateCode(emulator, { method_id, token: code ?? '' })
  await sdk(emulator, 'POST /sessions/authenticate', { body: {}, token: session_token })
  await server(emulator, 'POST /sessions/authenticate', { session_token })
  await server(emulator, 'POST /sessions/authenticate', { session_jwt })
  await send(emulator, `/v1/magic_links/redirect?code_verifier=${verifier}`)
  await send(emulator, '/v1/sessions/authenticate', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ session_token }),
  })
  const { json } = await hook(emulator, 'GET log')
  const log = JSON.stringify(json)
  expect(log).toContain(method_id)
  for (const { body, query } of json.requests) {
    expect(Object.values({ ...body, ...query })).not.toContain(code)
  }
  for (const secret of [emulator.secret, session_token, session_jwt, verifier]) {
    expect(secret).not.toBe('')
    expect(log).not.toContain(secret)
  }
})
