import { join } from 'node:path'
import type { Accounts } from '../../emulator/accounts.ts'
import type { Mail } from '../../emulator/mailbox/mailbox.ts'
import { createSigningKey, type SigningKey } from '../../emulator/signing-keys.ts'
import { openStateFile, type StateFile } from '../../emulator/state-file.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** How somebody proves who they are. */
export type Strategy = 'password' | 'email_code'

/** A sign-in that lasts. All times are in milliseconds since 1970. */
export interface Session {
  readonly id: string
  readonly clientId: string
  readonly userId: string
  readonly createdAt: number
  readonly expireAt: number
  lastActiveAt: number
  /** Null while it has not been ended; it may have expired all the same. */
  ended: 'ended' | 'expired' | 'removed' | 'revoked' | null
}

/** One attempt to prove something. */
export interface Verification {
  readonly strategy: Strategy
  /** What was mailed; null for a password. */
  readonly code: string | null
  readonly expireAt: number
  attempts: number
  verified: boolean
}

/** A person on the way to an account. */
export interface SignUp {
  readonly id: string
  readonly createdAt: number
  email: string | null
  passwordHash: string | null
  firstName: string | null
  lastName: string | null
  verification: Verification | null
  /** Both are set once it is complete. */
  createdUserId: string | null
  createdSessionId: string | null
}

/** A person on the way into an account. */
export interface SignIn {
  readonly id: string
  readonly createdAt: number
  /** Null before an identifier was given. */
  readonly userId: string | null
  verification: Verification | null
  createdSessionId: string | null
}

/** One browser. A development instance knows it by its dev browser's id, not by a cookie. */
export interface Client {
  readonly id: string
  readonly devBrowserId: string
  readonly createdAt: number
  /** Of the last sign-in or sign-out: it becomes the cookie `__client_uat`. */
  updatedAt: number
  lastActiveSessionId: string | null
  lastStrategy: Strategy | null
  signUp: SignUp | null
  signIn: SignIn | null
}

export interface ClerkState {
  accounts: Accounts
  /** By user id: when the profile was last edited. */
  edited: Record<string, number>
  /** By the id of the dev browser. */
  clients: Record<string, Client>
  sessions: Record<string, Session>
  mails: Mail[]
  /** The first one signs; all are published. */
  keys: SigningKey[]
  settings: Settings
}

/** The state in `stateDir`, with a signing key. */
export async function openClerkState(stateDir: string): Promise<StateFile<ClerkState>> {
  const state = openStateFile<ClerkState>(join(stateDir, 'clerk.json'), {
    accounts: {},
    edited: {},
    clients: {},
    sessions: {},
    mails: [],
    keys: [],
    settings: defaultSettings,
  })
  if (state.data.keys.length === 0) {
    const key = await createSigningKey()
    state.change(({ keys }) => keys.push(key))
  }
  return state
}
