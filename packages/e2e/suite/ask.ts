import { stage } from './test.ts'

/** What the app answered, without following where it leads. */
export interface Answer {
  status: number
  /** For a browser, or, where a Server Action was called, for Next's own client. */
  location: string
  cookies: string[]
  body: string
}

/** Asks the app by hand, without a browser. */
export async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${stage.appUrl}${path}`, { ...init, redirect: 'manual' })
  const { headers } = response
  const [actionRedirect = ''] = headers.get('x-action-redirect')?.split(';') ?? []
  return {
    status: response.status,
    location: headers.get('location') ?? actionRedirect,
    cookies: headers.getSetCookie(),
    body: await response.text(),
  }
}
