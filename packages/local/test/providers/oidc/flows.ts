import { createHash, randomBytes } from 'node:crypto'
import { createLocalJWKSet } from 'jose'
import { parameters, redirected, send } from '../client.ts'
import { openBrowser } from './browser.ts'
import { email as ann, type Changes, password, type TestEmulator } from './fixture.ts'

/** What an app keeps while the browser is away. */
export const verifier = randomBytes(32).toString('base64url')
export const state = 'a state with spaces & signs'

/** The address of a good authorization request, with changes. */
export function authorizeUrl({ target, clientId }: TestEmulator, changes: Changes = {}): string {
  const query = parameters({
    client_id: clientId,
    redirect_uri: target.redirectUri,
    response_type: 'code',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...target.request,
    ...changes,
  })
  return `${target.paths.authorize}?${query}`
}

/** Sends a browser that has no cookies yet, and does not follow. */
export function authorize(emulator: TestEmulator, changes: Changes = {}): Promise<Response> {
  return send(emulator, authorizeUrl(emulator, changes))
}

/** A browser on the page to sign in, or on the one to sign up. */
export async function visit(emulator: TestEmulator, changes: Changes = {}) {
  const browser = openBrowser(emulator)
  await browser.go(authorizeUrl(emulator, changes))
  return browser
}

/** Signs a new user up; the code for the app, and the browser. */
export async function signUp(emulator: TestEmulator, email = ann, changes: Changes = {}) {
  const browser = await visit(emulator, { ...emulator.target.signUpHint, ...changes })
  const back = await browser.submit({ email, password })
  return { browser, code: redirected(back).code ?? '' }
}

/** What the token endpoint answers when it answers with tokens. */
export interface TokenAnswer {
  readonly access_token: string
  readonly id_token: string
  readonly refresh_token: string
  readonly expires_in: number
}

/** Posts to the token endpoint as the app's server does; the answer's JSON, with its status. */
export async function token(emulator: TestEmulator, fields: Changes) {
  const { target, clientId: client_id, clientSecret: client_secret } = emulator
  const response = await send(emulator, target.paths.token, {
    method: 'POST',
    body: parameters({ client_id, client_secret, ...fields }),
  })
  const json: TokenAnswer = JSON.parse(await response.text())
  return { status: response.status, json }
}

export function exchange(emulator: TestEmulator, code: string, changes: Changes = {}) {
  return token(emulator, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    ...emulator.target.exchange,
    ...changes,
  })
}

export function refresh(emulator: TestEmulator, refresh_token: string) {
  return token(emulator, { grant_type: 'refresh_token', refresh_token })
}

/** Signs a new user up and exchanges the code. */
export async function signedIn(emulator: TestEmulator, email?: string, changes: Changes = {}) {
  const { code, browser } = await signUp(emulator, email, changes)
  const { json } = await exchange(emulator, code)
  return { browser, json }
}

/** The keys that the emulator publishes now. */
export async function publishedKeys(emulator: TestEmulator) {
  const { paths } = emulator.target
  const { keys } = JSON.parse(await (await send(emulator, paths.jwks(emulator.clientId))).text())
  return { keys, find: createLocalJWKSet({ keys }) }
}
