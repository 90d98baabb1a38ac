import { join } from 'node:path'
import type { Accounts } from '../../emulator/accounts.ts'
import { createSigningKey, type SigningKey } from '../../emulator/signing-keys.ts'
import { openStateFile, type StateFile } from '../../emulator/state-file.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** A sign-in that lasts until it is ended. Times are in milliseconds since 1970. */
export interface Session {
  readonly id: string
  readonly userId: string
  readonly authenticatedAt: number
  /** What the browser keeps; not the id, which apps know and put into addresses. */
  readonly cookie: string
  ended: 'expired' | 'revoked' | 'signed out' | null
}

/** What a code can be exchanged for, once. */
export interface Grant {
  readonly sessionId: string
  readonly codeChallenge: string
  readonly expiresAt: number
}

export interface RefreshToken {
  readonly sessionId: string
  /** Set by its first use. */
  exchanged: { at: number; accessToken: string; refreshToken: string } | null
}

export interface WorkosState {
  accounts: Accounts
  sessions: Record<string, Session>
  codes: Record<string, Grant>
  refreshTokens: Record<string, RefreshToken>
  /** The first one signs; all are published. */
  keys: SigningKey[]
  settings: Settings
}

/** The state in `stateDir`, with a signing key. */
export async function openWorkosState(stateDir: string): Promise<StateFile<WorkosState>> {
  const state = openStateFile<WorkosState>(join(stateDir, 'workos.json'), {
    accounts: {},
    sessions: {},
    codes: {},
    refreshTokens: {},
    keys: [],
    settings: defaultSettings,
  })
  if (state.data.keys.length === 0) {
    const key = await createSigningKey()
    state.change(({ keys }) => keys.push(key))
  }
  return state
}
