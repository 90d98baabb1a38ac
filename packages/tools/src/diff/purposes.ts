import { covers } from '../sync/expected.ts'

/** What each file is for that is not the same in all examples. A path that ends in `/` covers
 * everything below it. */
const purposes: Readonly<Record<string, string>> = {
  '.env.example': 'the variables to fill in, and where to find each',
  'AGENTS.md': 'the map and the rules, for coding agents and people',
  'README.md': 'how to set up the provider, and what to know about it',
  'app/api/auth/': "the routes that the provider's SDK answers",
  'app/authenticate/': 'the page that the link in the email opens',
  'app/callback/': 'where the provider sends users back to, with a code',
  'app/login/': 'where a sign-in starts',
  'app/sign-in-error/': 'the page for a failed sign-in',
  'app/sign-in/': "the page with the provider's sign-in form",
  'app/sign-up/': "the page with the provider's sign-up form",
  'app/stytch-provider.tsx': "the provider's client for the browser",
  'app/todos/browser-todos.tsx': "reads the list with the browser's own InsForge client",
  'app/todos/page.tsx':
    'the signed-in page: checks the user, then reads the list or has the browser read it',
  'auth/accent.css': "the provider's accent color, light and dark",
  'auth/components.tsx': "what the provider's SDK needs around the pages, and the sign-out control",
  'auth/env.ts': 'every variable, checked, with where to find it',
  'auth/form-page.tsx': "a page with the provider's form, whose return URL is checked",
  'auth/in-time.ts': 'a time limit for a promise',
  'auth/insforge-provider.tsx': "one InsForge client for each of the browser's sessions",
  'auth/large-session.ts': 'a page that tells why, for a session that browsers drop',
  'auth/realtime-token.ts': 'keeps the realtime token fresh',
  'auth/requests.ts': 'which requests and cookies reach the SDK',
  'auth/return-to.ts': 'checks or keeps the return URL of a sign-in',
  'auth/session.ts': 'who the user is, and where a sign-in starts',
  'auth/sign-out.tsx': 'the sign-out button',
  'auth/stytch-session.ts': 'reads the session from its cookies, and verifies it with the provider',
  'auth/stytch.ts': "the SDK's client for the server",
  'auth/token.ts': 'gets a token that InsForge accepts, or the reason why there is none',
  'auth/use-hydrated.ts': 'whether the page is hydrated',
  'auth/waiting.tsx': "what the page shows until the provider's scripts have loaded",
  'auth0/': 'the Action to paste into Auth0, which adds a claim for the app',
  'e2e/provider.ts': 'how the smoke test signs in and out',
  'instrumentation-client.ts': "keeps the provider's SDK working where the browser blocks storage",
  'lib/auth0.ts': "the SDK's client and its settings",
  'lib/browser-action.ts': 'what every write from the browser does before and after its work',
  'lib/insforge-token.ts': 'signs the tokens; the secret for it, checked',
  'lib/insforge.ts': "the user's InsForge client",
  'lib/return-to.ts': 'checks the return URL of a sign-in',
  'lib/server-action.ts': 'what every Server Action does before and after its work',
  'package.json': "the provider's SDK among the dependencies",
  'proxy.ts': 'keeps the session fresh, and sets the Content-Security-Policy',
  'test/auth/': "unit tests of the provider's rules in `auth/`",
  'test/lib/insforge.test.ts': 'unit tests of `lib/insforge.ts`',
  'test/lib/return-to.test.ts': 'unit tests of `lib/return-to.ts`',
  'test/lib/server-action.test.ts': 'unit tests of `lib/server-action.ts`',
  'todos/actions.ts': 'the writes of the list: Server Actions, or actions of the browser',
}

/** What a file of an example is for; undefined when `purposes` does not have it. */
export function purposeOf(path: string): string | undefined {
  return Object.entries(purposes).find(([entry]) => covers([entry], path))?.[1]
}
