import type { Page } from '@playwright/test'
import type { Stage } from '../stage.ts'
import { newPerson, type Person } from './person.ts'
import { workos } from './workos.ts'

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
}

const pages: Record<string, ProviderPages> = { workos }

/** The pages of the provider that this run is about. */
export function providerPages({ provider }: Stage): ProviderPages {
  const found = pages[provider]
  if (!found) throw new Error(`packages/e2e/src/providers has no pages for ${provider}`)
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
