import type { AccessToken, KoaContextWithOIDC, Provider, UnknownObject } from 'oidc-provider'
import type { StateFile } from '../../runtime/state-file.ts'
import type { Account } from '../accounts.ts'
import type { Fields } from '../fields.ts'
import type { HostedStore } from '../hosted.ts'
import type { Identity } from '../identity.ts'
import type { ErrorBody, Problems } from '../problems.ts'
import type { Screen } from '../sign-in.ts'
import type { Webhooks } from '../webhooks.ts'
import type { ManagementRules } from './management.ts'
import type { OidcState } from './state.ts'

/** Claims by name, as they stand in a token. */
export type Claims = UnknownObject

/** What the token endpoint refused, in oidc-provider's words. */
export interface TokenRefusal {
  readonly grantType: string | undefined
  readonly error: string
  readonly description: string
  /** What oidc-provider tells its operator only. */
  readonly detail: string
  /** Where the app says that the code was sent to; undefined when it doesn't say. */
  readonly redirectUri: string | undefined
}

/** The same in the vendor's words. */
export interface TokenError {
  readonly status: 400 | 401 | 403
  readonly error: string
  readonly description: string
}

/** What makes a vendor out of a server for OpenID Connect. */
export interface Vendor {
  /** Cookies know no port, so their names begin with this one. */
  readonly name: string
  readonly paths: {
    readonly authorize: string
    readonly token: string
    readonly jwks: string
    readonly userinfo: string
    readonly revocation: string
    readonly logout: string
    readonly signIn: string
    readonly resetPassword: string
  }
  /** Paths of the vendor's own that browsers visit, too. */
  readonly otherPages: readonly string[]
  readonly scopes: readonly string[]
  /** Claims by the scope that they belong to. */
  readonly claims: Readonly<Record<string, string[]>>
  /** The parameters that are imitated; any other one is answered 501. */
  readonly authorizeParameters: readonly string[]
  readonly tokenParameters: ReadonlySet<string>
  readonly logoutParameters: readonly string[]
  /** Values of `prompt` beside `none`, `login` and `consent`; each shows the sign-in page. */
  readonly morePrompts: readonly string[]
  readonly requiresPkce: boolean
  /** The scope that asks for a refresh token. */
  readonly refreshScope: string
  readonly rotatesRefreshTokens: boolean
  /** How long a refresh token can be used again, so that requests side by side all get new ones. */
  readonly refreshGraceSeconds: () => number
  /** The audience of an access token for which the app names none; left out, it is not a JWT. */
  readonly defaultAudience?: string
  readonly sessionSeconds: number
  /** Turns the vendor's parameters into those of the standard, in place. */
  adaptAuthorize(query: URLSearchParams): void
  /** Turns the parameters of the return URL into the vendor's, in place. */
  adaptReturn(query: URLSearchParams, asked: URLSearchParams): void
  screenOf(parameters: Readonly<Record<string, unknown>>): Screen
  /** Whether the app asks for Google without the sign-in page. */
  asksForGoogle(parameters: Readonly<Record<string, unknown>>): boolean
  /** The account of a user whom Google knows; left out where it is the one with the address. */
  federatedId?(identity: Identity): string
  /** Where the link leads by which an address is verified at any time; left out where a code is asked
   * for before the user is let in. */
  readonly verifyPath?: string
  /** The claims of the scopes. */
  userClaims(account: Account): Claims
  /** What an ID token says beside them. */
  idTokenClaims(ctx: KoaContextWithOIDC): Claims
  /** What it says of the access token that comes with it, and in another form than oidc-provider
   * has it; left out, it is as oidc-provider makes it. */
  finishIdToken?(accessToken: string): Claims
  /** An access token's claims, made of those that oidc-provider gives. */
  accessTokenClaims(claims: Claims, token: AccessToken, ctx: KoaContextWithOIDC): Claims
  tokenError(refusal: TokenRefusal): TokenError
  readonly management: ManagementRules
  readonly errorBody: ErrorBody
  /** Called when a user is signed in, before a code is given or a refresh token exchanged; may
   * throw one of oidc-provider's errors to refuse. */
  beforeTokens?(ctx: KoaContextWithOIDC): Promise<void>
}

/** The names of a vendor's cookies. */
export function cookieNames({ name }: Vendor) {
  return {
    session: `${name}_session`,
    interaction: `${name}_interaction`,
    resume: `${name}_resume`,
  } as const
}

/** One tenant of a vendor, with one application in it: what every route works with. */
export interface Tenant extends HostedStore {
  readonly vendor: Vendor
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Those of a machine application, for the Management API; no user signs in to it. */
  readonly managementClientId: string
  readonly managementClientSecret: string
  /** The callback and logout addresses of its dashboard; one of them exactly is meant. */
  readonly redirectUris: readonly string[]
  readonly logoutUris: readonly string[]
  readonly state: StateFile<OidcState>
  readonly unknown: Problems
  readonly webhooks: Webhooks
}

/** A tenant whose oidc-provider runs. */
export interface RunningTenant extends Tenant {
  /** The one of now: another one is made when the signing keys change. */
  provider(): Provider
}

/** The parameters that are strings. */
export function stringFields(parameters: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(parameters).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}
