/**
 * What of an example a spec is about: files and folders (with a slash at the end) of the example. What
 * begins with `!` is left out.
 */
export type Subjects = readonly string[]

/** The page and its list, with the actions that it calls: what no provider has a part in. */
const list: Subjects = [
  'app/error.tsx',
  'app/globals.css',
  'app/layout.tsx',
  'app/not-found.tsx',
  'app/page.tsx',
  'app/todos/',
  'components/',
  'lib/',
  // Where Auth0's own documentation has its client.
  '!lib/auth0.ts',
  'migrations/',
  'todos/',
]

/** How the app knows who asks. */
const auth: Subjects = ['auth/session.ts', 'proxy.ts']

/**
 * What each spec of the common suite is about; `all` where it is about what every example has of its
 * own, such as what its packages bring along. See `selection.ts` for what follows from it.
 *
 * No spec is about the colors of the provider (the unit tests compute their contrast), nor about
 * which packages there are, unless it is for all.
 */
export const subjects: Readonly<Record<string, Subjects | 'all'>> = {
  'accessibility.spec.ts': list,
  'actions-by-hand.spec.ts': list,
  'actions-signed-out.spec.ts': [...list, ...auth],
  'answers-faults.spec.ts': list,
  'before-hydration.spec.ts': list,
  'callback.spec.ts': [...auth, 'app/sign-in-error/'],
  'secret-leaks.spec.ts': 'all',
  'component-actions.spec.ts': [...auth, 'app/todos/page.tsx', 'auth/components.tsx'],
  'console.spec.ts': 'all',
  'copied-out.spec.ts': ['.yarnrc.yml', 'next.config.ts', 'tsconfig.json'],
  'deployment.spec.ts': list,
  'development.spec.ts': ['app/layout.tsx', 'components/setup-page.ts', 'lib/env.ts'],
  'faults.spec.ts': list,
  'forged-headers.spec.ts': auth,
  'forged-session.spec.ts': auth,
  'form-posts.spec.ts': list,
  'guard.spec.ts': [...auth, 'lib/security-policy.ts', 'next.config.ts'],
  'journey.spec.ts': 'all',
  'keyboard.spec.ts': list,
  'make-it-yours.spec.ts': [...list, 'patterns/'],
  'many-rows.spec.ts': list,
  'navigation.spec.ts': list,
  'newcomer.spec.ts': 'all',
  'no-javascript.spec.ts': list,
  'not-ready.spec.ts': [...auth, 'auth/env.ts', 'components/setup-page.ts', 'lib/env.ts'],
  'other-user.spec.ts': list,
  'own-checks.spec.ts': 'all',
  'own-pages.spec.ts': [
    'app/error.tsx',
    'app/globals.css',
    'app/layout.tsx',
    'lib/security-policy.ts',
  ],
  'production.spec.ts': list,
  'provider-faults.spec.ts': auth,
  'readme.spec.ts': ['.env.example', 'README.md', 'auth/env.ts'],
  'renewal-faults.spec.ts': auth,
  'requests.spec.ts': list,
  'return-to.spec.ts': [...auth, 'lib/return-to.ts'],
  'sdk-actions.spec.ts': 'all',
  'session.spec.ts': [...auth, 'app/todos/page.tsx', 'auth/components.tsx'],
  'sign-in-pages.spec.ts': 'all',
  'slow-network.spec.ts': list,
  'titles.spec.ts': list,
  'todos.spec.ts': list,
  'translation.spec.ts': list,
  'two-tabs.spec.ts': list,
}
