import { stage } from './test.ts'

/** What the app answered, without following where it leads. */
export interface Answer {
  status: number
  location: string
  cookies: string[]
  body: string
}

/** Asks the app by hand, without a browser. */
export async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${stage.appUrl}${path}`, { ...init, redirect: 'manual' })
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    cookies: response.headers.getSetCookie(),
    body: await response.text(),
  }
}
