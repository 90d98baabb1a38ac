import 'server-only'
import { Client } from 'stytch'
import { env } from './env'

let client: Client | undefined

/** Stytch's API, with the secret. Made when it is first needed, so that a build needs no variables. */
export function stytch(): Client {
  const { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: secret } = env()
  client ??= new Client({ project_id, secret, ...address(ownApiUrl()) })
  return client
}

/** The SDK takes domains by https as `custom_base_url`, and any address as `env`. */
function address(url: string | undefined) {
  if (!url) return {}
  return url.startsWith('https:') ? { custom_base_url: url } : { env: `${url}/` }
}

/** The address of a custom domain, without a slash at its end; undefined where there is none. */
export function ownApiUrl(): string | undefined {
  return process.env.NEXT_PUBLIC_STYTCH_API_URL?.replace(/\/+$/, '') || undefined
}

/** Where Stytch answers: on a custom domain, or on its own for the environment of the project. */
export function apiUrl(): string {
  const isLive = process.env.STYTCH_PROJECT_ID?.startsWith('project-live-')
  return ownApiUrl() ?? (isLive ? 'https://api.stytch.com' : 'https://test.stytch.com')
}
