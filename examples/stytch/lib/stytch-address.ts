/** Where Stytch answers: on the project's custom domain, or on its own for the project's environment. */
export function apiUrl(projectId: string, ownUrl: string | undefined): string {
  const isLive = projectId.startsWith('project-live-')
  return ownUrl ?? (isLive ? 'https://api.stytch.com' : 'https://test.stytch.com')
}

/** `NEXT_PUBLIC_STYTCH_API_URL` without slashes at its end; undefined where there is none. */
export function readOwnUrl(value: string | undefined): string | undefined {
  return value?.replace(/\/+$/, '') || undefined
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * What is wrong with `NEXT_PUBLIC_STYTCH_API_URL`, as the end of the sentence "NAME …". The secret and
 * people's sessions are sent there: over plain http only to a stand-in on this machine.
 */
export function checkOwnUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not a URL, such as https://login.example.com'
  const { protocol, hostname, username, pathname, search, hash } = new URL(value)
  const isStandIn = protocol === 'http:' && LOOPBACK.includes(hostname)
  if (protocol !== 'https:' && !isStandIn) return 'does not begin with https://'
  return username || /[^/]/.test(pathname) || search || hash
    ? 'is more than a scheme and a domain'
    : undefined
}

/** What the server's SDK has to be told: domains by https as `custom_base_url`, any address as `env`. */
export function serverOptions(ownUrl: string | undefined) {
  if (!ownUrl) return {}
  return isHttps(ownUrl) ? { custom_base_url: ownUrl } : { env: `${ownUrl}/` }
}

/**
 * The browser's SDK puts a frame of js.stytch.com into the page that asks for a code. It formats
 * telephone numbers and serves Google One Tap; codes by e-mail use neither, so it stays empty.
 */
const NO_FRAME = { clientsideServicesIframeURL: 'about:blank' }

/**
 * What the browser's SDK has to be told: domains by https as `customBaseUrl`, and any address among
 * `endpoints`, which the SDK's types leave out.
 */
export function browserOptions(ownUrl: string | undefined) {
  if (!ownUrl) return { endpoints: NO_FRAME }
  return isHttps(ownUrl)
    ? { customBaseUrl: ownUrl, endpoints: NO_FRAME }
    : { endpoints: { ...NO_FRAME, testAPIURL: ownUrl, liveAPIURL: ownUrl } }
}

const isHttps = (url: string) => /^https:/i.test(url)
