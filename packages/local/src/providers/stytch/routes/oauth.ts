import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { takeLink } from '../links.ts'
import type { Project } from '../state.ts'
import { registrationId } from '../user.ts'
import { answerSignIn, durationSchema, readBody } from './api.ts'

const authenticateSchema = z.strictObject({
  token: z.string(),
  session_duration_minutes: durationSchema,
  code_verifier: z.string().optional(),
})

/** Where a user is signed in who comes back from Google, for the browser's SDK and for servers. What
 * Google itself would answer with, there is not: no one knows its tokens here. */
export function oauthRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.post('/authenticate', async (c) => {
    const body = await readBody(c, authenticateSchema)
    return answerSignIn(
      project,
      c,
      'oauth',
      body.session_duration_minutes,
      () => takeLink(project, 'oauth', body.token, body.code_verifier),
      (account) => ({
        provider_type: 'Google',
        provider_subject: account.identities?.[0]?.subject ?? '',
        oauth_user_registration_id: registrationId(account),
        provider_values: { access_token: '', refresh_token: '', id_token: '', scopes: [] },
      }),
    )
  })
  return app
}
