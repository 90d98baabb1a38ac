import { expect, it } from 'vitest'
import { codeFor, signedUpBrowser, signIn } from './browser.ts'
import { hook, password, send, startEmulator } from './fixture.ts'

it('the log tells what was asked and what was answered', async () => {
  const { browser } = await signedUpBrowser(await startEmulator(() => Date.UTC(2026, 0, 2)))
  await hook(browser.emulator, 'DELETE log')
  await browser.call('DELETE client/sessions')
  await browser.call('POST client/sign_ins', { identifier: 'ann@example.com', password: 'wrong' })
  const entry = {
    at: '2026-01-02T00:00:00.000Z',
    userAgent: 'node',
    query: { __clerk_db_jwt: '(hidden)' },
    body: {},
  }
  expect((await hook(browser.emulator, 'GET log')).json).toEqual({
    requests: [
      {
        ...entry,
        method: 'DELETE',
        path: '/v1/client/sessions',
        query: { ...entry.query, _method: 'DELETE' },
        status: 200,
      },
      {
        ...entry,
        method: 'POST',
        path: '/v1/client/sign_ins',
        body: { identifier: 'ann@example.com', password: '(hidden)' },
        status: 422,
      },
    ],
  })
})

it('the log has no secret in it', async () => {
  const { browser, session } = await signedUpBrowser(await startEmulator())
  const { emulator, devBrowserId } = browser
  const { jwt } = (await browser.call(`POST ${session}/tokens`)).json
  await browser.call('DELETE client/sessions')
  await signIn(browser)
  await send(emulator, `/v1/client/handshake?redirect_url=http://localhost:3000&__session=${jwt}`)
  await send(emulator, '/v1/users', { headers: { authorization: `Bearer ${emulator.secretKey}` } })
  const log = JSON.stringify((await hook(emulator, 'GET log')).json)
  expect(log).toContain('ann@example.com')
  const code = await codeFor(emulator, 'ann@example.com')
  for (const secret of [password, devBrowserId, jwt, code, emulator.secretKey]) {
    expect(secret).not.toBe('')
    expect(log).not.toContain(`"${secret}"`)
  }
})
