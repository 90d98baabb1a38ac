import { join } from 'node:path'
import type { Accounts } from '../../emulator/accounts.ts'
import type { Mail } from '../../emulator/mailbox/mailbox.ts'
import { createSigningKey, type SigningKey } from '../../emulator/signing-keys.ts'
import { openStateFile, type StateFile } from '../../emulator/state-file.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** How somebody proved who they are. Times are in milliseconds since 1970, here and below. */
export interface Factor {
  readonly type: 'magic_link' | 'otp'
  readonly createdAt: number
  readonly lastAuthenticatedAt: number
}

/** A sign-in that lasts until it expires or is ended. */
export interface Session {
  readonly id: string
  /** What the browser keeps in a cookie that scripts can read. */
  readonly token: string
  readonly userId: string
  readonly startedAt: number
  readonly ipAddress: string
  readonly userAgent: string
  lastAccessedAt: number
  expiresAt: number
  factors: readonly Factor[]
  revoked: boolean
}

/** A link in a letter. */
export interface MagicLink {
  readonly token: string
  readonly userId: string
  readonly redirectUrl: string
  /** Null where the browser that asked for it kept no verifier. */
  readonly codeChallenge: string | null
  expiresAt: number
  used: boolean
}

/** A code in a letter; only the newest of an address is good. */
export interface Passcode {
  readonly methodId: string
  readonly userId: string
  readonly code: string
  expiresAt: number
  used: boolean
}

export interface StytchState {
  accounts: Accounts
  sessions: Session[]
  links: MagicLink[]
  passcodes: Passcode[]
  mails: Mail[]
  /** The first one signs; all are published. */
  keys: SigningKey[]
  settings: Settings
}

/** The state in `stateDir`, with a signing key. */
export async function openStytchState(stateDir: string): Promise<StateFile<StytchState>> {
  const state = openStateFile<StytchState>(join(stateDir, 'stytch.json'), {
    accounts: {},
    sessions: [],
    links: [],
    passcodes: [],
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
