import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { stytch } from '../../../src/providers/stytch/index.ts'
import * as onClerk from '../clerk/fixture.ts'
import * as onStytch from '../stytch/fixture.ts'
import { ask, hook, insforgeJwtSecret, lastMail, password, send } from './start.ts'

/** How each of the emulators is used that send mail: what they share is tested on both. */
const targets = {
  clerk: {
    provider: clerk,
    setting: 'templateSeconds',
    error: (message: string) => onClerk.notEmulated(message.replace(' is not emulated', '')).json,
    notEmulated: ['GET /v1/me/organization_memberships', 'DELETE /v1/me', 'DELETE /', 'GET /oauth'],
    async start() {
      const emulator = await onClerk.startEmulator()
      return {
        emulator,
        jwksPath: '/.well-known/jwks.json',
        /** Signs a new user up; what the emulator knows the browser by, and asks for a token. */
        async signIn(email: string) {
          const { browser, sessionId, session } = await onClerk.signUp(emulator, email)
          const code = await onClerk.codeFor(emulator, email)
          const token = () => browser.call(`POST ${session}/tokens`)
          return { sessionId, token, secrets: [browser.devBrowserId, code, password] }
        },
      }
    },
  },
  stytch: {
    provider: stytch,
    setting: 'accessTokenSeconds',
    error: (error_message: string) => ({
      status_code: 501,
      request_id: expect.any(String),
      error_type: 'not_emulated',
      error_message,
      error_url: expect.any(String),
    }),
    notEmulated: [
      'POST /v1/otps/email/send',
      'GET /v1/public/oauth/github/start',
      'POST /mailbox',
      'PUT /',
    ],
    async start() {
      const emulator = await onStytch.startEmulator()
      return {
        emulator,
        jwksPath: `/v1/sessions/jwks/${emulator.projectId}`,
        async signIn(email: string) {
          const { token: code } = await onStytch.sentCode(emulator, { email })
          const { session, session_token } = await onStytch.signedIn(emulator, email)
          const token = async () => {
            const body = { session_token }
            const { status, json } = await onStytch.server(
              emulator,
              'POST sessions/authenticate',
              body,
            )
            return { status, json: { jwt: json.session_jwt } }
          }
          return { sessionId: session.session_id as string, token, secrets: [session_token, code] }
        },
      }
    },
  },
} as const

