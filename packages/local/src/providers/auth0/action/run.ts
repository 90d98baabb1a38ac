import type { KoaContextWithOIDC } from 'oidc-provider'
import { NotEmulated } from '../../../emulator/not-emulated.ts'
import { errors } from '../../../emulator/oidc/library.ts'
import type { StateFile } from '../../../emulator/state-file.ts'
import { type ActionClaims, type Auth0State, profileOf } from '../state.ts'
import { createApi } from './api.ts'
import { createEvent } from './event.ts'
import { loadPostLogin } from './load.ts'

/** The Action of a tenant. */
export interface Action {
  readonly state: StateFile<Auth0State>
  /** The file that people paste into Auth0's dashboard. */
  readonly file: string
  readonly appName: string
}

/**
 * Runs the post-login Action for whoever signs in or refreshes, and keeps what it sets. Throws
 * `access_denied` where it denies, and also where it throws: Auth0 then sends the error's message
 * to the app, in the same way.
 */
export async function runPostLogin(action: Action, ctx: KoaContextWithOIDC): Promise<void> {
  const { state, file, appName } = action
  const account =
    state.data.accounts[ctx.oidc.account?.accountId ?? ctx.oidc.session?.accountId ?? '']
  if (!account) throw new Error('an Action needs somebody who signs in')
  const isRefresh = ctx.oidc.params?.grant_type === 'refresh_token'
  const known = profileOf(state, account.id)
  const profile = { ...known, loginsCount: known.loginsCount + (isRefresh ? 0 : 1) }
  const { actionSecrets: secrets, actionDependencies, actionSource } = state.data.settings
  const { api, outcome } = createApi(profile)
  try {
    const postLogin = loadPostLogin(file, actionDependencies, actionSource ?? undefined)
    await postLogin?.(createEvent({ ctx, account, profile, secrets, appName }), api)
  } catch (error) {
    if (!(error instanceof NotEmulated)) throw new errors.AccessDenied(messageOf(error))
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
