import type { Context } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import type { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { type Account, isEmail } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { checkedBody } from '../../../emulator/checked.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { createRequestId, isErrorType, refusal } from '../errors.ts'
import { authorizedDomains } from '../links.ts'
import { signIn } from '../sessions.ts'
import type { Factor, Project, Session } from '../state.ts'
import { sessionBody } from '../tokens.ts'
import { emailId } from '../user.ts'

const isDuration = (minutes: number) =>
  Number.isInteger(minutes) && minutes >= 5 && minutes <= 527_040

/** How many minutes a session is to last from now on. */
export const durationSchema = z
  .number()
  .refine(isDuration, { error: 'invalid_session_duration_minutes' })
  .optional()

export const emailSchema = z.string().refine(isEmail, { error: 'invalid_email' })

/** The JSON body, checked; no body is `{}`. Throws what refuses it: see `checkedBody`. */
export async function readBody<T extends z.ZodObject>(c: Context, schema: T): Promise<z.infer<T>> {
  return checkedBody(c, schema, badRequest)
}

/** The refusal that a check of the schema names, else a 400. */
export function badRequest(error: z.ZodError): HTTPException {
  const named = error.issues.map(({ message }) => message).find(isErrorType)
  return named ? refusal(named) : refusal('bad_request', z.prettifyError(error))
}

/** Answers with a body; the browser's SDK looks for everything but errors inside `data`. */
export function answer(c: Context, body: object = {}): Response {
  const whole = { status_code: 200, request_id: createRequestId(), ...body }
  return c.json(c.req.path.startsWith('/sdk/') ? { data: whole } : whole)
}

/** Answers the browser's SDK with a session; it looks for the user in two more places. */
export async function answerSession(
  project: Project,
  c: Context<EmulatorEnv>,
  session: Session,
  more: object = {},
): Promise<Response> {
  const body = await sessionBody(project, c, session)
  return answer(c, { ...body, user_id: session.userId, __user: body.user, ...more })
}

/** Signs a user in who has just proved who they are, by what `method_id` names; `prove` throws
 * when they have not. */
export async function answerSignIn(
  project: Project,
  c: Context<EmulatorEnv>,
  type: Factor['type'],
  minutes: number | undefined,
  prove: () => Account,
  more: (account: Account) => object = () => ({}),
): Promise<Response> {
  // Stytch starts no session then, which is not imitated.
  if (minutes === undefined) throw new NotEmulated(`${c.req.path} without a session`)
  const token = shownSessionToken(c, project)
  const account = prove()
  const session = signIn(project, c, { token, account, type, minutes })
  return answerSession(project, c, session, {
    method_id: emailId(account),
    reset_sessions: false,
    ...more(account),
  })
}

/** Lets pages of the authorized domains, and of no other, read what the browser's API answers. */
export function allowDomains(project: Project) {
  const allow = cors({
    origin: (origin) => (authorizedDomains(project).includes(origin) ? origin : null),
    credentials: true,
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'x-sdk-client', 'x-sdk-parent-host'],
  })
  return createMiddleware<EmulatorEnv>((c, next) =>
    c.req.path.startsWith('/sdk/') ? allow(c, next) : next(),
  )
}

function basicCredentials(c: Context): readonly [name: string, password: string] {
  const [scheme, encoded = ''] = (c.req.header('authorization') ?? '').split(' ')
  const decoded = scheme === 'Basic' ? Buffer.from(encoded, 'base64').toString() : ''
  const [name = '', ...password] = decoded.split(':')
  return [name, password.join(':')]
}

/** Refuses requests without the project's secret. */
export function requireSecret({ projectId, secret }: Project) {
  return createMiddleware((c, next) => {
    const [name, password] = basicCredentials(c)
    if (name !== projectId || password !== secret) throw refusal('unauthorized_credentials')
    return next()
  })
}

/** Refuses a browser without the public token, and one on a page of another site. */
export function requirePublicToken(project: Project) {
  return createMiddleware((c, next) => {
    if (basicCredentials(c)[0] !== project.publicToken) throw refusal('unauthorized_credentials')
    const origins = [c.req.header('x-sdk-parent-host'), c.req.header('origin')]
    const named = origins.filter((origin) => origin !== undefined)
    const domains = authorizedDomains(project)
    if (named.length === 0 || named.some((origin) => !domains.includes(origin))) {
      throw refusal('bad_domain_for_stytch_sdk')
    }
    return next()
  })
}

/** The session token that the browser's SDK shows as its password; undefined when it has none
 * and shows the public token twice. */
export function shownSessionToken(c: Context, { publicToken }: Project): string | undefined {
  const [, password] = basicCredentials(c)
  return password === publicToken || password === '' ? undefined : password
}
