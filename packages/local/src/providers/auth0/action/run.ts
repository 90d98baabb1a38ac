import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { compileFunction } from 'node:vm'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { errors } from '../../../emulator/oidc/library.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import type { StateFile } from '../../../runtime/state-file.ts'
import { type ActionClaims, type Auth0State, profileOf } from '../state.ts'
import { createApi } from './api.ts'
import { createEvent } from './event.ts'

/** The Action of a tenant. */
export interface Action {
  readonly state: StateFile<Auth0State>
  /** The file that people paste into Auth0's dashboard. */
  readonly file: string
  readonly appName: string
}

/**
 * Runs the post-login Action for the user who signs in or refreshes, and keeps what it sets. Throws
 * `unauthorized` for a blocked user, `access_denied` where the Action denies, and also where it throws: Auth0 then sends the error's message
 * to the app, in the same way.
 */
export async function runPostLogin(action: Action, ctx: KoaContextWithOIDC): Promise<void> {
  const { state, appName } = action
  const account =
    state.data.accounts[ctx.oidc.account?.accountId ?? ctx.oidc.session?.accountId ?? '']
  if (!account) throw new Error('an Action needs a user who signs in')
  const isRefresh = ctx.oidc.params?.grant_type === 'refresh_token'
  const known = profileOf(state, account.id)
  if (known.blocked) throw new errors.CustomOIDCProviderError('unauthorized', 'user is blocked')
  const profile = { ...known, loginsCount: known.loginsCount + (isRefresh ? 0 : 1) }
  const { api, outcome } = createApi(profile)
  try {
    await loadPostLogin(action)?.(createEvent({ ctx, account, profile, appName }), api)
  } catch (error) {
    if (!(error instanceof NotEmulated)) {
      throw new errors.AccessDenied(error instanceof Error ? error.message : String(error))
    }
  }
  if (outcome.notEmulated) throw outcome.notEmulated
  const { appMetadata, userMetadata, claims, denied } = outcome
  state.change(({ profiles }) => {
    profiles[account.id] = { ...profile, appMetadata, userMetadata }
  })
  if (denied !== undefined) throw new errors.AccessDenied(denied)
  keepClaims(state, ctx, claims)
}

/** What the Action set for the tokens of this grant. */
export function actionClaims(
  { data }: StateFile<Auth0State>,
  ctx: KoaContextWithOIDC,
): ActionClaims {
  return data.actionClaims[grantId(ctx)] ?? { idToken: {}, accessToken: {} }
}

function keepClaims(state: StateFile<Auth0State>, ctx: KoaContextWithOIDC, claims: ActionClaims) {
  state.change(({ actionClaims, records }) => {
    for (const id of Object.keys(actionClaims)) {
      if (!records[`Grant:${id}`]) delete actionClaims[id]
    }
    actionClaims[grantId(ctx)] = claims
  })
}

function grantId({ oidc }: KoaContextWithOIDC): string {
  const id = oidc.entities.Grant?.jti
  if (!id) throw new Error('there is no grant to keep claims for')
  return id
}

type PostLogin = (event: unknown, api: unknown) => unknown

/**
 * The handler in the Action's file, which is read anew each time, so that an edit works at once, or
 * in the setting that takes its place; undefined without either. It may require Node's own modules.
 * Throws what is wrong with it.
 */
function loadPostLogin({ file, state }: Action): PostLogin | undefined {
  const source = state.data.settings.actionSource ?? read(file)
  if (source === undefined) return undefined
  const requireBuiltin = (name: string): unknown => {
    if (isBuiltin(name)) return createRequire(file)(name)
    throw new Error(`Cannot find module '${name}': it is not a dependency of the Action`)
  }
  const module: { exports: Readonly<Record<string, unknown>> } = { exports: {} }
  const run = compileFunction(source, ['exports', 'require', 'module'], { filename: file })
  run(module.exports, requireBuiltin, module)
  const { onExecutePostLogin } = module.exports
  if (isPostLogin(onExecutePostLogin)) return onExecutePostLogin
  throw new Error('The Action does not export onExecutePostLogin')
}

function isPostLogin(value: unknown): value is PostLogin {
  return typeof value === 'function'
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
