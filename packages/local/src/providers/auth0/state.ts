import { join } from 'node:path'
import { type OidcState, openOidcState } from '../../emulator/oidc/state.ts'
import type { Claims } from '../../emulator/oidc/tenant.ts'
import type { StateFile } from '../../runtime/state-file.ts'
import { type Auth0Settings, defaultAuth0Settings } from './settings.ts'

/** What Auth0 knows of a user beside the account. */
export interface Profile {
  loginsCount: number
  /** Neither signs in nor gets new tokens. */
  blocked?: boolean
  appMetadata: Claims
  userMetadata: Claims
}

/** What the Action wants the tokens of one sign-in to say. */
export interface ActionClaims {
  readonly idToken: Claims
  readonly accessToken: Claims
}

export interface Auth0State extends OidcState<Auth0Settings> {
  /** By user id. */
  profiles: Record<string, Profile>
  /** By the id of oidc-provider's grant, which is another one at each sign-in. */
  actionClaims: Record<string, ActionClaims>
}

/** The state in `stateDir`. */
export function openAuth0State(stateDir: string): Promise<StateFile<Auth0State>> {
  return openOidcState<Auth0State>(join(stateDir, 'auth0.json'), {
    accounts: {},
    mails: [],
    tickets: {},
    records: {},
    keys: [],
    settings: defaultAuth0Settings,
    profiles: {},
    actionClaims: {},
  })
}

/** What is known of that user, before the first sign-in too. */
export function profileOf({ data }: StateFile<Auth0State>, userId: string): Profile {
  return data.profiles[userId] ?? { loginsCount: 0, appMetadata: {}, userMetadata: {} }
}
