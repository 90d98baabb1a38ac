import { createHash, randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Mail } from '../../../src/emulator/mailbox/mailbox.ts'
import type { ErrorType } from '../../../src/providers/stytch/errors.ts'
import { parameters, redirected } from '../client.ts'
import { appUrl, hook, redirectUrl, send, type TestEmulator } from './fixture.ts'

type Changes = Readonly<Record<string, unknown>>

/** What a browser keeps while its user reads the mail. */
export const verifier = randomBytes(32).toString('hex')
export const challenge = createHash('sha256').update(verifier).digest('base64url')

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** What an id of that kind looks like. */
export const idOf = (kind: string): string =>
  expect.stringMatching(new RegExp(`^${kind}-test-${uuid}$`))

/** What Stytch answers to what it refuses. */
export const refused = (status: number, type: ErrorType, message: unknown) => ({
  status,
  json: {
    status_code: status,
    request_id: idOf('request-id'),
    error_type: type,
    error_message: message,
    error_url: `https://stytch.com/docs/api/errors/${status}#${type}`,
  },
})

export const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

/** The headers that the browser's SDK sends from a page of the app. */
export function sdkHeaders({ publicToken }: TestEmulator, sessionToken = publicToken) {
  return {
    authorization: basic(publicToken, sessionToken),
    'content-type': 'application/json',
    'x-sdk-client': 'e30=',
    'x-sdk-parent-host': appUrl,
    origin: appUrl,
  }
}

/** Calls `POST /sdk/v1/…` or `GET /sdk/v1/…` as the browser's SDK does; the answer's JSON. */
export async function sdk(
  emulator: TestEmulator,
  route: string,
  { body, token }: { body?: unknown; token?: string | undefined } = {},
) {
  const [method = '', path = ''] = route.split(' ')
  const response = await send(emulator, `/sdk/v1${path}`, {
    method,
    headers: sdkHeaders(emulator, token),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: JSON.parse(await response.text()) }
}

/** Calls `/v1/…` as the app's server does; the answer's JSON. */
export async function server(emulator: TestEmulator, route: string, body?: unknown) {
  const [method = '', path = ''] = route.split(' ')
  const response = await send(emulator, `/v1${path}`, {
    method,
    headers: {
      authorization: basic(emulator.projectId, emulator.secret),
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: JSON.parse(await response.text()) }
}

/** Asks for a magic link, with changes to what the SDK sends. */
export function askForLink(emulator: TestEmulator, changes: Changes = {}) {
  return sdk(emulator, 'POST /magic_links/email/login_or_create', {
    body: {
      email: 'ann@example.com',
      login_magic_link_url: redirectUrl,
      signup_magic_link_url: redirectUrl,
      login_expiration_minutes: 30,
      signup_expiration_minutes: 30,
      ...changes,
    },
  })
}

/** Asks for a code, with changes to what the SDK sends. */
export function askForCode(emulator: TestEmulator, changes: Changes = {}) {
  const body = { email: 'ann@example.com', expiration_minutes: 5, ...changes }
  return sdk(emulator, 'POST /otps/email/login_or_create', { body })
}

/** The newest letter to that address. */
export async function lastMail(emulator: TestEmulator, email = 'ann@example.com'): Promise<Mail> {
  const { json } = await hook(emulator, `GET mail?${parameters({ to: email })}`)
  return json.mails.at(-1)
}

/** Opens the link in the newest letter; what the browser is sent to the app with. */
export async function followLink(emulator: TestEmulator, email?: string) {
  const { link } = await lastMail(emulator, email)
  const path = (link?.url ?? '').slice(emulator.url.length)
  return redirected(await send(emulator, path))
}

/** Asks for a link and opens it; its token. */
export async function linkToken(emulator: TestEmulator, changes: Changes = {}): Promise<string> {
  await askForLink(emulator, changes)
  const email = typeof changes.email === 'string' ? changes.email : undefined
  const { token = '' } = await followLink(emulator, email)
  return token
}

/** Shows the token of a link, with changes; `session` is the one that the browser has. */
export function authenticateLink(
  emulator: TestEmulator,
  token: string,
  changes: Changes = {},
  session?: string,
) {
  const body = { token, session_duration_minutes: 60, ...changes }
  return sdk(emulator, 'POST /magic_links/authenticate', { body, token: session })
}

/** Types in a code, with changes. */
export function authenticateCode(
  emulator: TestEmulator,
  body: { method_id: string; token: string; session_duration_minutes?: number },
  session?: string,
) {
  return sdk(emulator, 'POST /otps/authenticate', {
    body: { session_duration_minutes: 60, ...body },
    token: session,
  })
}

/** Signs somebody in by a magic link; what the SDK is answered. */
export async function signedIn(emulator: TestEmulator, email = 'ann@example.com') {
  const { json } = await authenticateLink(emulator, await linkToken(emulator, { email }))
  return json.data
}
