import { appUrl, hook, password, send, type TestEmulator } from './fixture.ts'

/** A browser that was never here. */
export async function openBrowser(emulator: TestEmulator): Promise<Browser> {
  const created = await send(emulator, '/v1/dev_browser', { method: 'POST' })
  const { id } = (await created.json()) as { id: string }
  return browserWith(emulator, id)
}

/** A browser with clerk-js in it that says it has that dev browser. */
export function browserWith(emulator: TestEmulator, devBrowserId: string) {
  return {
    emulator,
    devBrowserId,
    /** Calls the Frontend API as clerk-js does; the route is a method and a path, as in
     * `POST client/sign_ins`. */
    async call(route: string, fields?: Readonly<Record<string, string>>) {
      const [method = '', path = ''] = route.split(' ')
      const query = new URLSearchParams({ __clerk_db_jwt: devBrowserId })
      const isSimple = method === 'GET' || method === 'POST'
      if (!isSimple) query.set('_method', method)
      const response = await send(emulator, `/v1/${path}?${query}`, {
        method: isSimple ? method : 'POST',
        headers: { origin: appUrl },
        ...(method !== 'GET' && { body: new URLSearchParams(fields) }),
      })
      return { status: response.status, json: JSON.parse(await response.text()) }
    },
  }
}

export type Browser = ReturnType<typeof browserWith>

/** The last code that was sent to that address. */
export async function codeFor(emulator: TestEmulator, email: string): Promise<string> {
  const { json } = await hook(emulator, `GET mail?${new URLSearchParams({ to: email })}`)
  const mails: { code: string }[] = json.mails
  return mails.at(-1)?.code ?? ''
}

/** Begins a sign-up and has the code sent; the path of the sign-up. */
export async function beginSignUp(browser: Browser, email = 'ann@example.com'): Promise<string> {
  const { json } = await browser.call('POST client/sign_ups', { email_address: email, password })
  const path = `client/sign_ups/${json.response.id}`
  await browser.call(`POST ${path}/prepare_verification`, { strategy: 'email_code' })
  return path
}

/** Signs somebody up; their user id and the session's. */
export async function signUp(browser: Browser, email = 'ann@example.com') {
  const path = await beginSignUp(browser, email)
  const code = await codeFor(browser.emulator, email)
  const { json } = await browser.call(`POST ${path}/attempt_verification`, {
    strategy: 'email_code',
    code,
  })
  const userId: string = json.response.created_user_id
  const sessionId: string = json.response.created_session_id
  return { userId, sessionId, session: `client/sessions/${sessionId}` }
}

/** Signs somebody in with the password; the session's path. */
export async function signIn(browser: Browser, email = 'ann@example.com'): Promise<string> {
  const { json } = await browser.call('POST client/sign_ins', { identifier: email, password })
  return `client/sessions/${json.response.created_session_id}`
}

/** A browser in which Ann has just signed up. */
export async function signedUpBrowser(emulator: TestEmulator) {
  const browser = await openBrowser(emulator)
  return { browser, ...(await signUp(browser)) }
}

/** The one error of an answer in Clerk's form, with the status; the trace id apart. */
export function refusalOf({ status, json }: Awaited<ReturnType<Browser['call']>>) {
  const { errors, clerk_trace_id: traceId, ...rest } = json
  return {
    status,
    errors,
    isTraced: typeof traceId === 'string' && Object.keys(rest).length === 0,
  }
}

/** How a refusal looks that carries this error. */
export function refused(
  status: number,
  code: string,
  message: string,
  longMessage = message,
  param?: string,
) {
  const meta = param && { meta: { param_name: param } }
  const errors = [{ code, message, long_message: longMessage, ...meta }]
  return { status, errors, isTraced: true }
}

export const browserUnauthenticated = refused(
  401,
  'dev_browser_unauthenticated',
  'Browser unauthenticated',
  'Unable to authenticate this browser for your development instance.',
)
export const signedOut = refused(401, 'signed_out', 'Signed out', 'You are signed out')
export const sessionExists = refused(
  400,
  'session_exists',
  'Session already exists',
  "You're already signed in.",
)
export const incorrectCode = refused(
  422,
  'form_code_incorrect',
  'is incorrect',
  'Incorrect code',
  'code',
)
export const emailTaken = refused(
  422,
  'form_identifier_exists',
  'That email address is taken. Please try another.',
  'That email address is taken. Please try another.',
  'email_address',
)
export const incorrectPassword = (param = 'password') =>
  refused(
    422,
    'form_password_incorrect',
    'Password is incorrect. Try again, or use another method.',
    'Password is incorrect. Try again, or use another method.',
    param,
  )
export const isMissing = (param: string) =>
  refused(422, 'form_param_missing', 'is missing', `${param} must be included.`, param)
export const isNotFound = (what: string, id: string) =>
  refused(
    404,
    'resource_not_found',
    `${what} not found`,
    `No ${what.toLowerCase()} was found with id ${id}`,
  )
