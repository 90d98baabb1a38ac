const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Two names or more with dots between them, and no IP address. */
const HOST_NAME = /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]([a-z\d-]*[a-z\d])?$/i

/**
 * Whether Auth0 may be asked over plain http. Auth0's SDK does not verify the signature of an ID
 * token: it trusts the TLS connection that brought it. So this is true only for a stand-in on this
 * machine, asked by an app on this machine, where nobody can sit in between.
 */
export function allowsInsecureRequests(domain: string, appBaseUrl: string): boolean {
  return /^http:/i.test(domain) && isLoopback(domain) && isLoopback(appBaseUrl)
}

/** What is wrong with `AUTH0_DOMAIN`, as the end of the sentence "AUTH0_DOMAIN …". */
export function checkDomain(domain: string, appBaseUrl: string): string | undefined {
  // Auth0's SDK refuses names in .local, and IP addresses.
  if (HOST_NAME.test(domain) && !/\.local$/i.test(domain)) return undefined
  const standIn =
    allowsInsecureRequests(domain, appBaseUrl) && /^http:\/\/localhost(:\d+)?$/.test(domain)
  return standIn ? undefined : 'is not a host name alone, such as my-tenant.eu.auth0.com'
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.includes(new URL(url).hostname)
}
