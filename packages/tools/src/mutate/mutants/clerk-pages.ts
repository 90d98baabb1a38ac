import type { BrowserCheck, Mutant } from '../mutant.ts'

const app = 'examples/clerk'

const inSuite = (file: string, test: string): BrowserCheck => ({
  example: 'clerk',
  file,
  test,
})

/** What Clerk's SDK leaves to the app, each without the starter's code for it. */
export const clerkPages: readonly Mutant[] = [
  {
    name: 'clerk: tokens for another site are accepted',
    means: 'Another site of the same Clerk instance can act as any of its users here.',
    file: `${app}/proxy.ts`,
    find: 'authorizedParties: ownOrigins(request),',
    replace: 'authorizedParties: ownOrigins(request).slice(2),',
    check: inSuite(
      'suite/forged-session.spec.ts',
      'a session that was made for another site is rejected',
    ),
  },
  {
    name: 'clerk: an invalid return URL reaches the form',
    means: 'A mistyped link leads to a sign-in page without a form.',
    file: `${app}/auth/return-to.ts`,
    find: "'http://app.invalid'))) redirect(page)",
    replace: "'http://app.invalid') || page)) redirect(page)",
    check: inSuite('providers/clerk/return-to.spec.ts', '/sign-in leads signed-in users to a page'),
  },
  {
    name: 'clerk: scripts that do not load are not reported',
    means: 'While Clerk is down, users look at a page that never finishes loading.',
    file: `${app}/auth/waiting.tsx`,
    find: '<p>Couldn’t reach Clerk, which signs you in. What you saved is safe.</p>',
    replace: '<p />',
    check: inSuite(
      'providers/clerk/outage-faults.spec.ts',
      'if Clerk’s scripts cannot be loaded the page reports it',
    ),
  },
  {
    name: 'clerk: the page is built for one InsForge',
    means: 'An app that was built without its variables sends its requests to the wrong address.',
    file: `${app}/auth/components.tsx`,
    find: 'url={env().NEXT_PUBLIC_INSFORGE_URL}',
    replace: "url={env() && 'http://localhost:7130'}",
    check: inSuite('suite/todos.spec.ts', 'are there after a reload'),
  },
]
