import type { Page } from '@playwright/test'
import { forgetApp } from './session.ts'
import { provider, stage } from './test.ts'

/** A path that starts a sign-in, and asks to be led to this address afterwards, or to several. */
export function startAt(start: string, ...returnTo: string[]): string {
  return `${start}?${new URLSearchParams(returnTo.map((to) => [provider.returnTo, to]))}`
}

/** True if users sign in on a page of the provider's, which knows them when they come again. */
export const isHosted = provider.signInPage(stage).startsWith(stage.emulatorUrl)

/**
 * The address that starts a sign-in, as above, of a user who is known and sent on at once: by the
 * provider, with the app's cookies forgotten; where the app has the sign-in page, by the app.
 */
export async function startAgainAt(page: Page, start: string, ...returnTo: string[]) {
  if (isHosted) await forgetApp(page)
  return `${stage.appUrl}${startAt(start, ...returnTo)}`
}
