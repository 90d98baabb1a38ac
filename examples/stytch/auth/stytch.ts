import 'server-only'
import { Client } from 'stytch'
import { env } from './env'
import * as address from './stytch-address'

let client: Client | undefined

/** Stytch's API, with the secret. Created when first needed, so that a build needs no variables. */
export function stytch(): Client {
  const { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: secret } = env()
  client ??= new Client({ project_id, secret, ...address.serverOptions(ownApiUrl()) })
  return client
}

/** The address of a custom domain, or undefined if there is none. */
export function ownApiUrl(): string | undefined {
  return address.readOwnUrl(process.env.NEXT_PUBLIC_STYTCH_API_URL)
}

/** Where Stytch answers. */
export function apiUrl(): string {
  return address.apiUrl(process.env.STYTCH_PROJECT_ID ?? '', ownApiUrl())
}
