import { type Context, Hono } from 'hono'
import type { Account } from '../../accounts.ts'
import { isoTime } from '../../clock.ts'
import type { EmulatorEnv } from '../../env.ts'
import { readFields } from '../../fields.ts'
import {
  accountOfIdentity,
  federatedAccount,
  readIdentity,
  sendIdentityPage,
} from '../../identity.ts'
import { credentialsForm } from '../../pages/credentials-form.ts'
import { errorMessage } from '../../pages/page.ts'
import { identify, type Refused, type Screen, screenTitles } from '../../sign-in.ts'
import { askForCode, mailVerifyLink, takeCode } from '../../verification.ts'
import { errors } from '../library.ts'
import { vacateSession } from '../records.ts'
import { type RunningTenant, stringFields } from '../tenant.ts'

/** The vendor's own page, on which users sign in or sign up. */
export function signInRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const path = `${tenant.vendor.paths.signIn}/:uid`
  const app = new Hono<EmulatorEnv>()

  app.get(path, async (c) => {
    const visit = await openVisit(tenant, c)
    if (visit instanceof Response) return visit
    if (visit.isForGoogle) return c.redirect(`${c.req.path}/identity`)
    return sendPage(tenant, c, { ...visit, email: c.req.query('email') ?? visit.loginHint })
  })

  app.post(path, async (c) => {
    const visit = await openVisit(tenant, c)
    if (visit instanceof Response) return visit
    const fault = c.get('redirectError')
    if (fault) return c.redirect(await leave(tenant, c, fault))
    const { email = '', password = '', ticket, code = '' } = (await readFields(c.req)) ?? {}
    if (ticket !== undefined) {
      const taken = await takeCode(tenant, c, codePage(c), { ticket, code })
      return taken instanceof Response ? taken : signIn(tenant, c, taken.account, visit)
    }
    const person = await identify(tenant, visit.screen, email, password)
    if ('refused' in person) {
      return sendPage(tenant, c, { ...visit, email, refused: person.refused })
    }
    const { verifyPath } = tenant.vendor
    if (verifyPath === undefined && !person.emailVerified) {
      return askForCode(tenant, c, codePage(c), person)
    }
    if (verifyPath !== undefined && visit.screen === 'sign-up') {
      mailVerifyLink(tenant, verifyPath, person)
    }
    return signIn(tenant, c, person, visit)
  })

  app.get(`${path}/identity`, async (c) => {
    const visit = await openVisit(tenant, c)
    return visit instanceof Response ? visit : sendIdentityPage(tenant, c, {}, visit.loginHint)
  })

  app.post(`${path}/identity`, async (c) => {
    const visit = await openVisit(tenant, c)
    if (visit instanceof Response) return visit
    const { identity } = readIdentity((await readFields(c.req)) ?? {})
    if ('sentence' in identity) return sendIdentityPage(tenant, c, {}, '', identity)
    const id = tenant.vendor.federatedId?.(identity)
    if (id !== undefined) return signIn(tenant, c, federatedAccount(tenant, id, identity), visit)
    const account = accountOfIdentity(tenant, identity)
    return identity.emailVerified
      ? signIn(tenant, c, account, visit)
      : askForCode(tenant, c, codePage(c), account, identity)
  })

  return app
}

/** The form on which users sign in, to which a code is sent as well. */
const codePage = (c: Context) => ({ action: c.req.path.replace(/\/identity$/, ''), hidden: {} })

/** A visit of the page: what the app asked for, and the session of this browser so far. */
interface Visit {
  readonly screen: Screen
  readonly loginHint: string
  readonly isForGoogle: boolean
  readonly session: { readonly uid: string; readonly accountId: string } | undefined
}

async function openVisit(
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
function leave(
  tenant: RunningTenant,
  c: Context<EmulatorEnv>,
  result: Parameters<ReturnType<RunningTenant['provider']>['interactionResult']>[2],
): Promise<string> {
  const { incoming, outgoing } = c.env
  return tenant.provider().interactionResult(incoming, outgoing, result)
}

async function signIn(
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

function sendPage(
  tenant: RunningTenant,
  c: Context,
  { screen, email, refused }: { screen: Screen; email: string; refused?: Refused },
): Promise<Response> {
  const other = new URLSearchParams({
    screen: screen === 'sign-in' ? 'sign-up' : 'sign-in',
    ...(email && { email }),
  })
  return tenant.sendPage(c, {
    title: screenTitles[screen],
    status: refused?.status ?? 200,
    content: credentialsForm({
      screen,
      action: `${c.req.path}?${new URLSearchParams({ screen })}`,
      hidden: {},
      email,
      otherScreen: `${c.req.path}?${other}`,
      resetPage: tenant.vendor.paths.resetPassword,
      googlePage: `${c.req.path}/identity`,
      error: refused,
    }),
  })
}
