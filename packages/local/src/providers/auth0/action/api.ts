import type { Claims } from '../../../emulator/oidc/tenant.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { words } from '../../../emulator/words.ts'
import type { ActionClaims, Profile } from '../state.ts'

/** What an Action asked for by its `api`. */
export interface Outcome {
  readonly claims: ActionClaims
  readonly appMetadata: Claims
  readonly userMetadata: Claims
  /** Why the sign-in is denied; undefined when it is not. */
  denied: string | undefined
  /** What it used that is not emulated. */
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

  /** These members and a loud error for every other one. */
  const only = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, property, receiver) {
        // A promise is told by its `then`, and what is printed is asked for symbols.
        if (property in target || typeof property === 'symbol' || property === 'then') {
          return Reflect.get(target, property, receiver)
        }
        outcome.notEmulated ??= new NotEmulated(`${name}.${property} in an Action`)
        throw outcome.notEmulated
      },
    })
  const setterOf = (claims: Claims) => (name: string, value: unknown) => {
    set(claims, name, value)
    return api
  }
  const tokenApi = (token: 'idToken' | 'accessToken') =>
    only(`api.${token}`, {
      setCustomClaim(name: string, value: unknown) {
        if (isCustomClaim(name, token)) set(outcome.claims[token], name, value)
        assertSize(outcome.claims[token])
        return api
      },
    })
  const api: unknown = only('api', {
    access: only('api.access', {
      deny(reason: string) {
        outcome.denied ??= `${reason}`
        return api
      },
    }),
    idToken: tokenApi('idToken'),
    accessToken: tokenApi('accessToken'),
    user: only('api.user', {
      setAppMetadata: setterOf(outcome.appMetadata),
      setUserMetadata: setterOf(outcome.userMetadata),
    }),
  })
  return { api, outcome }
}

/** Keeps the value as JSON would; null and undefined take the name out. */
function set(claims: Claims, name: string, value: unknown): void {
  if (value === null || value === undefined) delete claims[name]
  else claims[name] = JSON.parse(JSON.stringify(value))
}

/** Claims that no Action may set; Auth0 drops them without a word
 * (auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims#general-restrictions). */
const restricted: ReadonlySet<string> = new Set(
  words(`acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash
    client_id cnf cty dest entitlements events exp groups gty htm htu iat internalService iss jcard
    jku jti jwe jwk kid may_act mky nbf nonce object_id org_id org_name orig origid permissions
    roles rph s_hash sid sip_callid sip_cseq_num sip_date sip_from_tag sip_via_branch sub sub_jwk
    toe txn typ uuid vot vtm x5t#S256`),
)

/** The standard's claims of a profile, which an ID token has from the user alone. */
const profileClaims: ReadonlySet<string> = new Set(
  words(`address birthdate email email_verified family_name gender given_name locale middle_name
    name nickname phone_number phone_number_verified picture preferred_username profile updated_at
    website zoneinfo`),
)

const vendorNamespace = /^(urn:auth0|https?:\/\/([\w-]+\.)*(auth0|webtask)\.(com|io))/
const maximumBytes = 100 * 1024

function isCustomClaim(name: string, token: 'idToken' | 'accessToken'): boolean {
  if (restricted.has(name) || vendorNamespace.test(name)) return false
  return token === 'accessToken' || !profileClaims.has(name)
}

/** Throws when the claims are more than Auth0 lets into one token. */
function assertSize(claims: Claims): void {
  const bytes = Buffer.byteLength(JSON.stringify(claims))
  if (bytes > maximumBytes) {
    throw new Error(`The custom claims take ${bytes} bytes; at most ${maximumBytes} are allowed.`)
  }
}
