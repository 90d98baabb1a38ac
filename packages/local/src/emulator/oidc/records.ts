import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { numericDate } from '../clock.ts'
import { cookieNames, type Tenant } from './tenant.ts'

/** Keeps what oidc-provider stores in the state file, so that it outlives a restart. */
export function createAdapter({ state, now, vendor }: Tenant, model: string): Adapter {
  const { records } = state.data
  const key = (id: string) => `${model}:${id}`

  /** A refresh token that was exchanged a moment ago is as good as new: see `Vendor`. */
  const isReplayed = (consumed: unknown) =>
    model === 'RefreshToken' &&
    typeof consumed === 'number' &&
    now() - consumed < vendor.refreshGraceSeconds() * 1000

  return {
    async upsert(id, payload) {
      state.change(({ records }) => {
        for (const [name, { exp }] of Object.entries(records)) {
          if (exp !== undefined && exp < numericDate(now())) delete records[name]
        }
        records[key(id)] = payload
      })
    },
    async find(id) {
      const found = copy(records[key(id)])
      if (!found || !isReplayed(found.consumed)) return found
      const { consumed: _, ...fresh } = found
      return fresh
    },
    async findByUid(uid) {
      const found = Object.entries(records).find(
        ([name, payload]) => name.startsWith(`${model}:`) && payload.uid === uid,
      )
      return copy(found?.[1])
    },
    // Only the device flow asks for it, and that is off.
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      state.change(({ records }) => {
        const found = records[key(id)]
        // In milliseconds; oidc-provider only looks whether it is there.
        if (found) found.consumed ??= now()
      })
    },
    async destroy(id) {
      state.change(({ records }) => delete records[key(id)])
    },
    async revokeByGrantId(grantId) {
      state.change(({ records }) => {
        for (const [name, payload] of Object.entries(records)) {
          if (name.startsWith(`${model}:`) && payload.grantId === grantId) delete records[name]
        }
      })
    },
  }
}

/** What oidc-provider may change without changing what is stored. */
function copy(record: unknown): AdapterPayload | undefined {
  return structuredClone(record) as AdapterPayload | undefined
}

/** Makes this browser's session with the tenant end; gives its uid, or undefined for none. */
export function endBrowserSession(tenant: Tenant, c: Context): string | undefined {
  const { session: name } = cookieNames(tenant.vendor)
  const key = `Session:${getCookie(c, name) ?? ''}`
  setCookie(c, name, '', { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 0 })
  return tenant.state.change(({ records }) => {
    const session = records[key]
    delete records[key]
    return session?.uid
  })
}

/** Takes the user out of this session, so that another can sign in with it. */
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
