import { NotEmulated } from '../../../emulator/not-emulated.ts'
import type { Claims } from '../../../emulator/oidc/tenant.ts'
import type { ActionClaims, Profile } from '../state.ts'
import { assertSize, isCustomClaim } from './custom-claims.ts'

/** What an Action asked for by its `api`. */
export interface Outcome {
  readonly claims: ActionClaims
  readonly appMetadata: Claims
  readonly userMetadata: Claims
  /** Why nobody may sign in; undefined when somebody may. */
  denied: string | undefined
  /** What it used that is not imitated. */
  notEmulated: NotEmulated | undefined
}

/** The `api` of the trigger `post-login`, and where it keeps what it is asked for. */
export function createApi(profile: Profile): { api: unknown; outcome: Outcome } {
  const outcome: Outcome = {
    claims: { idToken: {}, accessToken: {} },
    appMetadata: structuredClone(profile.appMetadata),
    userMetadata: structuredClone(profile.userMetadata),
    denied: undefined,
    notEmulated: undefined,
  }
  const refuse = (what: string) => {
    outcome.notEmulated ??= new NotEmulated(what)
    return outcome.notEmulated
  }

  const tokenApi = (token: 'idToken' | 'accessToken') => ({
    setCustomClaim(name: string, value: unknown) {
      if (isCustomClaim(name, token)) set(outcome.claims[token], name, value)
      assertSize(outcome.claims[token])
      return api
    },
  })
  const api: unknown = only('api', refuse, {
    access: only('api.access', refuse, {
      deny(reason: string) {
        outcome.denied ??= `${reason}`
        return api
      },
    }),
    idToken: only('api.idToken', refuse, tokenApi('idToken')),
    accessToken: only('api.accessToken', refuse, tokenApi('accessToken')),
    user: only('api.user', refuse, {
      setAppMetadata(name: string, value: unknown) {
        set(outcome.appMetadata, name, value)
        return api
      },
      setUserMetadata(name: string, value: unknown) {
        set(outcome.userMetadata, name, value)
        return api
      },
    }),
  })
  return { api, outcome }
}

/** Keeps the value as JSON would; null and undefined take the name out. */
function set(claims: Claims, name: string, value: unknown): void {
  if (value === null || value === undefined) delete claims[name]
  else claims[name] = JSON.parse(JSON.stringify(value))
}

/** These members and a loud error for every other one. */
function only<T extends object>(name: string, refuse: (what: string) => Error, members: T): T {
  return new Proxy(members, {
    get(target, property, receiver) {
      // A promise is told by its `then`, and what is printed is asked for symbols.
      if (property in target || typeof property === 'symbol' || property === 'then') {
        return Reflect.get(target, property, receiver)
      }
      throw refuse(`${name}.${property} in an Action`)
    },
  })
}
