import { stage } from './test.ts'

/** What the app answered, without following where it leads. */
export interface Answer {
  status: number
  /** For a browser, or, where a Server Action was called, for Next's own client. */
  location: string
  cookies: string[]
  body: string
}

/** Asks the app by hand, without a browser; at another address than the app's, another app. */
export async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(path, stage.appUrl), { ...init, redirect: 'manual' })
  const { headers } = response
  const [actionRedirect = ''] = headers.get('x-action-redirect')?.split(';') ?? []
  return {
    status: response.status,
    location: headers.get('location') ?? actionRedirect,
    cookies: headers.getSetCookie(),
    body: await response.text(),
  }
}

/** Asks for what Next's own client gets in place of a page. Without `_rsc` it would be sent on. */
export function askPayload(path: string, headers: Readonly<Record<string, string>>) {
  return ask(`${path}?_rsc`, { headers: { ...headers, rsc: '1' } })
}
