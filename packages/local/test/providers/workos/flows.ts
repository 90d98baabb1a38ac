import { createHash, randomBytes } from 'node:crypto'
import { parameters, redirected } from '../client.ts'
import { password, redirectUri, send, type TestEmulator } from './fixture.ts'

export { redirected } from '../client.ts'

/** What an app keeps while the browser is away. */
export const verifier = randomBytes(32).toString('base64url')

/** The query of a good authorization request, with changes; undefined takes one out. */
export function authorizeQuery(
  emulator: TestEmulator,
  changes: Readonly<Record<string, string | undefined>> = {},
): URLSearchParams {
  return parameters({
    client_id: emulator.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    provider: 'authkit',
    state: 'a state with spaces & signs',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  })
}

/** Sends the browser to be signed in. */
export function authorize(
  emulator: TestEmulator,
  changes: Readonly<Record<string, string | undefined>> = {},
  cookie = '',
): Promise<Response> {
  const query = authorizeQuery(emulator, changes)
  return send(emulator, `/user_management/authorize?${query}`, { headers: { cookie } })
}

/** Sends the form. */
export function submit(
  emulator: TestEmulator,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Response> {
  return send(emulator, '/user_management/authorize', {
    method: 'POST',
    body: authorizeQuery(emulator, { password, ...changes }),
  })
}

/** Signs somebody up; the code for the app, and the browser's cookie. */
export async function signUp(emulator: TestEmulator, email = 'ann@example.com') {
  const response = await submit(emulator, { email, screen_hint: 'sign-up' })
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
  return { code: redirected(response).code ?? '', cookie }
}

/** What the token endpoint answers when it answers with tokens. */
export interface TokenAnswer {
  readonly user: { readonly id: string }
  readonly access_token: string
  readonly refresh_token: string
}

/** Posts to the token endpoint as the app's server does; the answer's JSON, with its status. */
export async function authenticate(
  emulator: TestEmulator,
  body: Readonly<Record<string, string | undefined>>,
) {
  const response = await send(emulator, '/user_management/authenticate', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: emulator.clientId,
      client_secret: emulator.apiKey,
      ...body,
    }),
  })
  const json: TokenAnswer = JSON.parse(await response.text())
  return { status: response.status, json }
}

export function exchangeCode(emulator: TestEmulator, code: string, code_verifier = verifier) {
  return authenticate(emulator, { grant_type: 'authorization_code', code, code_verifier })
}

export function refresh(emulator: TestEmulator, refresh_token: string) {
  return authenticate(emulator, { grant_type: 'refresh_token', refresh_token })
}

/** Signs somebody up and exchanges the code; the tokens, and the browser's cookie. */
export async function signedIn(emulator: TestEmulator, email?: string) {
  const { code, cookie } = await signUp(emulator, email)
  const { json } = await exchangeCode(emulator, code)
  return {
    cookie,
    accessToken: json.access_token,
    refreshToken: json.refresh_token,
    json,
  }
}
