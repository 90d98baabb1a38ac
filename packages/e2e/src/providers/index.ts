import type { AppStage } from '../stage.ts'
import { newPerson, type Person } from './person.ts'
import type { ProviderPages, ProviderSession } from './provider.ts'

/** What `providers/<name>/driver.ts` exports. */
export interface Driver {
  readonly pages: ProviderPages
  readonly session: ProviderSession
}

/** The driver of a provider, from its folder. */
export async function loadDriver(provider: string): Promise<Driver> {
  const file = new URL(`../../providers/${provider}/driver.ts`, import.meta.url)
  return (await import(file.href)) as Driver
}

/** Makes an account without going through a page. */
export async function createUser(
  { emulatorUrl }: Pick<AppStage, 'emulatorUrl'>,
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
