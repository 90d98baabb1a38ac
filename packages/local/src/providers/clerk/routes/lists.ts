import type { Context } from 'hono'
import { z } from 'zod'
import { type Account, normaliseEmail } from '../../../emulator/accounts.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { clerkSession } from '../sessions.ts'
import type { Instance } from '../state.ts'
import { parse } from './api.ts'

const texts = z.array(z.string()).optional()
const text = z.tuple([z.string()]).optional()
const numeral = (least: number, most: number, otherwise: number) =>
  z.tuple([z.coerce.number().int().min(least).max(most)]).default([otherwise])

const userFilters = {
  email_address: texts,
  user_id: texts,
  external_id: texts,
  phone_number: texts,
  username: texts,
  query: text,
}
const pages = {
  limit: numeral(1, 500, 10),
  offset: numeral(0, Number.MAX_SAFE_INTEGER, 0),
}
const templatesSchema = z.strictObject({ paginated: text, ...pages })
const usersSchema = z.strictObject({
  ...userFilters,
  ...pages,
  order_by: z
    .tuple([z.enum(['created_at', '+created_at', '-created_at'])])
    .default(['-created_at']),
})
const countSchema = z.strictObject(userFilters)
const sessionsSchema = templatesSchema.extend({
  user_id: text,
  client_id: text,
  status: text,
})

/** The query parameters of the lists, by path. */
export const listParameters = {
  '/v1/users': Object.keys(usersSchema.shape),
  '/v1/users/count': Object.keys(countSchema.shape),
  '/v1/sessions': Object.keys(sessionsSchema.shape),
  '/v1/jwt_templates': Object.keys(templatesSchema.shape),
}

/** The users that the query asks for, the newest first unless it says otherwise. */
export function listUsers(instance: Instance, c: Context): readonly Account[] {
  const { order_by, limit, offset, ...filters } = parse(c, usersSchema, c.req.queries())
  const found = findUsers(instance, filters)
  const sorted = order_by[0].startsWith('-') ? found.toReversed() : found
  return page(sorted, { limit, offset })
}

/** How many users the query asks for. */
export function countUsers(instance: Instance, c: Context): number {
  return findUsers(instance, parse(c, countSchema, c.req.queries())).length
}

/** The sessions of the user or browser that the query names, the newest first. */
export function listSessions(instance: Instance, c: Context) {
  const { limit, offset, paginated, ...filters } = parse(c, sessionsSchema, c.req.queries())
  if (!filters.user_id && !filters.client_id) {
    throw new NotEmulated(`${c.req.path} without user_id or client_id`)
  }
  const found = Object.values(instance.state.data.sessions)
    .map((session) => clerkSession(instance, session))
    .filter((session) =>
      (['user_id', 'client_id', 'status'] as const).every(
        (name) => (filters[name]?.[0] ?? session[name]) === session[name],
      ),
    )
    .toReversed()
  return counted(found, { limit, offset, paginated })
}

/** The JWT templates of the dashboard: one, or none. */
export function listTemplates({ state }: Instance, c: Context) {
  const asked = parse(c, templatesSchema, c.req.queries())
  const { templateName: name, templateClaims, templateSeconds, templateKey } = state.data.settings
  if (name === null) return counted([], asked)
  const isCustom = templateKey !== 'instance'
  const template = {
    object: 'jwt_template',
    id: 'jtmp_emulated',
    name,
    claims: templateClaims,
    lifetime: templateSeconds,
    allowed_clock_skew: 5,
    custom_signing_key: isCustom,
    signing_algorithm: isCustom ? 'HS256' : 'RS256',
    created_at: 0,
    updated_at: 0,
  }
  return counted([template], asked)
}

/** The page, with how many there are where it was asked for so. */
function counted<T>(found: readonly T[], { paginated, ...asked }: z.infer<typeof templatesSchema>) {
  const data = page(found, asked)
  return paginated?.[0] === 'true' ? { data, total_count: found.length } : data
}

const page = <T>(found: readonly T[], { limit, offset }: { limit: [number]; offset: [number] }) =>
  found.slice(offset[0], offset[0] + limit[0])

/** Whether that is among what was asked for: without a sign or after a plus one of them, after a
 * minus none. */
function isAmong(asked: readonly string[] | undefined, own: string | null): boolean {
  if (asked === undefined) return true
  const left = asked.filter((each) => each.startsWith('-')).map((each) => each.slice(1))
  const wanted = asked
    .filter((each) => !each.startsWith('-'))
    .map((each) => each.replace(/^\+/, ''))
  if (own !== null && left.includes(own)) return false
  return wanted.length === 0 || (own !== null && wanted.includes(own))
}

/** The accounts that all filters let through, in the order in which they were made. */
function findUsers({ state }: Instance, asked: z.infer<typeof countSchema>): readonly Account[] {
  const emails = asked.email_address?.map(normaliseEmail)
  const text = asked.query?.[0].toLowerCase()
  return Object.values(state.data.accounts).filter(
    ({ id, email, firstName, lastName }) =>
      isAmong(asked.user_id, id) &&
      // No user has one here.
      isAmong(asked.external_id, null) &&
      (emails?.includes(email) ?? true) &&
      !asked.phone_number &&
      !asked.username &&
      (text === undefined ||
        [id, email, firstName, lastName].some((own) => own?.toLowerCase().includes(text))),
  )
}
