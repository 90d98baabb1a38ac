import { createHash, randomBytes } from 'node:crypto'
import { createLocalJWKSet, type JSONWebKeySet } from 'jose'
import type { Emulator, ProviderContext } from '../../../src/providers/provider.ts'
import { hook, parameters, type Running, redirected, send } from '../client.ts'
import { lastMail } from '../mail/start.ts'
import { type Browser, openBrowser } from './browser.ts'
import type { Target } from './fixture.ts'

export const email = 'ann@example.com'
export const password = 'correct horse battery'
export const state = 'a state with spaces & signs'
/** What an app keeps while the browser is away. */
export const verifier = randomBytes(32).toString('base64url')

/** Changes to fields; undefined takes one out. */
export type Changes = Readonly<Record<string, string | undefined>>

/** What the token endpoint answers when it answers with tokens. */
export interface TokenAnswer {
  readonly access_token: string
  readonly id_token: string
  readonly refresh_token: string
}

/** An emulator of one test's own, and what its browsers and its app do. */
export class TestEmulator {
  #running: Emulator | undefined
  readonly url: string
  /** The variables of its app. */
  readonly env: Readonly<Record<string, string>>
  readonly clientId: string
  readonly clientSecret: string

  constructor(
    readonly target: Target,
    readonly context: ProviderContext,
    /** Starts one more with the same configuration. */
    readonly startAnother: () => Promise<Emulator>,
  ) {
    this.url = context.emulatorUrl
    this.env = target.provider.environment(context)
    this.clientId = `${this.env[target.client.id]}`
    this.clientSecret = `${this.env[target.client.secret]}`
  }

  async restart(): Promise<void> {
    await this.close()
    this.#running = await this.startAnother()
  }

  async close(): Promise<void> {
    await this.#running?.close()
  }

  send(path: string, init?: Parameters<typeof send>[2]) {
    return send(this, path, init)
  }

  hook(route: string, body?: unknown) {
    return hook(this, route, body)
  }

  /** The address of a good authorization request, with changes. */
  authorizeUrl(changes: Changes = {}): string {
    const query = parameters({
      client_id: this.clientId,
      redirect_uri: this.target.redirectUri,
      response_type: 'code',
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...this.target.request,
      ...changes,
    })
    return `${this.target.paths.authorize}?${query}`
  }

  /** Sends a browser that has no cookies yet, and does not follow. */
  authorize(changes?: Changes): Promise<Response> {
    return this.send(this.authorizeUrl(changes))
  }

  /** A browser on the page to sign in, or on the one to sign up. */
  async visit(changes?: Changes) {
    const browser = openBrowser(this)
    await browser.go(this.authorizeUrl(changes))
    return browser
  }

  /** Signs a new user up; the code for the app, and the browser. */
  async signUp(who = email, changes: Changes = {}) {
    const browser = await this.visit({ ...this.target.signUpHint, ...changes })
    const back = await this.typeCode(browser, await browser.submit({ email: who, password }), who)
    return { browser, code: redirected(back).code ?? '' }
  }

  /** What the browser is answered once it has typed in the code that it was asked for, if any. */
  typeCode(browser: Browser, shown: Response, who = email): Promise<Response> {
    return typeCode(this, browser, shown, who)
  }

  /** Posts to the token endpoint as the app's server does; the answer's JSON, with its status. */
  async token(fields: Changes) {
    const { clientId: client_id, clientSecret: client_secret } = this
    const body = parameters({ client_id, client_secret, ...fields })
    const response = await this.send(this.target.paths.token, { method: 'POST', body })
    const json: TokenAnswer = JSON.parse(await response.text())
    return { status: response.status, json }
  }

  exchange(code: string, changes: Changes = {}) {
    return this.token({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      ...this.target.exchange,
      ...changes,
    })
  }

  refresh({ refresh_token }: Pick<TokenAnswer, 'refresh_token'>) {
    return this.token({ grant_type: 'refresh_token', refresh_token })
  }

  /** Signs a new user up and exchanges the code. */
  async signedIn(who?: string, changes?: Changes) {
    const { code, browser } = await this.signUp(who, changes)
    const { json } = await this.exchange(code)
    return { browser, tokens: json }
  }

  /** The keys that it publishes now, and how to find the one of a token. */
  async publishedKeys() {
    const response = await this.send(this.target.paths.jwks(this.clientId))
    const { keys }: JSONWebKeySet = JSON.parse(await response.text())
    return { keys, find: createLocalJWKSet({ keys }) }
  }
}

/** As the method of that name, of any emulator. */
export async function typeCode(emulator: Running, browser: Browser, shown: Response, who = email) {
  if (shown.status !== 200) return shown
  return browser.submit({ code: (await lastMail(emulator, who)).code ?? '' })
}
