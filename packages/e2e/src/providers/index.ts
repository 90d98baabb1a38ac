import type { Page } from '@playwright/test'
import type { Stage } from '../stage.ts'
import { newPerson, type Person } from './person.ts'
import { workos } from './workos.ts'
import { workosSession } from './workos-session.ts'

/** What a route answers to somebody who is signed out. */
export interface SignedOutAnswer {
  status: number
  /** What the address begins with that it leads to. */
  location?: string
  /** What can be read in its body. */
  shows?: string
}

/** How a test gets in and out where a provider has its own pages. */
export interface ProviderPages {
  /** From the provider's sign-in page to the app, with a new account. */
  signUp(page: Page, person: Person): Promise<void>
  /** From the provider's sign-in page to the app. */
  signIn(page: Page, person: Person): Promise<void>
  /** What this provider's user ids look like. */
  userId: RegExp
  /** What the provider's page says to a wrong password. */
  wrongPassword: RegExp
  /** The routes that an example has for this provider alone. */
  routes(stage: Stage): Readonly<Record<string, SignedOutAnswer>>
  /** The routes that start a sign-in and take `returnTo`. */
  starts: readonly string[]
  /** The path to which the provider sends people back with a code. */
  callback: string
}

/** How a provider's SDK keeps a session, for those who try to forge one. */
export interface ProviderSession {
  /** The name of the cookie. */
  cookie: string
  /** From a good cookie, one that must not be believed, by what is wrong with it. */
  forgeries: Readonly<Record<string, (good: string, stage: Stage) => string | Promise<string>>>
  /** Headers by which the SDK hands a session on inside the app, filled with a good cookie. */
  innerHeaders(good: string): Readonly<Record<string, string>>
  /** The tokens in a good cookie, which nobody outside the app may read. */
  tokens(good: string, stage: Stage): Promise<Readonly<Record<string, string>>>
  /** Refuses, at the provider, every refresh of a session. */
  refreshFault: Readonly<Record<string, unknown>>
}

const pages: Record<string, ProviderPages> = { workos }
const sessions: Record<string, ProviderSession> = { workos: workosSession }

/** The pages of the provider that this run is about. */
export function providerPages({ provider }: Stage): ProviderPages {
  return known(pages, provider)
}

/** How the provider of this run keeps a session. */
export function providerSession({ provider }: Stage): ProviderSession {
  return known(sessions, provider)
}

function known<T>(all: Readonly<Record<string, T>>, provider: string): T {
  const found = all[provider]
  if (!found) throw new Error(`packages/e2e/src/providers has nothing for ${provider}`)
  return found
}

/** Makes an account without going through a page. */
export async function createUser({ emulatorUrl }: Stage): Promise<Person> {
  const person = newPerson()
  const response = await fetch(`${emulatorUrl}/_emulate/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  })
  if (!response.ok) throw new Error(`The emulator made no user: ${await response.text()}`)
  return person
}
