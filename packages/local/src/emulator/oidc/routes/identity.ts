import { Hono } from 'hono'
import type { EmulatorEnv } from '../../env.ts'
import { readFields } from '../../fields.ts'
import {
  accountOfIdentity,
  federatedAccount,
  readIdentity,
  sendIdentityPage,
} from '../../identity.ts'
import { askForCode } from '../../verification.ts'
import type { RunningTenant } from '../tenant.ts'
import { codePage, openVisit, signIn } from './visit.ts'

/** The page on which a user says whom Google knows, below the one to sign in: the cookies of a visit
 * are for that path. */
export function identityRoutes(tenant: RunningTenant): Hono<EmulatorEnv> {
  const path = `${tenant.vendor.paths.signIn}/:uid/identity`
  const app = new Hono<EmulatorEnv>()

  app.get(path, async (c) => {
    const visit = await openVisit(tenant, c)
    return visit instanceof Response ? visit : sendIdentityPage(tenant, c, {}, visit.loginHint)
  })

  app.post(path, async (c) => {
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
