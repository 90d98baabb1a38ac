import type { Context } from 'hono'
import inject from 'light-my-request'
import { NotEmulated } from '../problems.ts'
import { errorHeader, notEmulatedHeader } from './provider.ts'
import type { RunningTenant } from './tenant.ts'

/** What is asked in place of what came in. */
interface Changes {
  readonly url?: URL
  readonly body?: URLSearchParams
}

/**
 * What oidc-provider answers to a request, which may be changed on its way. It is a Koa app, made
 * for Node's requests; asked in this way, its answer can be looked at before it is sent. Throws
 * its errors, which are the emulator's own.
 */
export async function askProvider(
  tenant: RunningTenant,
  c: Context,
  { url = new URL(c.req.url), body }: Changes = {},
): Promise<Response> {
  const answer = await inject(tenant.provider().callback(), {
    method: c.req.method === 'POST' ? 'POST' : 'GET',
    url: url.pathname + url.search,
    headers: {
      ...headersOf(c),
      // Its addresses begin with the tenant's own, whatever name it was called by.
      host: new URL(tenant.url).host,
      ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body && { payload: body.toString() }),
  })
  const { [notEmulatedHeader]: what, [errorHeader]: failure } = answer.headers
  if (what) throw new NotEmulated(decodeURIComponent(String(what)))
  if (failure) throw new Error(decodeURIComponent(String(failure)))
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const part of [value ?? []].flat()) headers.append(name, String(part))
  }
  headers.delete('transfer-encoding')
  headers.delete('content-length')
  return new Response(answer.payload || null, { status: answer.statusCode, headers })
}

function headersOf(c: Context): Record<string, string> {
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = c.req.header()
  return headers
}
