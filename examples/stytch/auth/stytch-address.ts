import { isLoopback } from '@/lib/env'

/** Where Stytch answers: on the project's custom domain, or on its own for the project's environment. */
export function apiUrl(projectId: string, ownUrl: string | undefined): string {
  const isLive = projectId.startsWith('project-live-')
  return ownUrl ?? (isLive ? 'https://api.stytch.com' : 'https://test.stytch.com')
}

/** `NEXT_PUBLIC_STYTCH_API_URL` without slashes at its end; undefined if there is none. */
export function readOwnUrl(value: string | undefined): string | undefined {
  return value?.replace(/\/+$/, '') || undefined
}

/**
 * What is wrong with `NEXT_PUBLIC_STYTCH_API_URL`, as the end of the sentence "NAME …". The secret and
 * the users' sessions are sent there, so plain http is only for a server on this machine.
 */
export function checkOwnUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not a URL, such as https://login.example.com'
  const { protocol, username, pathname, search, hash } = new URL(value)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(value)))
    return 'does not begin with https://'
  return username || /[^/]/.test(pathname) || search || hash
    ? 'is more than a scheme and a domain'
    : undefined
}

/** Options of the server's SDK: `custom_base_url` takes only https, `env` takes any address. */
export function serverOptions(ownUrl: string | undefined) {
  if (!ownUrl) return {}
  return isHttps(ownUrl) ? { custom_base_url: ownUrl } : { env: `${ownUrl}/` }
}

/**
 * The browser's SDK adds a frame of js.stytch.com to the page that asks for a code. It formats phone
 * numbers and serves Google One Tap. Codes by email use neither, so the frame stays empty.
 */
const NO_FRAME = { clientsideServicesIframeURL: 'about:blank' }

/**
 * Options of the browser's SDK: `customBaseUrl` takes only https, `endpoints` takes any address. The
 * SDK's types leave `endpoints` out.
 */
export function browserOptions(ownUrl: string | undefined) {
  if (!ownUrl) return { endpoints: NO_FRAME }
  return isHttps(ownUrl)
    ? { customBaseUrl: ownUrl, endpoints: NO_FRAME }
    : { endpoints: { ...NO_FRAME, testAPIURL: ownUrl, liveAPIURL: ownUrl } }
}

const isHttps = (url: string) => /^https:/i.test(url)
