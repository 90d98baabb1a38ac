import { join } from 'node:path'
import type { Accounts } from '../../emulator/accounts.ts'
import type { HostedStore } from '../../emulator/hosted.ts'
import type { Mail } from '../../emulator/mailbox/mailbox.ts'
import type { Problems } from '../../emulator/problems.ts'
import { createSigningKey, type SigningKey } from '../../emulator/signing-keys.ts'
import type { Tickets } from '../../emulator/tickets.ts'
import type { Webhooks } from '../../emulator/webhooks.ts'
import { openStateFile, type StateFile } from '../../runtime/state-file.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** One WorkOS environment with one application in it: what every route works with. */
export interface Authkit extends HostedStore {
  readonly clientId: string
  readonly apiKey: string
  /** `iss` of its access tokens. */
  readonly issuer: string
  /** The redirect URIs and logout URIs of its dashboard; an address has to be one of them exactly. */
  readonly redirectUris: readonly string[]
  readonly logoutUris: readonly string[]
  readonly state: StateFile<WorkosState>
  readonly unknown: Problems
  readonly webhooks: Webhooks
}

/** A sign-in that lasts until it is ended. Times are in milliseconds since 1970. */
export interface Session {
  readonly id: string
  readonly userId: string
  readonly authenticatedAt: number
  /** How the user signed in, in WorkOS's words. */
  readonly method: 'Password' | 'GoogleOAuth'
  /** What the browser keeps; not the id, which apps know and put into addresses. */
  readonly cookie: string
  ended: 'expired' | 'revoked' | 'signed out' | null
}

export interface WorkosState {
  accounts: Accounts
  mails: Mail[]
  tickets: Tickets
  sessions: Record<string, Session>
  /** What a code can be exchanged for, once. */
  codes: Record<string, { sessionId: string; codeChallenge: string | null; expiresAt: number }>
  refreshTokens: Record<
    string,
    {
      readonly sessionId: string
      /** Set by its first use. */
      exchanged: { at: number; accessToken: string; refreshToken: string } | null
    }
  >
  /** The first one signs; all are published. */
  keys: SigningKey[]
  settings: Settings
}

/** The state in `stateDir`, with a signing key. */
export async function openWorkosState(stateDir: string): Promise<StateFile<WorkosState>> {
  const state = openStateFile<WorkosState>(join(stateDir, 'workos.json'), {
    accounts: {},
    mails: [],
    tickets: {},
    sessions: {},
    codes: {},
    refreshTokens: {},
    keys: [],
    settings: defaultSettings,
  })
  // A state from before may lack settings.
  state.change(({ settings }) => Object.assign(settings, { ...defaultSettings, ...settings }))
  if (state.data.keys.length === 0) {
    const key = await createSigningKey()
    state.change(({ keys }) => keys.push(key))
  }
  return state
}
