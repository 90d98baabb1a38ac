import { type Context, Hono } from 'hono'
import { findAccountByEmail } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { readFields } from '../../../emulator/fields.ts'
import {
  accountOfIdentity,
  type Identity,
  readIdentity,
  sendIdentityPage,
} from '../../../emulator/identity.ts'
import { errorMessage } from '../../../emulator/pages/page.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import type { Client, Instance, Verification } from '../state.ts'
import { identityPath } from './attempts.ts'
import { finish } from './sign-ins.ts'
import { complete, fieldsOf } from './sign-ups.ts'

/** The page on which a user says whom Google knows, for the attempt that the address names. */
export function identityRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get(identityPath, (c) => {
    const attempt = c.req.query('attempt') ?? ''
    return find(instance, attempt)
      ? sendIdentityPage(instance, c, { attempt })
      : sendGone(instance, c)
  })

  app.post(identityPath, async (c) => {
    const { identity, rest } = readIdentity((await readFields(c.req)) ?? {})
    const { attempt = '' } = rest
    if ('sentence' in identity) return sendIdentityPage(instance, c, { attempt }, '', identity)
    const redirectUrl = goOn(instance, c, attempt, identity)
    return redirectUrl === undefined ? sendGone(instance, c) : c.redirect(redirectUrl)
  })

  return app
}

const sendGone = (instance: Instance, c: Context) =>
  instance.sendPage(c, {
    title: 'This sign-in is over',
    content: errorMessage('It has expired, or it was finished already.', instance.appUrl),
    status: 400,
  })

/** The browser in which an attempt with Google of that id is under way, and what it waits for. */
function find(
  { state, now }: Instance,
  id: string,
): { client: Client; external: Verification } | undefined {
  const clients: readonly Client[] = Object.values(state.data.clients)
  const client = clients.find(({ signIn, signUp }) => signIn?.id === id || signUp?.id === id)
  const { signIn, signUp } = client ?? {}
  const external = signIn?.id === id ? signIn.verification : signUp?.external
  const isOpen = external?.redirectUrl && !external.verified && external.expireAt > now()
  return client && isOpen ? { client, external } : undefined
}

/** Goes on with the attempt of that id as that identity: as far as it can, or to where the other kind
 * of attempt takes over. Where the browser is sent then; undefined when there is none. */
function goOn(instance: Instance, c: Context, id: string, identity: Identity): string | undefined {
  const found = find(instance, id)
  if (!found) return undefined
  const { client, external } = found
  const { signIn, signUp } = client
  const isKnown = findAccountByEmail(instance.state.data.accounts, identity.email) !== undefined
  if (isKnown && !identity.emailVerified) {
    throw new NotEmulated(`${c.req.path} for a known address that Google has not verified`)
  }
  if (signIn?.id === id && isKnown) {
    finish(instance, client, signIn, accountOfIdentity(instance, identity), 'oauth_google')
    // clerk-js looks at the end of the sign-in when it is back on the app's page.
    instance.state.change(() => {
      client.signIn = signIn
    })
  } else if (signUp?.id === id && !isKnown) {
    instance.state.change(() => {
      Object.assign(signUp, fieldsOf(identity))
      external.verified = true
    })
    complete(instance, client, signUp)
    instance.state.change(() => {
      client.signUp = signUp
    })
  } else {
    instance.state.change(() => {
      external.transferable = identity
    })
  }
  return external.redirectUrl
}
