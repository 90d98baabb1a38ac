/**
 * Fetches by a connection of its own. A server ends one that was idle for five seconds; on a busy
 * machine that may be just when `fetch` uses it again, which fails with “other side closed”.
 */
export function fetchAlone(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('connection', 'close')
  return fetch(url, { ...init, headers })
}
