import type { Context } from 'hono'
import type { Account } from '../../accounts.ts'
import { isoTime } from '../../clock.ts'
import type { EmulatorEnv } from '../../env.ts'
import { errorMessage } from '../../pages/page.ts'
import type { Screen } from '../../sign-in.ts'
import { errors } from '../library.ts'
import { vacateSession } from '../records.ts'
import { type RunningTenant, stringFields } from '../tenant.ts'

/** A visit of the page: what the app asked for, and the session of this browser so far. */
export interface Visit {
  readonly screen: Screen
  readonly loginHint: string
  readonly isForGoogle: boolean
  readonly session: { readonly uid: string; readonly accountId: string } | undefined
}

/** The visit of this browser; a page where there is none, or no longer. */
export async function openVisit(
  tenant: RunningTenant,
  c: Context<EmulatorEnv>,
): Promise<Visit | Response> {
  const { incoming, outgoing } = c.env
  try {
    const { params, session } = await tenant.provider().interactionDetails(incoming, outgoing)
    const { screen, login_hint: loginHint = '' } = { ...stringFields(params), ...c.req.query() }
    const hinted = tenant.vendor.screenOf(params)
    return {
      screen: screen === 'sign-in' || screen === 'sign-up' ? screen : hinted,
      loginHint,
      isForGoogle: tenant.vendor.asksForGoogle(params),
      session,
    }
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error
    return tenant.sendPage(c, {
      title: 'This sign-in link does not work',
      content: errorMessage('It has expired, or it was used already.', tenant.appUrl),
      status: 400,
    })
  }
}

/** Where the browser goes on to with this result. */
export function leave(
  tenant: RunningTenant,
  c: Context<EmulatorEnv>,
  result: Parameters<ReturnType<RunningTenant['provider']>['interactionResult']>[2],
): Promise<string> {
  const { incoming, outgoing } = c.env
  return tenant.provider().interactionResult(incoming, outgoing, result)
}

/** Signs the user in, and sends the browser on. */
export async function signIn(
  tenant: RunningTenant,
  c: Context<EmulatorEnv>,
  account: Account,
  { session }: Visit,
): Promise<Response> {
  const login = { accountId: account.id }
  const shown = Object.fromEntries(tenant.vendor.morePrompts.map((prompt) => [prompt, {}]))
  const next = await leave(tenant, c, { login, ...shown })
  if (session && session.accountId !== account.id) vacateSession(tenant, session.uid)
  tenant.state.change(({ accounts }) => {
    const kept = accounts[account.id]
    if (kept) kept.lastSignInAt = isoTime(tenant.now())
  })
  return c.redirect(next)
}

/** The form on which users sign in, to which a code is sent as well. */
export const codePage = (c: Context) => ({
  action: c.req.path.replace(/\/identity$/, ''),
  hidden: {},
})
