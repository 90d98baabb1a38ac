import { randomInt } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Account } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { ownerOf } from '../../../emulator/mailbox/emulator.ts'
import { refusal } from '../errors.ts'
import { sendCode } from '../pages/mails.ts'
import type { Project } from '../state.ts'
import { emailId, loginOrCreate } from '../user.ts'
import { answer, answerSignIn, durationSchema, emailSchema, readBody } from './api.ts'

const sendSchema = z.strictObject({
  email: emailSchema,
  expiration_minutes: z.int().min(1).max(10).default(2),
})

const authenticateSchema = z.strictObject({
  method_id: z.string(),
  token: z.string().regex(/^\d{6}$/, { error: 'invalid_code' }),
  session_duration_minutes: durationSchema,
})

/** E-mail passcodes: to have one sent, and to be signed in with it. */
export function passcodeRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.post('/email/login_or_create', async (c) => {
    const { email, expiration_minutes: minutes } = await readBody(c, sendSchema)
    const account = await loginOrCreate(project, email)
    const methodId = emailId(account)
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const expiresAt = project.now() + minutes * 60_000
    project.state.change((data) => {
      const others = data.passcodes.filter((sent) => sent.methodId !== methodId)
      const passcode = { methodId, userId: account.id, code, expiresAt, used: false }
      data.passcodes = [...others, passcode]
    })
    sendCode(project, account, { code, minutes })
    return answer(c, { method_id: methodId })
  })

  app.post('/authenticate', async (c) => {
    const body = await readBody(c, authenticateSchema)
    return answerSignIn(project, c, 'otp', body.session_duration_minutes, () =>
      takePasscode(project, body.method_id, body.token),
    )
  })

  return app
}

/** Uses the code up; whose it is. Throws what refuses it. */
function takePasscode(project: Project, methodId: string, code: string): Account {
  const passcode = project.state.data.passcodes.find((sent) => sent.methodId === methodId)
  if (passcode?.code !== code) throw refusal('otp_code_not_found')
  if (passcode.used || passcode.expiresAt <= project.now()) {
    throw refusal('unable_to_auth_otp_code')
  }
  project.state.change(({ passcodes }) => {
    for (const sent of passcodes) if (sent.methodId === methodId) sent.used = true
  })
  return ownerOf(project, passcode)
}
