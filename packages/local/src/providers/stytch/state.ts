import { join } from 'node:path'
import { type MailState, type MailStore, openMailState } from '../../emulator/mailbox/emulator.ts'
import type { ProviderContext } from '../provider.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** How a user proved who they are. Times are in milliseconds since 1970, here and below. */
export interface Factor {
  readonly type: 'magic_link' | 'otp' | 'oauth'
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

/** What a user was given to sign in with, once. */
interface Sent {
  readonly userId: string
  expiresAt: number
  used: boolean
}

/** What a browser goes back to the app with: from a mail, or from Google. */
export interface Link extends Sent {
  readonly type: 'magic_link' | 'oauth'
  readonly token: string
  readonly redirectUrl: string
  /** Null where the browser that asked for it kept no verifier. */
  readonly codeChallenge: string | null
}

/** Only the newest of an address is good. */
interface Passcode extends Sent {
  readonly methodId: string
  readonly code: string
}

interface StytchState extends MailState<Settings> {
  sessions: Session[]
  links: Link[]
  passcodes: Passcode[]
}

export type StytchSecrets = Readonly<
  Record<'projectId' | 'secret' | 'publicToken' | 'webhookSecret', string>
>
export type StytchContext = ProviderContext & { readonly secrets: StytchSecrets }

/** One project at Stytch, in its test environment: what every route works with. */
export interface Project extends MailStore<StytchState>, StytchSecrets {
  /** Where the links in mails begin. */
  readonly emulatorUrl: string
}

/** The state in `stateDir`, with a signing key. */
export const openStytchState = (stateDir: string) =>
  openMailState<StytchState>(join(stateDir, 'stytch.json'), {
    accounts: {},
    sessions: [],
    links: [],
    passcodes: [],
    mails: [],
    keys: [],
    settings: defaultSettings,
  })
