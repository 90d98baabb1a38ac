import { type Context, Hono } from 'hono'
import type { Account } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answer } from '../answer.ts'
import { clientOf } from '../clients.ts'
import { missing, notFound, signedOut } from '../errors.ts'
import { formOf } from '../form.ts'
import type { Instance } from '../instance.ts'
import { lookUp } from '../look-up.ts'
import { clerkSession } from '../objects/session.ts'
import { clerkUser } from '../objects/user.ts'
import { checkPassword, hashNewPassword } from '../passwords.ts'
import { accountOf, activeSession, endSessions, statusOf } from '../sessions.ts'
import type { Client, Session } from '../state.ts'

/** Who is signed in in a browser. */
interface Me {
  readonly client: Client
  readonly session: Session
  readonly account: Account
}

/** The user profile: name, password, and where else one is signed in. */
export function meRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const edit = (account: Account, changes: Partial<Account>): Account =>
    instance.state.change(({ accounts, edited }) => {
      const changed = { ...account, ...changes }
      accounts[account.id] = changed
      edited[account.id] = instance.now()
      return changed
    })
  const sendUser = (c: Context, client: Client, account: Account) =>
    answer(instance, c, client, clerkUser(instance, account))

  app.get('/v1/me', (c) => {
    const { client, account } = whoAsks(instance, c)
    return sendUser(c, client, account)
  })

  app.patch('/v1/me', async (c) => {
    const { client, account } = whoAsks(instance, c)
    const { first_name: firstName, last_name: lastName } = await formOf(c, [
      'first_name',
      'last_name',
    ])
    const changes = {
      ...(firstName !== undefined && { firstName: firstName || null }),
      ...(lastName !== undefined && { lastName: lastName || null }),
    }
    return sendUser(c, client, edit(account, changes))
  })

  app.post('/v1/me/change_password', async (c) => {
    const { client, account, session } = whoAsks(instance, c)
    const fields = await formOf(c, [
      'current_password',
      'new_password',
      'sign_out_of_other_sessions',
    ])
    if (fields.new_password === undefined) throw missing('new_password')
    await checkPassword(fields.current_password ?? '', account.passwordHash, 'current_password')
    const passwordHash = await hashNewPassword(fields.new_password, 'new_password')
    const changed = edit(account, { passwordHash })
    if (fields.sign_out_of_other_sessions === 'true') {
      const isOther = ({ id, userId }: Session) => userId === account.id && id !== session.id
      endSessions(instance, isOther, 'revoked')
    }
    return sendUser(c, client, changed)
  })

  app.get('/v1/me/sessions/active', (c) => {
    const { account } = whoAsks(instance, c)
    const sessions = Object.values(instance.state.data.sessions).filter(
      (session) => session.userId === account.id && statusOf(instance, session) === 'active',
    )
    return c.json(sessions.map((session) => ({ ...clerkSession(instance, session), ...activity })))
  })

  app.post('/v1/me/sessions/:id/revoke', (c) => {
    const { client, account } = whoAsks(instance, c)
    const id = c.req.param('id')
    const session = lookUp(instance.state.data.sessions, id)
    if (session?.userId !== account.id) throw notFound('Session', id)
    endSessions(instance, (other) => other.id === id, 'revoked')
    return answer(instance, c, client, clerkSession(instance, session))
  })

  return app
}

/** Clerk tells where a session is used from; here that is always this machine. */
const activity = {
  latest_activity: {
    object: 'session_activity',
    id: 'sess_activity_local',
    device_type: 'This machine',
    is_mobile: false,
  },
}

function whoAsks(instance: Instance, c: Context): Me {
  const client = clientOf(instance, c)
  const session = activeSession(instance, client)
  if (!session) throw signedOut()
  return { client, session, account: accountOf(instance, session) }
}
