import { covers } from '../sync/expected.ts'

/** What each file is for that is not the same in all examples. A path that ends in `/` stands for
 * everything below it. */
export const purposes: Readonly<Record<string, string>> = {
  '.env.example': 'the variables to fill in, with where each is found',
  'README.md': 'how to set up the real account, and what to know about this provider',
  'app/accent.css': "the provider's colour, light and dark",
  'app/actions.ts': 'the Server Actions that write todos',
  'app/api/auth/': "the provider's routes, which its SDK answers",
  'app/authenticate/': 'the page that the link in the mail leads to',
  'app/browser-identity.tsx': 'the panel of development, for a browser that asks InsForge itself',
  'app/browser-todos.tsx': "the list, read and written by the browser's own InsForge client",
  'app/callback/': 'where the provider sends people back with a code',
  'app/identity.tsx': 'the panel of development that shows who InsForge takes the user for',
  'app/login/': 'where a sign-in begins',
  'app/sign-in/': "the page with the provider's form",
  'app/sign-in-error/': 'the page on which a sign-in ends that was not accepted',
  'app/sign-up/': 'where an account is made',
  'app/stytch-provider.tsx': "the provider's client for the browser",
  'app/todos.tsx': 'reads the list, or says who reads it',
  'auth/accent.css': "the provider's accent color, light and dark",
  'auth/components.tsx': "what the provider's SDK needs around the pages, and the sign-out control",
  'auth/env.ts': 'every variable, checked, with where to find it',
  'auth/return-to.ts': 'keeps the return URL for a link that opens another tab',
  'auth/session.ts': 'who the user is, and where a sign-in starts',
  'auth/sign-out.tsx': 'the sign-out button',
  'auth/stytch-address.ts': "where the provider's API is, and what its SDKs are told of it",
  'auth/stytch-keys.ts': 'which keys are accepted: those of one environment',
  'auth/stytch-session.ts': 'finds the session in its cookies, and asks the provider about it',
  'auth/stytch.ts': "the SDK's client for the server",
  'auth/use-hydrated.ts': "tells whether the page's scripts run",
  'auth0/': 'the Action to paste into Auth0, which gives the app a claim of its own',
  'e2e/provider.ts': 'how the smoke test signs in and out',
  'instrumentation-client.ts':
    'runs before all scripts of a page: blocked storage must not stop the SDK',
  'lib/auth-provider.tsx': "what the provider's SDK needs around the pages",
  'lib/auth.ts': 'who the user is, and where a sign-in begins',
  'lib/auth0.ts': "the SDK's client and its settings",
  'lib/auth0-domain.ts': 'which values of `AUTH0_DOMAIN` are taken',
  'lib/auth0-requests.ts': 'which requests the SDK gets to see, and with which cookies',
  'lib/clerk-down.tsx': "says so when the provider's scripts cannot be loaded",
  'lib/content-sources.ts': 'what the Content-Security-Policy allows for this provider',
  'lib/env.ts': 'every variable, checked, with where to find it',
  'lib/in-time.ts': 'gives up what takes too long',
  'lib/insforge.ts': "the user's InsForge client",
  'lib/insforge-provider.tsx': "one InsForge client for each of the browser's sessions",
  'lib/realtime-token.ts': 'keeps the token fresh with which realtime connects',
  'lib/return-to.ts': 'the way back after a sign-in, kept or refused',
  'lib/sign-out-button.tsx': 'the way out',
  'lib/template-problem.ts': 'what can be wrong with the JWT template',
  'lib/token-failure.ts': 'why no token can be had, as the page says it',
  'package.json': "the provider's SDK among the dependencies",
  'proxy.ts': 'keeps the session fresh before a page is rendered',
  'shared/insforge/run-action.ts': 'what every Server Action does before and after its work',
  'shared/insforge/token.ts': 'signs the token for InsForge',
}

/** What a file of an example is for; undefined when nobody has written that down. */
export function purposeOf(path: string): string | undefined {
  return Object.entries(purposes).find(([entry]) => covers([entry], path))?.[1]
}
