import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answerSdk } from '../answers.ts'
import { durationSchema, readBody } from '../body.ts'
import { requirePublicToken } from '../credentials.ts'
import { sendCode } from '../letters.ts'
import { createPasscode, takePasscode } from '../passcodes.ts'
import { loginOrCreate } from '../people.ts'
import type { Project } from '../project.ts'
import { sdkSessionBody } from '../session-body.ts'
import { requireDuration, signIn } from '../sessions.ts'

const sendSchema = z.strictObject({
  email: z.string(),
  expiration_minutes: z.int().min(1).max(10).default(2),
})

const authenticateSchema = z.strictObject({
  method_id: z.string(),
  token: z.string(),
  session_duration_minutes: durationSchema,
})

/** E-mail passcodes: to have one sent, and to be signed in with it. */
export function browserPasscodeRoutes(project: Project): Hono<EmulatorEnv> {
  const guard = requirePublicToken(project)
  const app = new Hono<EmulatorEnv>()

  app.post('/email/login_or_create', guard, async (c) => {
    const { email, expiration_minutes: minutes } = await readBody(c, sendSchema)
    const account = await loginOrCreate(project, email)
    const { code, methodId } = createPasscode(project, account, minutes)
    sendCode(project, account, { code, minutes })
    return answerSdk(c, { method_id: methodId })
  })

  app.post('/authenticate', guard, async (c) => {
    const body = await readBody(c, authenticateSchema)
    const minutes = requireDuration(c, body.session_duration_minutes)
    const account = takePasscode(project, body.method_id, body.token)
    const session = signIn(project, c, { account, type: 'otp', minutes })
    const tokens = await sdkSessionBody(project, c, session)
    return answerSdk(c, { ...tokens, method_id: body.method_id, reset_sessions: false })
  })

  return app
}
