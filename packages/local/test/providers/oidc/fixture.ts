import { rmSync } from 'node:fs'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Emulator, Provider, ProviderContext } from '../../../src/providers/provider.ts'
import { freePort } from '../client.ts'
import { newStateOf } from '../new-state.ts'
import { type Changes, TestEmulator } from './emulator.ts'

export const appUrl = 'http://localhost:3000'

/** What the token endpoint answers. */
interface Answer {
  readonly status: number
  readonly json: unknown
}

/** An emulator that gives codes, as far as the tests of all of them differ by it. */
export interface Target {
  readonly provider: Provider
  /** Which of the app's variables have the client's id and secret. */
  readonly client: { id: string; secret: string }
  readonly redirectUri: string
  readonly paths: { authorize: string; token: string; jwks(clientId: string): string }
  /** What a good authorization request, and a good exchange, have that not all have. */
  readonly request: Readonly<Record<string, string>>
  readonly exchange: Readonly<Record<string, string>>
  /** What an app sends to show the page for new people. */
  readonly signUpHint: Readonly<Record<string, string>>
  /** What a good request goes back to the app with when it is changed in this way. */
  readonly badRequests: readonly (readonly [Changes, Readonly<Record<string, string>>])[]
  /** The same for a good exchange of a code that was given. */
  readonly badExchanges: readonly (readonly [Changes, Answer])[]
  /** The token that is always a JWT, and all of its claims. */
  readonly jwt: 'id_token' | 'access_token'
  claims(emulator: TestEmulator, iat: number): object
  /** How it refuses a code or a refresh token that is not good, or no longer. */
  readonly badCode: Answer
  readonly badRefreshToken: Answer
  /** Hooks that end refresh tokens, and how these are refused then. */
  readonly ends: readonly (readonly [hook: string, Answer])[]
  readonly logouts: readonly Logout[]
  /** How it says, where it isn't asked for OAuth, that something isn't emulated. */
  notEmulated(message: string): object
}

/** `badRequests` of every emulator on oidc-provider. */
export const oidcBadRequests: Target['badRequests'] = [
  [{ response_type: undefined }, { error: 'invalid_request' }],
  [{ code_challenge: undefined }, { error: 'invalid_request' }],
  [{ code_challenge: 'too-short' }, { error: 'invalid_request' }],
  [{ code_challenge_method: 'plain' }, { error: 'invalid_request' }],
  [{ code_challenge_method: undefined }, { error: 'invalid_request' }],
  [{ prompt: 'nothing' }, { error: 'invalid_request' }],
  [{ prompt: 'none' }, { error: 'login_required' }],
]

/** `badExchanges` of every emulator on oidc-provider. */
export function oidcBadExchanges(
  refused: Readonly<Record<'verifier' | 'client', Answer>> & {
    /** With that redirect URI, which is not the code's. */
    readonly redirectUri: (sent: string) => Answer
  },
): Target['badExchanges'] {
  const isIncomplete = {
    status: expect.toBeOneOf([400, 401]),
    json: {
      error: expect.stringMatching(/^(invalid_request|invalid_client|access_denied)$/),
      error_description: expect.any(String),
    },
  }
  return [
    [{ code_verifier: 'x'.repeat(43) }, refused.verifier],
    [{ code_verifier: undefined }, refused.verifier],
    ...[`${appUrl}/elsewhere`, 'https://evil.example/callback'].map(
      (redirect_uri) => [{ redirect_uri }, refused.redirectUri(redirect_uri)] as const,
    ),
    [{ client_id: 'other' }, refused.client],
    [{ client_secret: 'other' }, refused.client],
    [{ client_id: undefined }, isIncomplete],
    [{ client_secret: undefined }, isIncomplete],
    [{ code: undefined }, isIncomplete],
    [{ redirect_uri: undefined }, isIncomplete],
    [{ grant_type: undefined }, isIncomplete],
    [{ grant_type: 'refresh_token' }, isIncomplete],
  ]
}

/** One of an emulator's addresses to sign out at. */
export interface Logout {
  readonly path: string
  /** What it needs to know. */
  required?(tokens: { access_token: string }): Readonly<Record<string, string>>
  /** The parameter for where to go on to. */
  readonly to: string
  /** How refresh tokens are refused afterwards; undefined where they stay good. */
  readonly ended?: Answer
  /** How the list of addresses is called where one is refused. */
  readonly list: string
}

/** The `it` of tests that each have an emulator of their own, which is gone when the test is. */
export function testsOf(
  target: Target,
  parts: {
    openState(stateDir: string): Promise<unknown>
    /** Left out where the provider itself can. */
    start?(context: ProviderContext): Promise<Emulator>
  },
) {
  const newState = newStateOf(parts.openState)
  const { start = target.provider.startEmulator } = parts
  return it.extend<{ emulator: TestEmulator }>({
    async emulator({ task: _ }, use: (emulator: TestEmulator) => Promise<void>) {
      const context = {
        emulatorUrl: `http://127.0.0.1:${await freePort()}`,
        appUrl,
        secrets: target.provider.createSecrets(),
        insforgeJwtSecret: 'not-used-by-this-provider',
        stateDir: await newState(),
      }
      const emulator = new TestEmulator(target, context, () => start(context))
      await emulator.restart()
      await use(emulator)
      await emulator.close()
      rmSync(context.stateDir, { recursive: true })
    },
  })
}

/** Lets the clock stand still, and this much later each time the function is called. */
export function stopClock(): (seconds: number) => void {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return (seconds) => {
    vi.setSystemTime(Date.now() + seconds * 1000)
  }
}
