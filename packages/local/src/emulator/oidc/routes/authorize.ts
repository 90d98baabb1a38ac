import { type Context, Hono } from 'hono'
import { findAccount } from '../../accounts.ts'
import type { EmulatorEnv } from '../../env.ts'
import type { RedirectError } from '../../faults.ts'
import { errorMessage } from '../../pages/page.ts'
import { NotEmulated } from '../../problems.ts'
import { askProvider } from '../ask-provider.ts'
import { type RunningTenant, stringFields } from '../tenant.ts'

/** Where an app sends the browser to be signed in, and where the sign-in page sends it on. */
export function authorizeRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const { vendor } = tenant
  const { authorize } = vendor.paths
  const app = new Hono<EmulatorEnv>()

  app.get(authorize, async (c) => {
    const type = c.req.query('response_type') ?? 'code'
    if (type !== 'code') throw new NotEmulated(`${authorize} with the response_type ${type}`)
    const asked = new URL(c.req.url)
    const url = new URL(asked)
    vendor.adaptAuthorize(url.searchParams)
    const answer = await askProvider(tenant, c, { url })
    const fault = c.get('redirectError')
    const isGood = answer.headers.has('location') && !isReturn(tenant, answer, 'error')
    return finish(
      tenant,
      c,
      fault && isGood ? withError(asked.searchParams, fault) : answer,
      asked.searchParams,
    )
  })

  app.get(`${authorize}/:uid`, async (c) => {
    const uid = c.req.param('uid')
    const interaction = tenant.state.data.records[`Interaction:${uid}`]
    const signedIn = interaction?.result?.login?.accountId
    // Deleted since the password was typed in: oidc-provider takes it that users stay.
    if (signedIn && !findAccount(tenant, signedIn)) {
      return c.redirect(`${vendor.paths.signIn}/${uid}`)
    }
    const asked = new URLSearchParams(stringFields(interaction?.params ?? {}))
    return finish(tenant, c, await askProvider(tenant, c), asked)
  })

  return app
}

/** Sends the answer in the vendor's form: a page for an error, a redirect for everything else. */
async function finish(
  tenant: RunningTenant,
  c: Context,
  answer: Response,
  asked: URLSearchParams,
): Promise<Response> {
  if (!answer.headers.has('location')) {
    const { error_description: sentence = '' } = JSON.parse(await answer.text())
    return tenant.sendPage(c, {
      title: 'This sign-in link does not work',
      content: errorMessage(`${sentence}`, tenant.appUrl),
      status: 400,
    })
  }
  const headers = new Headers(answer.headers)
  if (isReturn(tenant, answer)) {
    const url = new URL(answer.headers.get('location') ?? '')
    // Neither vendor says who it is here (RFC 9207); oidc-provider always does.
    url.searchParams.delete('iss')
    tenant.vendor.adaptReturn(url.searchParams, asked)
    headers.set('location', url.href)
  }
  return new Response(null, { status: 302, headers })
}

/** Whether that sends the browser back to the app, with this parameter when one is named. */
function isReturn({ redirectUris }: RunningTenant, { headers }: Response, name?: string): boolean {
  const location = headers.get('location') ?? ''
  const [address = '', query] = location.split('?')
  return redirectUris.includes(address) && (!name || new URLSearchParams(query).has(name))
}

function withError(asked: URLSearchParams, fault: RedirectError): Response {
  const url = new URL(asked.get('redirect_uri') ?? '')
  for (const [name, value] of Object.entries({ ...fault, state: asked.get('state') })) {
    if (value) url.searchParams.set(name, value)
  }
  return new Response(null, { status: 302, headers: { location: url.href } })
}
