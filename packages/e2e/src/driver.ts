import { randomUUID } from 'node:crypto'
import type { BrowserContext, Page, Request } from '@playwright/test'
import { fetchAlone } from './fetch.ts'
import type { AppStage, Stage } from './stage.ts'
import type { Webhook } from './webhooks.ts'

/** What is answered to a request by hand. */
export interface ExpectedAnswer {
  status: number
  /** What the address begins with that it leads to. */
  location?: string
  /** What can be read in its body. */
  shows?: string
}

/** How a test gets in and out where a provider has its own pages. */
export interface ProviderPages {
  /** From the provider's sign-in page to the app, with a new account. `app` is the one of the run, or
   * one of several. */
  signUp(page: Page, person: Person, app?: AppStage): Promise<void>
  /** From the provider's sign-in page to the app. */
  signIn(page: Page, person: Person, app?: AppStage): Promise<void>
  /** Signs a user in as the form does, in no time: with requests of this browser, without a page. */
  enter(context: BrowserContext, person: Person, app: AppStage): Promise<void>
  accounts: ProviderAccounts
  /** What one signs out with, by what a screen reader calls it: a form's button, a link to a route of
   * the SDK, or what is in a menu. */
  signOut: readonly { role: 'button' | 'link'; name: string }[]
  /** What this provider's user ids look like. */
  userId: RegExp
  /** Tries to sign in with what does not prove who one is, such as a wrong password. */
  signInWrongly(page: Page, person: Person): Promise<void>
  /** What is said to that. */
  refusal: RegExp
  /** The routes that an example has for this provider alone, those of the SDK included. */
  routes(stage: Stage): Readonly<Record<string, ExpectedAnswer>>
  /** What the address begins with at which people say who they are: the provider's or the app's. */
  signInPage(app: AppStage): string
  /** A page of the emulator that users see, which has to be marked as one. */
  emulatorPage(stage: Stage): string
  /** Where the app sends visitors to sign in, to come back to a path. */
  signInPath(returnTo: string): string
  /** The routes that start a sign-in, or a sign-up. */
  starts: readonly string[]
  /** The parameter of theirs that says where to go afterwards. */
  returnTo: string
  /** The path to which the provider sends people back with a code. */
  callback: string
  /** The page on which a sign-in ends that was not accepted. */
  signInFailed: string
  /**
   * The files of the common suite that ask for what there is not with this provider, such as a
   * callback: why, and the file that shows what they are about.
   */
  notFor?: Readonly<Record<string, Readonly<Record<'why' | 'instead', string>>>>
  /** A secret without which the app is not ready, and where it says that people find it. */
  secret: Readonly<Record<'name' | 'where', string>>
  /** Bytes that the app's scripts may have, as they are sent; 155,000 if left out. Of those Next and
   * React have 135,000. */
  scriptBytes?: number
  /** How long a token lasts that InsForge is shown, in seconds. */
  tokenSeconds: number
  /** What the provider's scripts say on the console where an account is for tests. */
  saysForTests?: RegExp
  /** The page of the app with a form of the provider's that brings styles which the policy has to allow. */
  inlineStyles?: string
  /** Registers an app at another address, for a provider that rejects requests of unknown ones. */
  registerOrigin?(app: AppStage, origin: string): Promise<void>
  /** What `E2E_PASSWORD` is for the smoke test, where the provider's README says something else. */
  smokePassword?(stage: Stage, person: Person): string
  /** The app's variables where people reach it at this origin. */
  reachedAt(origin: string): Readonly<Record<string, string>>
  /** The route that ends a session, where a link leads to one. */
  signOutRoute?: string
  /** Signs a webhook anew, at a time in milliseconds since 1970; left out where none is signed. */
  signWebhook?(webhook: Webhook, at: number, env: Stage['env']): Webhook
  /** The variables without which the app takes no webhooks; none where the provider needs none. */
  webhookVariables: readonly string[]
}

/** What users do about their addresses and passwords on a provider's own pages, and with another
 * identity provider. Each begins where the app's list leads a visitor who is not signed in. */
export interface ProviderAccounts {
  /** Signs up and leaves the address unverified; ends in the app if `letsIn`. */
  signUpUnverified(page: Page, person: Person): Promise<void>
  /** Whether users get in before their address is verified. */
  letsIn: boolean
  /** Goes on from there, with what was mailed, to the app; the address is verified. */
  verify(page: Page, person: Person): Promise<void>
  /** Replaces a forgotten password with what is mailed; left out where there are none. */
  resetPassword?(page: Page, person: Person): Promise<void>
  /** Signs in as a user whom Google knows by this address. */
  signInWithGoogle(page: Page, email: string): Promise<void>
  /** What such a user's id looks like, where it is another. */
  googleUserId?: RegExp
  /** Whether a verified address is in the token that InsForge is shown. */
  tellsEmail: boolean
  /** The same of an address that Google has verified; as above if left out. */
  tellsGoogleEmail?: boolean
}

/** Answers that are not about the user, where a machine asks for the deletion with a token from this
 * path. */
export const notAboutUsers = (tokenPath: string): Readonly<Record<string, Fault>> => ({
  'has no such API': { method: 'DELETE', status: 404 },
  'gives no tokens to machines': {
    path: tokenPath,
    match: { grant_type: 'client_credentials' },
    status: 404,
  },
})

