import type { BrowserContext } from '@playwright/test'
import type { Person } from '../../src/providers/person.ts'
import type { AppStage } from '../../src/stage.ts'

/**
 * Signs a user in at Clerk as its form does, and tells the app's host which browser this is and
 * that it has a session, as Clerk's scripts do. The app has the rest from a handshake.
 */
export async function enter(context: BrowserContext, person: Person, app: AppStage): Promise<void> {
  const { id } = (await post(app, '/v1/dev_browser')) as { id: string }
  const { email: identifier, password } = person
  const fields = { identifier, password, strategy: 'password' }
  await post(app, `/v1/client/sign_ins?${new URLSearchParams({ __clerk_db_jwt: id })}`, fields)
  const since = `${Math.floor(Date.now() / 1000)}`
  const cookies = Object.entries({ __clerk_db_jwt: id, __client_uat: since })
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: app.appUrl })))
  await context.request.get(`${app.appUrl}/todos`, { headers: { 'sec-fetch-dest': 'document' } })
}

async function post(
  { emulatorUrl, appUrl }: AppStage,
  path: string,
  fields: Record<string, string> = {},
): Promise<unknown> {
  const answer = await fetch(`${emulatorUrl}${path}`, {
    method: 'POST',
    headers: { origin: appUrl },
    body: new URLSearchParams(fields),
  })
  if (!answer.ok) throw new Error(`Clerk signs no user in: ${await answer.text()}`)
  return answer.json()
}
