import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { authorizedDomains } from './addresses.ts'
import { refusal } from './errors.ts'
import type { Project } from './project.ts'

function basicCredentials(c: Context): { name: string; password: string } {
  const [scheme, encoded = ''] = (c.req.header('authorization') ?? '').split(' ')
  const decoded = scheme === 'Basic' ? Buffer.from(encoded, 'base64').toString() : ''
  const [name = '', ...password] = decoded.split(':')
  return { name, password: password.join(':') }
}

/** Refuses whoever does not have the project's secret. */
export function requireSecret({ projectId, secret }: Project): MiddlewareHandler {
  return createMiddleware((c, next) => {
    const { name, password } = basicCredentials(c)
    if (name !== projectId || password !== secret) throw refusal('unauthorized_credentials')
    return next()
  })
}

/** Refuses a browser that does not have the public token or is on a page of somebody else. */
export function requirePublicToken(project: Project): MiddlewareHandler {
  return createMiddleware((c, next) => {
    if (basicCredentials(c).name !== project.publicToken) throw refusal('unauthorized_credentials')
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
  const { password } = basicCredentials(c)
  return password === publicToken || password === '' ? undefined : password
}
