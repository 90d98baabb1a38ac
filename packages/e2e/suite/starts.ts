import { provider } from './test.ts'

/** A path that starts a sign-in, and asks to be led to this address afterwards, or to several. */
export function startAt(start: string, ...returnTo: string[]): string {
  return `${start}?${new URLSearchParams(returnTo.map((to) => [provider.returnTo, to]))}`
}
