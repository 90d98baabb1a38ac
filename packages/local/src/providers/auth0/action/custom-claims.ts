import type { Claims } from '../../../emulator/oidc/tenant.ts'

/** Claims that no Action may set; Auth0 drops them without a word
 * (auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims#general-restrictions). */
const restricted: ReadonlySet<string> = new Set(
  `acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id
  cnf cty dest entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe
  jwk kid may_act mky nbf nonce object_id org_id org_name orig origid permissions roles rph s_hash
  sid sip_callid sip_cseq_num sip_date sip_from_tag sip_via_branch sub sub_jwk toe txn typ uuid vot
  vtm x5t#S256`.split(/\s+/),
)

/** The standard's claims of a profile, which an ID token has from the user alone. */
const profile: ReadonlySet<string> = new Set(
  `address birthdate email email_verified family_name gender given_name locale middle_name name
  nickname phone_number phone_number_verified picture preferred_username profile updated_at website
  zoneinfo`.split(/\s+/),
)

const vendorNamespace = /^(urn:auth0|https?:\/\/([\w-]+\.)*(auth0|webtask)\.(com|io))/

const maximumBytes = 100 * 1024

/** Whether an Action's claim reaches that token. */
export function isCustomClaim(name: string, token: 'idToken' | 'accessToken'): boolean {
  return (
    !restricted.has(name) &&
    !vendorNamespace.test(name) &&
    !(token === 'idToken' && profile.has(name))
  )
}

/** Throws when the claims are more than Auth0 lets into one token. */
export function assertSize(claims: Claims): void {
  const bytes = Buffer.byteLength(JSON.stringify(claims))
  if (bytes > maximumBytes) {
    throw new Error(`The custom claims take ${bytes} bytes; at most ${maximumBytes} are allowed.`)
  }
}
