import type { Context } from 'hono'
import { z } from 'zod'
import { isEmail, isPassword, minimumPasswordLength } from '../../../emulator/accounts.ts'
import { parseJson, readFields } from '../../../emulator/fields.ts'
import { ownerOf } from '../../../emulator/mailbox/emulator.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { words } from '../../../emulator/words.ts'
import { notFound, refusal } from '../errors.ts'
import { activeSession, clerkSession, statusOf } from '../sessions.ts'
import type { Client, Instance, Session, SignIn, SignUp } from '../state.ts'
import { factorAge, signSessionToken } from '../tokens.ts'
import { clerkUser, publicUserData } from '../user.ts'
import { clerkSignIn, clerkSignUp } from './attempts.ts'

/** The query parameter in which a development instance is told the browser. */
export const devBrowserParameter = '__clerk_db_jwt'

/** Clerk's own, which is bcrypt's. */
export const maximumPasswordLength = 72

export const emailSchema = z.string().refine(isEmail)
export const newPasswordSchema = z.string().min(minimumPasswordLength).max(maximumPasswordLength)
export const nameSchema = z.string().transform((name) => name || null)

/** Throws unless the hash was made of that password. */
export async function checkPassword(
  password: string,
  hash: string | null,
  param = 'password',
): Promise<void> {
  if (hash !== null && (await isPassword(password, hash))) return
  throw refusal('form_password_incorrect', param)
}

/**
 * The fields, checked. Throws Clerk's refusal of the first that is wrong, and a 501 for a value
 * or a field that is not imitated: louder than leaving out what was asked for.
 */
export function parse<T extends z.ZodType>(
  c: Context,
  schema: T,
  fields: Readonly<Record<string, unknown>>,
): z.infer<T> {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const param = String(issue?.path[0] ?? '')
  const isText = issue && 'origin' in issue && issue.origin === 'string'
  if (issue?.code === 'unrecognized_keys') {
    throw new NotEmulated(`${c.req.path} with ${issue.keys.join(', ')}`)
  }
  if (issue?.code === 'custom') throw refusal('form_param_format_invalid', param)
  if (issue?.code === 'too_small' && isText) throw refusal('form_password_length_too_short', param)
  if (issue?.code === 'too_big' && isText) throw refusal('form_password_length_too_long', param)
  if (fields[param] === undefined) throw refusal('form_param_missing', param)
  throw new NotEmulated(`${c.req.path} with ${param} ${fields[param]}`)
}

const bodySchema = z.record(z.string(), z.unknown()).catch({})

/** The members of the JSON body; none of another body. */
export const bodyOf = async (c: Context) => bodySchema.parse(parseJson(await c.req.text()))

/** Fields that Clerk documents for sign-ins, sign-ups and tokens, and that change what comes of
 * them. */
const documentedFields: ReadonlySet<string> = new Set(
  words(`action_complete_redirect_url algorithm client_data code email_address_or_phone_number
    legal_accepted oidc_login_hint oidc_prompt phone_number public_key_credential redirect_url
    signature ticket token transfer trusted_device_id unsafe_metadata username web3_wallet`),
)

/** The fields of the body, checked as by `parse`. What a schema that is not strict doesn't name is
 * a 501 where Clerk documents it; else it is recorded and left out: a new version of clerk-js may
 * send more than there is here. */
export async function formOf<T extends z.ZodObject>(
  { unknown }: Instance,
  c: Context,
  schema: T,
): Promise<z.infer<T>> {
  const fields = await readFields(c.req)
  if (!fields) throw refusal('request_body_invalid')
  const parsed = parse(c, schema, fields)
  const others = Object.keys(fields).filter((name) => !(name in schema.shape))
  const documented = others.filter((name) => documentedFields.has(name))
  if (documented.length > 0) throw new NotEmulated(`${c.req.path} with ${documented.join(', ')}`)
  if (others.length > 0) unknown.record(c, `left out: ${others.join(', ')}`)
  return parsed
}

/** The browser that the request comes from, or undefined. */
export function findClient({ state }: Instance, c: Context): Client | undefined {
  const id = c.req.query(devBrowserParameter)
  return Object.values(state.data.clients).find(({ devBrowserId }) => devBrowserId === id)
}

/** The browser that the request comes from. Throws a 401, after which clerk-js asks for a new dev
 * browser. */
export function clientOf(instance: Instance, c: Context): Client {
  const client = findClient(instance, c)
  if (!client) throw refusal('dev_browser_unauthenticated')
  return client
}

/** The browser that the request comes from, and who is signed in in it. Throws a 401 for none. */
export function whoAsks(instance: Instance, c: Context) {
  const client = clientOf(instance, c)
  const session = activeSession(instance, client)
  if (!session) throw refusal('signed_out')
  return { client, session, account: ownerOf(instance, session) }
}

/** The sign-in or sign-up that the path names, with its browser; it has to be under way there. */
export function underWay<K extends 'signIn' | 'signUp'>(instance: Instance, c: Context, kind: K) {
  const client = clientOf(instance, c)
  const attempt: Client[K] = client[kind]
  const id = c.req.param('id') ?? ''
  if (attempt?.id !== id) throw notFound(kind === 'signIn' ? 'Sign in' : 'Sign up', id)
  return [client, attempt] as const
}

/** Answers with the object that was asked for and, beside it, the whole client, so that clerk-js
 * is up to date after every change. */
export async function answer(instance: Instance, c: Context, client: Client, response: unknown) {
  return c.json({ response, client: await clerkClient(instance, c, client) })
}

/** A browser and who is signed in in it, as the Frontend API sends it to the app that asks. */
export async function clerkClient(instance: Instance, c: Context, client: Client) {
  const session = activeSession(instance, client)
  // One that has led to a session is there as long as that is: clerk-js looks at it after Google.
  const isThere = ({ createdSessionId: id }: SignIn | SignUp) => id === null || id === session?.id
  const { signIn, signUp } = client
  return {
    id: client.id,
    object: 'client',
    sessions: session ? [await ownSession(instance, c, session)] : [],
    sign_in: signIn && isThere(signIn) ? clerkSignIn(instance, signIn) : null,
    sign_up: signUp && isThere(signUp) ? clerkSignUp(instance, signUp) : null,
    last_active_session_id: session?.id ?? null,
    last_authentication_strategy: client.lastStrategy,
    cookie_expires_at: null,
    captcha_bypass: true,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  }
}

/** A session as the Frontend API sends it to its own browser: with the user, and a token while it
 * is live. */
export async function ownSession(instance: Instance, c: Context, session: Session) {
  const account = ownerOf(instance, session)
  const isActive = statusOf(instance, session) === 'active'
  const origin = c.req.header('origin')
  return {
    ...clerkSession(instance, session),
    factor_verification_age: factorAge(instance, session),
    tasks: null,
    user: clerkUser(account),
    public_user_data: publicUserData(account),
    last_active_token: isActive
      ? { object: 'token', jwt: await signSessionToken(instance, session, origin) }
      : null,
  }
}
