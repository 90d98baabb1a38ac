import { join } from 'node:path'
import type { Identity } from '../../emulator/identity.ts'
import { type MailState, type MailStore, openMailState } from '../../emulator/mailbox/emulator.ts'
import type { ProviderContext } from '../provider.ts'
import { defaultSettings, type OwnTemplate, type Settings } from './settings.ts'

/** How users prove who they are. */
export type Strategy = 'password' | 'email_code' | 'reset_password_email_code' | 'oauth_google'

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
  /** Of an attempt with Google: where the browser goes on to. */
  readonly redirectUrl?: string
  /** Who it was, once Google has said it, where the other kind of attempt has to go on: a sign-up for
   * a new user, a sign-in for a known one. */
  transferable?: Identity
}

/** What is known of a user before there is an account. */
export interface SignUp {
  readonly id: string
  readonly createdAt: number
  email: string | null
  passwordHash: string | null
  firstName: string | null
  lastName: string | null
  verification: Verification | null
  /** With Google; missing for a sign-up with a password alone. */
  external?: Verification
  identity?: Identity
  /** Both are set once it is complete. */
  createdUserId: string | null
  createdSessionId: string | null
}

/** A sign-in that is under way. */
export interface SignIn {
  readonly id: string
  readonly createdAt: number
  /** Null before an identifier was given. */
  userId: string | null
  verification: Verification | null
  /** True once the code of a reset was typed in. */
  needsNewPassword?: boolean
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
  /** Of the address of a user who is signed in; missing before one was asked for. */
  ownEmail?: { readonly userId: string; verification: Verification | null }
}

interface ClerkState extends MailState<Settings> {
  /** By the id of the dev browser. */
  clients: Record<string, Client>
  sessions: Record<string, Session>
}

export type ClerkSecrets = Readonly<Record<'secretKey' | 'webhookSecret', string>>
export type ClerkContext = ProviderContext & { readonly secrets: ClerkSecrets }

/** One development instance of Clerk: what every route works with. */
export interface Instance extends MailStore<ClerkState>, ClerkSecrets {
  /** The custom signing key that is pasted into the JWT template. */
  readonly insforgeJwtSecret: string
  /** Where it answers, without a trailing slash. */
  readonly url: string
  /** By user id. They are gone after a restart, as faults are. */
  readonly ownTemplates: Map<string, OwnTemplate>
}

/** The state in `stateDir`, with a signing key. */
export const openClerkState = (stateDir: string) =>
  openMailState<ClerkState>(join(stateDir, 'clerk.json'), {
    accounts: {},
    clients: {},
    sessions: {},
    mails: [],
    keys: [],
    settings: defaultSettings,
  })
