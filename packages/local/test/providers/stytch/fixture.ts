import { test } from 'vitest'
import { startStytch } from '../../../src/providers/stytch/emulator.ts'
import { stytch } from '../../../src/providers/stytch/index.ts'
import { openStytchState } from '../../../src/providers/stytch/state.ts'
import { redirected } from '../client.ts'
import { appUrl, ask, lastMail, send, starter } from '../mail/start.ts'

export const redirectUrl = `${appUrl}/authenticate`

export const startEmulator = starter(stytch, openStytchState, startStytch)

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>

/** The `it` of tests that each have an emulator of their own. */
export const it = test.extend<{ emulator: TestEmulator }>({
  emulator: async ({ task: _ }, use) => use(await startEmulator()),
})

type Changes = Readonly<Record<string, unknown>>
type Answer = Awaited<ReturnType<typeof ask>>

/** A refusal in short: its status and its type. */
export const short = ({ status, json }: Answer) => `${status} ${json.error_type}`

export const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

/** The headers that the browser's SDK sends from a page of the app. */
export const sdkHeaders = ({ publicToken }: TestEmulator, sessionToken = publicToken) => ({
  authorization: basic(publicToken, sessionToken),
  'x-sdk-client': 'e30=',
  'x-sdk-parent-host': appUrl,
  origin: appUrl,
})

const json = (headers: Record<string, string>, body: unknown) =>
  [
    { ...headers, 'content-type': 'application/json' },
    body === undefined ? undefined : JSON.stringify(body),
  ] as const

/** Calls `/sdk/v1/…` as the browser's SDK does. `token` is the session that the browser has. */
export function sdk(emulator: TestEmulator, route: string, body?: unknown, token?: string) {
  const path = route.replace(' ', ' /sdk/v1/')
  return ask(emulator, path, ...json(sdkHeaders(emulator, token), body))
}

/** Calls `/v1/…` as the app's server does. */
export function server(emulator: TestEmulator, route: string, body?: unknown) {
  const authorization = basic(emulator.projectId, emulator.secret)
  return ask(emulator, route.replace(' ', ' /v1/'), ...json({ authorization }, body))
}

/** Asks for a magic link, with changes to what the SDK sends. */
export const askForLink = (emulator: TestEmulator, changes: Changes = {}) =>
  sdk(emulator, 'POST magic_links/email/login_or_create', {
    email: 'ann@example.com',
    login_magic_link_url: redirectUrl,
    signup_magic_link_url: redirectUrl,
    login_expiration_minutes: 30,
    signup_expiration_minutes: 30,
    ...changes,
  })

/** Opens the link in the newest mail; what the browser is sent to the app with. */
export async function followLink(emulator: TestEmulator, email?: string) {
  const { link } = await lastMail(emulator, email)
  return redirected(await send(emulator, (link?.url ?? '').slice(emulator.url.length)))
}

/** Asks for a link and opens it; its token. */
export async function linkToken(
  emulator: TestEmulator,
  changes: { email?: string } & Changes = {},
) {
  await askForLink(emulator, changes)
  const { token = '' } = await followLink(emulator, changes.email)
  return token
}

/** Shows the token of a link, with changes; `session` is the one that the browser has. */
export const authenticateLink = (
  emulator: TestEmulator,
  token: string,
  changes: Changes = {},
  session?: string,
) => {
  const body = { token, session_duration_minutes: 60, ...changes }
  return sdk(emulator, 'POST magic_links/authenticate', body, session)
}

/** Signs a user in by a magic link; what the SDK is answered. */
export async function signedIn(emulator: TestEmulator, email = 'ann@example.com') {
  const answer = await authenticateLink(emulator, await linkToken(emulator, { email }))
  return answer.json.data
}

/** Asks for a code, with changes to what the SDK sends, and reads it in the mail. */
export async function sentCode(emulator: TestEmulator, changes: { email?: string } & Changes = {}) {
  const body = { email: 'ann@example.com', expiration_minutes: 5, ...changes }
  const answer = await sdk(emulator, 'POST otps/email/login_or_create', body)
  const { code } = await lastMail(emulator, body.email)
  return { method_id: answer.json.data.method_id as string, token: code ?? '' }
}

/** Types in a code, with changes; `session` is the one that the browser has. */
export const authenticateCode = (emulator: TestEmulator, changes: Changes, session?: string) =>
  sdk(emulator, 'POST otps/authenticate', { session_duration_minutes: 60, ...changes }, session)
