import type { Context } from 'hono'
import { errorMessage } from '../pages/page.ts'
import { endBrowserSession, endRecords } from './records.ts'
import type { Tenant } from './tenant.ts'

/** How a vendor signs out. */
export interface LogoutRules {
  /** What the dashboard calls the list. */
  readonly listName: string
  /** Whether the session's refresh tokens end with it. */
  readonly endsTokens: boolean
}

/**
 * Ends the session of this browser and sends it on, with the app's `state` when there is one. It ends
 * whether or not the address is one of the tenant's; without a session that is no error.
 */
export async function signOut(
  tenant: Tenant,
  c: Context,
  to: string,
  { listName, endsTokens }: LogoutRules,
  state?: string,
): Promise<Response> {
  const uid = endBrowserSession(tenant, c)
  if (uid && endsTokens) endRecords(tenant, ({ sessionUid }) => sessionUid === uid)
  if (!tenant.logoutUris.includes(to)) {
    const sentence = `You are signed out, but “${to}” is not one of the ${listName}.`
    return refuseSignOut(tenant, c, sentence)
  }
  const url = new URL(to)
  if (state !== undefined) url.searchParams.set('state', state)
  return c.redirect(url.href)
}

/** A page that says what is wrong with a link to sign out. */
export function refuseSignOut(tenant: Tenant, c: Context, sentence: string): Promise<Response> {
  return tenant.sendPage(c, {
    title: 'This sign-out link does not work',
    content: errorMessage(sentence, tenant.appUrl),
    status: 400,
  })
}