describe.each(Object.values(targets))('$provider.title', (target) => {
  const { provider, setting } = target

  it('keeps users, sessions, mail, keys and settings when it is started again', async () => {
    const { emulator, jwksPath, signIn } = await target.start()
    const [ann, bob] = [await signIn('ann@example.com'), await signIn('bob@example.com')]
    await hook(emulator, 'POST settings', { [setting]: 77 })
    await hook(emulator, 'POST sessions/revoke', { email: 'bob@example.com' })
    const kept = async () => [
      (await hook(emulator, 'GET users')).json,
      (await hook(emulator, 'GET mail')).json,
      (await hook(emulator, 'GET settings')).json,
      (await ask(emulator, `GET ${jwksPath}`)).json.keys,
    ]
    const before = await kept()
    await emulator.restart()
    expect(await kept()).toEqual(before)
    expect((await ann.token()).status).toBe(200)
    expect((await bob.token()).status).not.toBe(200)
  })

  it('starts over: without users, sessions and mail, with the keys that there were', async () => {
    const { emulator, jwksPath, signIn } = await target.start()
    const ann = await signIn('ann@example.com')
    await hook(emulator, 'POST settings', { [setting]: 77 })
    const keys = (await ask(emulator, `GET ${jwksPath}`)).json.keys
    expect(await hook(emulator, 'POST reset')).toEqual({ status: 200, json: { users: [] } })
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [] })
    expect((await hook(emulator, 'GET mail')).json.mails).toEqual([])
    expect((await hook(emulator, 'GET settings')).json[setting]).not.toBe(77)
    expect((await ann.token()).status).not.toBe(200)
    expect((await ask(emulator, `GET ${jwksPath}`)).json.keys).toEqual(keys)
  })

  it('keeps its state for its owner, without passwords and InsForge’s secret', async () => {
    const { emulator, signIn } = await target.start()
    await signIn('ann@example.com')
    const file = join(emulator.context.stateDir, `${provider.name}.json`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('ann@example.com')
    for (const secret of [password, insforgeJwtSecret]) expect(text).not.toContain(secret)
  })

  it('logs what was asked, with no secret in it', async () => {
    const { emulator, signIn } = await target.start()
    const { token, secrets } = await signIn('ann@example.com')
    const { jwt } = (await token()).json
    await send(emulator, `/v1/nothing?token=${jwt}`)
    const { requests } = (await hook(emulator, 'GET log')).json
    expect(requests.at(-1)).toMatchObject({
      method: 'GET',
      path: '/v1/nothing',
      query: { token: '(hidden)' },
      status: 501,
    })
    expect(JSON.stringify(requests)).toContain('ann@example.com')
    for (const secret of [...secrets, jwt]) {
      expect(JSON.stringify(requests)).not.toContain(`"${secret}"`)
    }
  })

  it.each(['expire', 'revoke'])('ends sessions, once: of one user, or all (%s)', async (how) => {
    const { emulator, signIn } = await target.start()
    const [ann, bob] = [await signIn('ann@example.com'), await signIn('bob@example.com')]
    const end = async (body?: object) => (await hook(emulator, `POST sessions/${how}`, body)).json
    expect(await end({ email: 'Ann@example.com' })).toEqual({ ended: [ann.sessionId] })
    expect((await ann.token()).status).not.toBe(200)
    expect((await bob.token()).status).toBe(200)
    expect(await end()).toEqual({ ended: [bob.sessionId] })
    expect(await end()).toEqual({ ended: [] })
  })

  it.each([true, false])('signs with a new key; the old one stays: %s', async (keepOld) => {
    const { emulator, jwksPath, signIn } = await target.start()
    const { token } = await signIn('ann@example.com')
    const before = (await token()).json.jwt
    const { kids } = (await hook(emulator, 'POST keys/rotate', { keepOld })).json
    const after = (await token()).json.jwt
    const { keys } = (await ask(emulator, `GET ${jwksPath}`)).json
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual(kids)
    expect(decodeProtectedHeader(after).kid).toBe(kids[0])
    await jwtVerify(after, createLocalJWKSet({ keys }))
    const old = jwtVerify(before, createLocalJWKSet({ keys }))
    await (keepOld ? old : expect(old).rejects.toThrow('no applicable key'))
  })

  it.each([
    ['users', { email: 'ann' }, 400],
    ['users', { email: 'ann@example.com', admin: true }, 400],
    ['users', { email: 'ann@example.com' }, 409],
    ['settings', { [setting]: -1 }, 400],
    ['settings', { unknown: true }, 400],
    ['keys/rotate', { keepOld: 'no' }, 400],
    ['sessions/expire', { user: 'x' }, 400],
    ['sessions/revoke', { email: 'bob@example.com' }, 404],
  ])('refuses a hook that it does not understand: %s %o', async (path, body, status) => {
    const { emulator } = await target.start()
    const ann = { email: 'ann@example.com', emailVerified: false }
    expect((await hook(emulator, 'POST users', ann)).status).toBe(201)
    expect((await hook(emulator, `POST ${path}`, body)).status).toBe(status)
  })

  it.each(target.notEmulated)('answers 501 to what it does not imitate: %s', async (route) => {
    const { emulator } = await target.start()
    const [method, path] = route.split(' ')
    const message = `${route} is not emulated`
    const json = target.error(message)
    expect(await ask(emulator, route)).toEqual({ status: 501, json })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([
      { method, path, message },
    ])
  })

  it('shows what it is, and the mail, which reading does not use up', async () => {
    const { emulator, signIn } = await target.start()
    await signIn('ann@example.com')
    const front = await (await send(emulator, '/')).text()
    expect(front).toContain(`<h1>${provider.title}, on this machine</h1>`)
    expect(front).toContain('<li>ann@example.com</li>')
    expect(front).toContain('href="/mailbox"')
    expect(front).toContain('POST /_emulate/sessions/revoke')
    const { id, subject, code, link } = await lastMail(emulator)
    expect(await (await send(emulator, '/mailbox')).text()).toContain(subject)
    const page = (await (await send(emulator, `/mailbox/${id}`)).text()).replaceAll('&amp;', '&')
    expect(page).toContain(link ? `href="${link.url}"` : `<p class="code">${code}</p>`)
    await hook(emulator, 'DELETE mail')
    expect((await hook(emulator, 'GET mail')).json).toEqual({ mails: [] })
  })
})
