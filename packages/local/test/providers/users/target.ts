import { decodeJwt } from 'jose'
import type { KnownProvider } from '../../../src/providers/index.ts'
import { password, TestEmulator } from '../oidc/emulator.ts'
import type { Target as OidcTarget } from '../oidc/fixture.ts'
import type { Started } from '../support/start.ts'

/** A user, in no vendor's words. */
export interface User {
  readonly id: string
  readonly email: string
  readonly firstName: string | null
  readonly lastName: string | null
}

/** Metadata of a user; null takes a key out. */
export type Metadata = Readonly<Record<string, string | null>>

/** What an app's server does with users, by the vendor's real SDK. */
export interface Users {
  get(id: string): Promise<User>
  /** All of them, by pages of two. */
  list(): Promise<readonly User[]>
  find(email: string): Promise<readonly User[]>
  rename(id: string, firstName: string, lastName: string): Promise<unknown>
  /** Gives a user another address; undefined where the vendor has no such call. */
  move?(id: string, email: string): Promise<unknown>
  /** Changes metadata of a user. */
  remember(id: string, metadata: Metadata): Promise<unknown>
  metadata(id: string): Promise<unknown>
  delete(id: string): Promise<unknown>
}

/** A user who has just signed up, and the ways by which they stay or get signed in. */
export interface Person {
  readonly id: string
  readonly ways: Readonly<Record<string, () => Promise<boolean>>>
}

/** A webhook as it came to the app. */
export interface Received {
  readonly headers: Headers
  readonly body: string
}

/** What a webhook says once it is verified. */
export interface Event {
  /** For example `user.created`. */
  readonly type: string
  readonly userId: string
  /** What is told of the user. */
  readonly user: unknown
}

/** A provider, as far as the tests of all of them differ by it. */
export interface Target {
  readonly provider: KnownProvider
  /** `secret` takes the place of the one that the server authenticates with. */
  users(emulator: Started, secret?: string): Users
  signUp(emulator: Started, email: string): Promise<Person>
  /** Verifies a webhook as the vendor says; rejects when it is not good. */
  verify(received: Received, emulator: Started): Promise<Event>
  /** The HTTP status of an error of the SDK. */
  statusOf(error: unknown): unknown
  /** How an unknown user is deleted; undefined where that is no error. */
  readonly unknownDeleted: number | undefined
}

/** What the fixtures of Clerk and Stytch want of an emulator. */
export function withSecrets<S>({ context, env, url }: Started) {
  const secrets = context.secrets as S
  const restart = () => Promise.reject(new Error('not restarted here'))
  return { ...secrets, context: { ...context, secrets }, env, url, restart }
}

/** `signUp` of the providers that give codes. */
export function oidcSignUp(target: OidcTarget): Target['signUp'] {
  return async ({ context }, email) => {
    const emulator = new TestEmulator(target, context, () => Promise.reject(new Error('started')))
    const { browser, tokens: first } = await emulator.signedIn(email)
    let tokens = first
    return {
      id: `${decodeJwt(tokens[target.jwt]).sub}`,
      ways: {
        async refresh() {
          const { status, json } = await emulator.refresh(tokens)
          if (status === 200) tokens = json
          return status === 200
        },
        session: async () => (await browser.go(emulator.authorizeUrl())).status === 302,
        async password() {
          const another = await emulator.visit()
          return (await another.submit({ email, password })).status === 302
        },
      },
    }
  }
}
