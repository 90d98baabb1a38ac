import 'server-only'
import { Client } from 'stytch'
import { env, ownApiUrl } from './env'

let client: Client | undefined

/** Stytch's API, with the secret. Created when first needed, so that a build needs no variables. */
export function stytch(): Client {
  const { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: secret } = env()
  client ??= new Client({ project_id, secret, ...serverOptions(ownApiUrl()) })
  return client
}

/** Options of the server's SDK: `custom_base_url` takes only https, `env` takes any address. */
export function serverOptions(ownUrl: string | undefined) {
  if (!ownUrl) return {}
  return /^https:/i.test(ownUrl) ? { custom_base_url: ownUrl } : { env: `${ownUrl}/` }
}
