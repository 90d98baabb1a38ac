import 'server-only'

export const providerName = 'No one'

export interface User {
  id: string
  name: string
  email: string | undefined
}

let user: User | null = null

/** Signs a user in, or out with null. For tests. */
export function signInAs(next: User | null) {
  user = next
}

export async function getUser(): Promise<User | null> {
  return user
}

export function signInPath(returnTo: string): string {
  return `/sign-in?${new URLSearchParams({ returnTo })}`
}

export function signUpPath(returnTo: string): string {
  return `/sign-up?${new URLSearchParams({ returnTo })}`
}
