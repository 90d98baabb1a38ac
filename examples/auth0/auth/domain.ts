import { isLoopback } from '@/lib/env'

/** Two or more labels with dots between them. Not an IP address. */
const HOST_NAME = /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]([a-z\d-]*[a-z\d])?$/i

/**
 * True if Auth0 may be reached over plain http. Auth0's SDK does not verify the signature of an ID
 * token: it trusts the TLS connection that brought it. So http is only for a server on this machine
 * and an app on this machine, where no one can sit between the two.
 */
export function allowsInsecureRequests(domain: string, appBaseUrl: string): boolean {
  return /^http:/i.test(domain) && isLoopback(domain) && isLoopback(appBaseUrl)
}

/** What is wrong with `AUTH0_DOMAIN`, as the end of the sentence "AUTH0_DOMAIN …". */
export function checkDomain(domain: string, appBaseUrl: string): string | undefined {
  // Auth0's SDK rejects names in .local, and IP addresses.
  if (HOST_NAME.test(domain) && !/\.local$/i.test(domain)) return undefined
  const isLocal =
    allowsInsecureRequests(domain, appBaseUrl) && /^http:\/\/localhost(:\d+)?$/.test(domain)
  return isLocal ? undefined : 'is not a host name alone, such as my-tenant.eu.auth0.com'
}
