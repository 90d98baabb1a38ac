import { expect } from 'vitest'
import { startClerk } from '../../../src/providers/clerk/emulator.ts'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { openClerkState } from '../../../src/providers/clerk/state.ts'
import { appUrl, ask, lastMail, password, starter } from '../mail/start.ts'

export const startEmulator = starter(clerk, openClerkState, startClerk)

export type TestEmulator = Awaited<ReturnType<typeof startEmulator>>

type Answer = Awaited<ReturnType<typeof ask>>

/** A refusal in short: its status, its code, and the field that has to change. */
export function short({ status, json }: Answer): string {
  const { code, meta } = json.errors[0]
  return [status, code, meta?.param_name].filter(Boolean).join(' ')
}

/** The answer to something that is not imitated. */
export function notEmulated(what: string) {
  const message = `${what} is not emulated`
  const errors = [{ message, long_message: message, code: 'not_emulated' }]
  return { status: 501, json: { errors, clerk_trace_id: expect.any(String) } }
}

/** A browser that was never here. */
export async function openBrowser(emulator: TestEmulator): Promise<Browser> {
  const { json } = await ask(emulator, 'POST /v1/dev_browser')
  return browserWith(emulator, json.id)
}

/** A browser with clerk-js in it that says it has that dev browser. */
export function browserWith(emulator: TestEmulator, devBrowserId: string) {
  /** Calls the Frontend API as clerk-js does, with a route such as `POST client/sign_ins`. */
  const call = (route: string, fields?: Readonly<Record<string, string>>) => {
    const [method = '', path = ''] = route.split(' ')
    const query = new URLSearchParams({ __clerk_db_jwt: devBrowserId })
    const isSimple = method === 'GET' || method === 'POST'
    if (!isSimple) query.set('_method', method)
    const body = method === 'GET' ? undefined : new URLSearchParams(fields)
    const sent = isSimple ? method : 'POST'
    return ask(emulator, `${sent} /v1/${path}?${query}`, { origin: appUrl }, body)
  }
  return {
    emulator,
    devBrowserId,
    call,
    refusal: async (...args: Parameters<typeof call>) => short(await call(...args)),
  }
}

export type Browser = ReturnType<typeof browserWith>

/** The last code that was sent to that address. */
export async function codeFor(emulator: TestEmulator, email?: string): Promise<string> {
  return (await lastMail(emulator, email)).code ?? ''
}

/** Begins a sign-up and has the code sent; the path of the sign-up. */
export async function beginSignUp(browser: Browser, email = 'ann@example.com'): Promise<string> {
  const { json } = await browser.call('POST client/sign_ups', { email_address: email, password })
  const path = `client/sign_ups/${json.response.id}`
  await browser.call(`POST ${path}/prepare_verification`, { strategy: 'email_code' })
  return path
}

/** Signs a new user up in a new browser. */
export async function signUp(emulator: TestEmulator, email = 'ann@example.com') {
  const browser = await openBrowser(emulator)
  const path = await beginSignUp(browser, email)
  const attempt = { strategy: 'email_code', code: await codeFor(emulator, email) }
  const { json } = await browser.call(`POST ${path}/attempt_verification`, attempt)
  const userId: string = json.response.created_user_id
  const sessionId: string = json.response.created_session_id
  return { browser, userId, sessionId, session: `client/sessions/${sessionId}` }
}

/** A browser in which Ann has just signed up, at an emulator of its own. */
export const signedUp = async (now?: () => number) => signUp(await startEmulator(now))

/** Signs Ann in with her password; the session's path. */
export async function signIn(browser: Browser): Promise<string> {
  const fields = { identifier: 'ann@example.com', password }
  const { json } = await browser.call('POST client/sign_ins', fields)
  return `client/sessions/${json.response.created_session_id}`
}

/** Calls the Backend API as the app's server does. */
export function api(emulator: TestEmulator, route: string, body?: unknown) {
  const headers = { authorization: `Bearer ${emulator.secretKey}` }
  const [method, path] = route.split(' ')
  return ask(emulator, `${method} /v1/${path}`, headers, body ? JSON.stringify(body) : undefined)
}
