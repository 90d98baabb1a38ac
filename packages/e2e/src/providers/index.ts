import type { AppStage, Stage } from '../stage.ts'
import { auth0 } from './auth0.ts'
import { auth0Session } from './auth0-session.ts'
import { clerk } from './clerk.ts'
import { clerkSession } from './clerk-session.ts'
import { kinde } from './kinde.ts'
import { kindeSession } from './kinde-session.ts'
import { newPerson, type Person } from './person.ts'
import type { ProviderPages, ProviderSession } from './provider.ts'
import { stytch } from './stytch.ts'
import { stytchSession } from './stytch-session.ts'
import { workos } from './workos.ts'
import { workosSession } from './workos-session.ts'

const pages: Record<string, ProviderPages> = { auth0, clerk, kinde, stytch, workos }
const sessions: Record<string, ProviderSession> = {
  auth0: auth0Session,
  clerk: clerkSession,
  kinde: kindeSession,
  stytch: stytchSession,
  workos: workosSession,
}

/** The pages of the provider of an app. */
export function providerPages({ provider }: Pick<AppStage, 'provider'>): ProviderPages {
  return known(pages, provider)
}

/** How the provider of this run keeps a session. */
export function providerSession({ provider }: Stage): ProviderSession {
  return known(sessions, provider)
}

/** What `E2E_PASSWORD` is for the smoke test: a password, unless the provider's README says otherwise. */
export function smokePassword(stage: Stage, person: Person): string {
  return providerPages(stage).smokePassword?.(stage, person) ?? person.password
}

function known<T>(all: Readonly<Record<string, T>>, provider: string): T {
  const found = all[provider]
  if (!found) throw new Error(`packages/e2e/src/providers has nothing for ${provider}`)
  return found
}

/** Makes an account without going through a page. */
export async function createUser(
  { emulatorUrl }: Stage,
  person: Person = newPerson(),
): Promise<Person> {
  const response = await fetch(`${emulatorUrl}/_emulate/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  })
  if (!response.ok) throw new Error(`The emulator made no user: ${await response.text()}`)
  return person
}