/** The cookies that are a session, by name: some SDKs spread it over several. */
export type SessionCookies = Readonly<Record<string, string>>

/** Something that goes wrong at the provider: see the faults of `packages/local/src/emulator`. */
export type Fault = Readonly<Record<string, unknown>>

/** A Server Action that the provider's SDK has in the app's build, and what it is called with. */
export interface SdkAction {
  args: readonly unknown[]
  signedOut(stage: Stage): ExpectedAnswer
  /** Left out where the emulator cannot do what the action asks of the provider. */
  signedIn?(stage: Stage): ExpectedAnswer
}

/** What goes wrong when the app asks to go on with a session. */
interface Renewal {
  /** It is refused, every time; left out where the provider does not send people back unasked. */
  refused?: Fault
  /** Nothing is answered. */
  down: Fault
  /** The heading of the page that people then see. */
  downShows: string
}

/** From a good session, one that must not be believed. */
export type Forge = (good: SessionCookies, stage: Stage) => SessionCookies | Promise<SessionCookies>

/** How a provider's SDK keeps a session, for those who try to forge one. */
export interface ProviderSession {
  /** Whether a cookie of this name is part of a session. */
  isPart(cookie: string): boolean
  /** What must not be believed, by what is wrong with it. */
  forgeries: Readonly<Record<string, Forge>>
  /** Headers by which the SDK hands a session on inside the app, filled with a good one. */
  innerHeaders(good: SessionCookies): Readonly<Record<string, string>>
  /** The tokens in a good session, which must not leave the app. */
  tokens(good: SessionCookies, stage: Stage): Promise<Readonly<Record<string, string>>>
  /** Asks for the rows of the user of a session; left out where the server reads them for its page. */
  readRows?(good: SessionCookies, stage: Stage): Promise<{ status: number; body: string }>
  /** What every cookie of the SDK looks like, whatever is in it. */
  sealed: RegExp
  /** Whether what is built sets cookies for https alone, even where the app is reached by http. */
  alwaysSecure: boolean
  /** Whether the provider's own scripts set them, and leave `Secure` out at localhost, https or not. */
  plainAtLocalhost?: boolean
  /** Whether the tokens themselves are the cookies, which a browser then gets. */
  tokensAreCookies: boolean
  /** Whether the page's own scripts read these cookies, because they renew the session. */
  scriptsReadCookies: boolean
  /** The provider's path at which an open page's scripts renew the session, when they see fit. */
  scriptsRenewAt?: string
  /**
   * Has the session of this browser's user reach the time at which the provider is asked again, at
   * the end of a request. Left out where a token may have expired when a sign-in gives it.
   */
  expire?(page: Page, stage: Stage): Promise<void>
  /** How long a session goes on at most that the provider has ended, as the README says it. */
  endsWithin: string
  /** Settings of the emulator with which a session is too large for cookies, and those to go back to;
   * left out where the provider puts into a session what is always small. */
  large?: Readonly<Record<'settings' | 'usual', Readonly<Record<string, unknown>>>>
  /** A user who has just signed in at the provider, and needs tokens, gets no answer. */
  tokensDown: Fault
  /** Answers to the deletion of a user that are not about the user, by what the provider then does;
   * left out where its SDK asks for it. */
  notAboutUsers?: Readonly<Record<string, Fault>>
  /** How a session whose token has expired goes on; left out where it needs no token. */
  renewal?: Renewal
  /** All Server Actions that the SDK brings along, by name. */
  sdkActions: Readonly<Record<string, SdkAction>>
}

/** What `providers/<name>/driver.ts` exports. */
interface Driver {
  readonly pages: ProviderPages
  readonly session: ProviderSession
}

/** The driver of a provider, from its folder. */
export async function loadDriver(provider: string): Promise<Driver> {
  const file = new URL(`../providers/${provider}/driver.ts`, import.meta.url)
  return (await import(file.href)) as Driver
}

/** A user with an account at the provider. */
export interface Person {
  email: string
  password: string
}

/**
 * A user that no other test knows. Clerk takes an address with this tag for one of a test and sends
 * nothing to it; to the others it is an address like any other.
 *
 * @param length How long the address is at least.
 */
export function newPerson(length = 0): Person {
  const id = randomUUID()
  const email = `${id.slice(0, 8)}+clerk_test@example.com`
  return { email: email.padStart(length, 'a'), password: `pass-${id}` }
}

type Emulated = Pick<AppStage, 'emulatorUrl'>

/** Calls a control of the provider's emulator: `POST /_emulate/<hook>`. */
export async function callHook({ emulatorUrl }: Emulated, name: string, body: object) {
  const answer = await fetchAlone(`${emulatorUrl}/_emulate/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`The emulator refused ${name}: ${await answer.text()}`)
}

/** Makes an account without going through a page. */
export async function createUser(app: Emulated, person: Person = newPerson()): Promise<Person> {
  await callHook(app, 'users', person)
  return person
}

/** True if a page asks ahead of time for what one of its links leads to. */
export const isPrefetch = (request: Request) => 'next-router-prefetch' in request.headers()

/**
 * Keeps pages from asking ahead of time: sooner or later that would renew a session which is to stay
 * as it is.
 */
export async function withoutPrefetches(context: BrowserContext): Promise<void> {
  await context.route('**', (route) =>
    isPrefetch(route.request()) ? route.abort() : route.fallback(),
  )
}
