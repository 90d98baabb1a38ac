import type { Seeding } from './accounts.ts'
import { createSendPage } from './pages/page.ts'
import type { Theme } from './pages/theme.ts'
import { createProblems } from './problems.ts'

/** What an emulator has for its one app: where people go after signing out, what a reset goes back to,
 * a clock, pages in the vendor's colors whose forms may end at the app, and a list of what is not
 * emulated. */
export function forApp(
  { appUrl, seeding }: { readonly appUrl: string; readonly seeding?: Seeding | undefined },
  theme: Theme,
) {
  const now = () => Date.now()
  return {
    appUrl,
    seeding,
    logoutUris: [appUrl, `${appUrl}/`],
    now,
    sendPage: createSendPage(theme, [new URL(appUrl).origin]),
    unknown: createProblems(now),
  }
}
