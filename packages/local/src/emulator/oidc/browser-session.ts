import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { AdapterPayload } from 'oidc-provider'
import { cookieNames } from './provider.ts'
import type { Tenant } from './tenant.ts'

/** Makes this browser's session with the tenant end; gives its uid, or undefined for none. */
export function endBrowserSession(tenant: Tenant, c: Context): string | undefined {
  const { session: name } = cookieNames(tenant)
  const key = `Session:${getCookie(c, name) ?? ''}`
  setCookie(c, name, '', { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0 })
  return tenant.state.change(({ records }) => {
    const session = records[key]
    delete records[key]
    return session?.uid
  })
}

/** Makes this session nobody's, so that somebody else can sign in with it. */
export function vacateSession({ state }: Tenant, uid: string): void {
  state.change(({ records }) => {
    for (const session of Object.values(records)) {
      if (session.kind !== 'Session' || session.uid !== uid) continue
      delete session.accountId
      delete session.authorizations
    }
  })
}

/** Forgets what is stored of these accounts or sessions; gives the uids of the sessions in it. */
export function endRecords(
  { state }: Tenant,
  isMeant: (record: AdapterPayload) => boolean,
): string[] {
  return state.change(({ records }) => {
    const ending = Object.entries(records).filter(([, record]) => isMeant(record))
    for (const [name] of ending) delete records[name]
    return ending.flatMap(([, { kind, uid }]) => (kind === 'Session' && uid ? [uid] : []))
  })
}
