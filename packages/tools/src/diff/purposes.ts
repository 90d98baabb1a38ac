import { covers } from '../sync/expected.ts'

/** What each file is for that is not the same in all examples. A path that ends in `/` covers
 * everything below it. */
export const purposes: Readonly<Record<string, string>> = {
  '.env.example': 'the variables to fill in, and where to find each',
  'README.md': 'how to set up the real account, and what to know about this provider',
  'app/accent.css': "the provider's color, light and dark",
  'app/actions.ts': 'the Server Actions that write todos',
  'app/api/auth/': "the provider's routes, which its SDK answers",
  'app/authenticate/': 'the page that the link in the email opens',
  'app/browser-identity.tsx': 'the development panel, for a browser that asks InsForge itself',
  'app/browser-todos.tsx': "the list, read and written by the browser's own InsForge client",
  'app/callback/': 'where the provider returns users with a code',
  'app/identity.tsx': 'the development panel: who the user is for InsForge',
  'app/login/': 'where a sign-in begins',
  'app/sign-in/': "the page with the provider's form",
  'app/sign-in-error/': 'the page for a failed sign-in',
  'app/sign-up/': 'where an account is created',
  'app/stytch-provider.tsx': "the provider's client for the browser",
  'app/todos.tsx': 'reads the list, or has the browser read it',
  'auth0/': 'the Action to paste into Auth0, which adds a claim for the app',
  'e2e/provider.ts': 'how the smoke test signs in and out',
  'lib/auth-provider.tsx': "what the provider's SDK needs around the pages",
  'lib/auth.ts': 'who the user is, and where a sign-in begins',
  'lib/auth0.ts': "the SDK's client and its settings",
  'lib/auth0-domain.ts': 'which values of `AUTH0_DOMAIN` are valid',
  'lib/auth0-requests.ts': 'which requests the SDK gets to see, and with which cookies',
  'lib/clerk-down.tsx': "the message when the provider's scripts cannot be loaded",
  'lib/content-sources.ts': 'what the Content-Security-Policy allows for this provider',
  'lib/env.ts': 'every variable, checked, with where to find it',
  'lib/in-time.ts': 'a time limit for a promise',
  'lib/insforge.ts': "the user's InsForge client",
  'lib/insforge-provider.tsx': "one InsForge client for each of the browser's sessions",
  'lib/realtime-token.ts': 'keeps the realtime token fresh',
  'lib/return-to.ts': 'checks the return URL after a sign-in',
  'lib/session.ts': 'reads the session from its cookies, and when to verify it with the provider',
  'lib/session-minutes.ts': 'how long a session lasts',
  'lib/sign-out-button.tsx': 'the sign-out button',
  'lib/stytch.ts': "the SDK's client for the server",
  'lib/stytch-address.ts': "the address of the provider's API, and the SDK options for it",
  'lib/stytch-keys.ts': 'which keys are valid: those of one environment',
  'lib/template-problem.ts': 'detects mistakes in the JWT template',
  'lib/token-failure.ts': 'why there is no token, as a message for the page',
  'lib/use-hydrated.ts': 'whether the page is hydrated',
  'package.json': "the provider's SDK among the dependencies",
  'proxy.ts': 'keeps the session fresh before a page is rendered',
  'shared/insforge/run-action.ts': 'what every Server Action does before and after its work',
  'shared/insforge/token.ts': 'signs the token for InsForge',
}

/** What a file of an example is for; undefined when `purposes` does not have it. */
export function purposeOf(path: string): string | undefined {
  return Object.entries(purposes).find(([entry]) => covers([entry], path))?.[1]
}
