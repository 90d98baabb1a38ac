import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { openStateFile, type StateFile } from '../../runtime/state-file.ts'
import {
  type End,
  endHook,
  keyHooks,
  settingHooks,
  userHookNames,
  userHooks,
} from '../account-hooks.ts'
import { type Account, type AccountStore, type Accounts, findAccount } from '../accounts.ts'
import { createEmulatorApp, type EmulatorEnv, type EmulatorParts } from '../app.ts'
import { commonHooks } from '../hooks.ts'
import type { SendPage } from '../pages/page.ts'
import { indexPage } from '../pages/page.ts'
import type { Problems } from '../problems.ts'
import { createSigningKey, type SigningKey } from '../signing-keys.ts'
import type { Webhooks } from '../webhooks.ts'
import type { Mail } from './mailbox.ts'
import { mailboxPath, mailboxRoutes, mailHookNames, mailHooks } from './mailbox.ts'

/** What an emulator keeps whose provider sends mail. */
export interface MailState<S = unknown> {
  accounts: Accounts
  mails: Mail[]
  /** The first one signs; all are published. */
  keys: SigningKey[]
  settings: S
}

/** What the routes of such an emulator work with. */
export interface MailStore<T extends MailState> extends AccountStore {
  readonly appUrl: string
  readonly state: StateFile<T>
  readonly sendPage: SendPage
  readonly unknown: Problems
  readonly webhooks: Webhooks
}

/** The state in the file at `path`, with a signing key; a new one is a copy of `initial`. */
export async function openMailState<T extends MailState>(
  path: string,
  initial: T,
): Promise<StateFile<T>> {
  const state = openStateFile<T>(path, initial)
  // A state from before may lack settings.
  state.change(({ settings }) => {
    Object.assign(Object(settings), { ...Object(initial.settings), ...Object(settings) })
  })
  if (state.data.keys.length === 0) {
    const key = await createSigningKey()
    state.change(({ keys }) => keys.push(key))
  }
  return state
}

/** The account that something belongs to. Throws when the state is broken: what belongs to an account
 * is deleted with it. */
export function ownerOf(
  store: Pick<AccountStore, 'state'>,
  { userId }: { userId: string },
): Account {
  const account = findAccount(store, userId)
  if (!account) throw new Error(`there is no account ${userId}`)
  return account
}

/** What a provider adds to what all emulators have whose provider sends mail. */
interface MailProvider<S extends z.ZodObject>
  extends Pick<EmulatorParts, 'surface' | 'crossOrigin' | 'errorBody' | 'query'> {
  readonly title: string
  /** Names of the fields of requests that are not secret, with a space between them. */
  readonly loggedFields: string
  /** A user in the vendor's words, for the hooks. */
  readonly describe: (account: Account) => object
  readonly endSessions: (how: 'expired' | 'revoked') => End
  readonly settingsSchema: S
  /** More hooks, by their path below `/_emulate`; all are for POST. */
  readonly hooks: Readonly<Record<string, (c: Context) => Response | Promise<Response>>>
}

/** The whole emulator: the provider's surface, the mailbox, the front page and the hooks. */
export function createMailEmulator<S extends z.ZodObject>(
  store: MailStore<MailState<z.infer<S>>>,
  { title, loggedFields, describe, endSessions, settingsSchema, hooks, ...parts }: MailProvider<S>,
): Hono<EmulatorEnv> {
  const { state, appUrl, sendPage, unknown, now, webhooks } = store
  const ownHooks = {
    'sessions/expire': endHook(store, endSessions('expired')),
    'sessions/revoke': endHook(store, endSessions('revoked')),
    ...hooks,
  }
  const allHooks = new Hono<EmulatorEnv>()
  allHooks.route('/', userHooks(store, describe))
  allHooks.route('/', mailHooks(store))
  allHooks.route('/', settingHooks(state, settingsSchema))
  allHooks.route('/', keyHooks(state))
  for (const [path, handler] of Object.entries(ownHooks)) allHooks.post(`/${path}`, handler)

  const surface = new Hono<EmulatorEnv>()
  surface.route('/', parts.surface)
  surface.route('/', mailboxRoutes(store))
  surface.get('/', (c) =>
    sendPage(c, {
      title: `${title}, on this machine`,
      wide: true,
      content: indexPage({
        purpose: `Signs users in to ${appUrl} the way ${title} would, and keeps their mail.`,
        mailbox: mailboxPath,
        emails: Object.values(state.data.accounts).map(({ email }) => email),
        hooks: [
          ...commonHooks,
          ...userHookNames,
          ...mailHookNames,
          'GET, POST /_emulate/settings',
          'POST /_emulate/keys/rotate',
          ...Object.keys(ownHooks).map((path) => `POST /_emulate/${path}`),
        ],
      }),
    }),
  )
  const visible = new Set(loggedFields.split(/\s+/))
  return createEmulatorApp({
    ...parts,
    surface,
    hooks: allHooks,
    loggedFields: visible,
    unknown,
    now,
    webhooks,
  })
}
