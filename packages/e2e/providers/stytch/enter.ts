import type { BrowserContext } from '@playwright/test'
import type { Person } from '../../src/providers/person.ts'
import type { AppStage } from '../../src/stage.ts'
import { newestMail } from './mail.ts'

/** Signs a user in at Stytch with a code, as its form does, and keeps the session where its scripts
 * keep it. */
export async function enter(
  context: BrowserContext,
  { email }: Person,
  app: AppStage,
): Promise<void> {
  const { method_id } = (await post(app, 'email/login_or_create', { email })) as MethodBody
  const { code: token } = await newestMail({ email }, app)
  const fields = { method_id, token, session_duration_minutes: 60 }
  const session = (await post(app, 'authenticate', fields)) as SessionBody
  const cookies = Object.entries({
    stytch_session: session.session_token,
    stytch_session_jwt: session.session_jwt,
  })
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: app.appUrl })))
}

interface MethodBody {
  method_id: string
}

interface SessionBody {
  session_token: string
  session_jwt: string
}

async function post(
  { emulatorUrl, appUrl, env }: AppStage,
  path: string,
  body: object,
): Promise<unknown> {
  const key = env.NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN
  const answer = await fetch(`${emulatorUrl}/sdk/v1/otps/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${key}:${key}`)}`,
      'content-type': 'application/json',
      origin: appUrl,
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`Stytch signs no user in: ${await answer.text()}`)
  return ((await answer.json()) as { data: unknown }).data
}
