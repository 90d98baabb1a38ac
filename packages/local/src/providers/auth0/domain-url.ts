/**
 * The tenant's domain: the SDK takes no IP address for one. Pages are on 127.0.0.1 all the same, as
 * the discovery document says, so that their cookies and those of an app on localhost do not mix.
 */
export function domainUrl(emulatorUrl: string): string {
  const url = new URL(emulatorUrl)
  url.hostname = 'localhost'
  return url.origin
}
