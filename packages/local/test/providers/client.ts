export { freePort } from '../../src/runtime/ports.ts'

/** A running emulator, as far as asking it something goes. */
export interface Running {
  readonly url: string
}

/** A running emulator, with the variables of its app. */
export interface ForApp extends Running {
  readonly env: Readonly<Record<string, string>>
}

/** Fetches over a connection of its own: one that is kept would be dead after a restart. */
export function send(
  emulator: Running,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string | URLSearchParams } = {},
): Promise<Response> {
  return fetch(emulator.url + path, {
    ...init,
    redirect: 'manual',
    headers: { ...init.headers, connection: 'close' },
  })
}

/** Calls a hook; the answer's JSON, with its status. */
export async function hook(emulator: Running, route: string, body?: unknown) {
  const [method = '', path = ''] = route.split(' ')
  const response = await send(emulator, `/_emulate/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) }
}

/** What the redirect back to the app carries. */
export function redirected(response: Response): Record<string, string> {
  const url = new URL(response.headers.get('location') ?? '')
  return { to: `${url.origin}${url.pathname}`, ...Object.fromEntries(url.searchParams) }
}

/** Parameters without those that are undefined. */
export function parameters(fields: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
