/** What of an example a spec is about: files and folders (with a slash at the end) of the example. */
export type Subjects = readonly string[]

/** The page and its list, with the actions that it calls: what no provider has a part in. */
const list: Subjects = [
  'app/actions.ts',
  'app/error.tsx',
  'app/layout.tsx',
  'app/not-found.tsx',
  'app/page.tsx',
  'app/todos.tsx',
  'lib/insforge.ts',
  'migrations/',
  'shared/',
]

/** How the app knows who asks. */
const auth: Subjects = ['lib/auth.ts', 'proxy.ts']

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
  'before-hydration.spec.ts': list,
  'callback.spec.ts': [...auth, 'app/sign-in-error/'],
  'canaries.spec.ts': 'all',
  'component-actions.spec.ts': [...auth, 'app/identity.tsx', 'lib/sign-out-button.tsx'],
  'console.spec.ts': 'all',
  'copied-out.spec.ts': ['.yarnrc.yml', 'next.config.ts', 'tsconfig.json'],
  'development.spec.ts': ['app/layout.tsx', 'instrumentation.ts', 'shared/env/', 'shared/ui/'],
  'faults.spec.ts': list,
  'forged-headers.spec.ts': auth,
  'forged-session.spec.ts': auth,
  'form-posts.spec.ts': list,
  'guard.spec.ts': [...auth, 'lib/content-sources.ts', 'next.config.ts', 'shared/security/'],
  'journey.spec.ts': 'all',
  'keyboard.spec.ts': list,
  'many-rows.spec.ts': list,
  'newcomer.spec.ts': 'all',
  'not-ready.spec.ts': [...auth, 'instrumentation.ts', 'lib/env.ts', 'shared/env/'],
  'own-checks.spec.ts': 'all',
  'production.spec.ts': [...list, 'app/identity.tsx'],
  'provider-faults.spec.ts': auth,
  'readme.spec.ts': ['.env.example', 'README.md', 'lib/env.ts'],
  'renewal-faults.spec.ts': auth,
  'return-to.spec.ts': [...auth, 'shared/auth/'],
  'sdk-actions.spec.ts': 'all',
  'session.spec.ts': [...auth, 'app/page.tsx', 'lib/auth-provider.tsx', 'lib/sign-out-button.tsx'],
  'sign-in-pages.spec.ts': 'all',
  'slow-network.spec.ts': list,
  'titles.spec.ts': list,
  'todos.spec.ts': list,
  'two-tabs.spec.ts': list,
}
