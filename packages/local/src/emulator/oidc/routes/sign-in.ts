import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../env.ts'
import { readFields } from '../../fields.ts'
import { credentialsForm } from '../../pages/credentials-form.ts'
import { identify, type Refused, type Screen, screenTitles } from '../../sign-in.ts'
import { askForCode, mailVerifyLink, takeCode } from '../../verification.ts'
import type { RunningTenant } from '../tenant.ts'
import { codePage, leave, openVisit, signIn } from './visit.ts'

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

  return app
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
