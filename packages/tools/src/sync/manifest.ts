/** A folder whose files every example carries, byte for byte. */
export interface Mirror {
  readonly from: string
  readonly to: string
}

/** Something that one example does without. A path that ends in `/` stands for everything below it. */
export interface LeftOut {
  readonly path: string
  readonly why: string
}

/** Which files the examples share, and where each comes from. */
export interface Manifest {
  readonly mirrors: readonly Mirror[]
  /** The example from which the others take every file that is neither mirrored nor a provider's. */
  readonly reference: string
  /** Files that say something about the provider: each example has its own. */
  readonly providerFiles: readonly string[]
  /** What only this example has, or has in its own way, by example. */
  readonly ownFiles: Readonly<Record<string, readonly string[]>>
  /** By example. */
  readonly leftOut: Readonly<Record<string, readonly LeftOut[]>>
}

export const manifest: Manifest = {
  mirrors: [
    { from: 'packages/shared/src', to: 'shared' },
    { from: 'sql/migrations', to: 'migrations' },
  ],
  reference: 'workos',
  providerFiles: [
    '.env.example',
    'README.md',
    'app/accent.css',
    'e2e/provider.ts',
    'lib/auth-provider.tsx',
    'lib/auth.ts',
    'lib/content-sources.ts',
    'lib/env.ts',
    'lib/insforge.ts',
    'lib/sign-out-button.tsx',
    'package.json',
    'package-lock.json',
    'proxy.ts',
    'screenshots/',
  ],
  ownFiles: {
    auth0: ['auth0/', 'lib/auth0.ts', 'lib/auth0-domain.ts', 'lib/auth0-requests.ts'],
    clerk: [
      'app/browser-identity.tsx',
      'app/browser-todos.tsx',
      'app/identity.tsx',
      'app/sign-in/',
      'app/sign-up/',
      'app/todos.tsx',
      'lib/clerk-down.tsx',
      'lib/in-time.ts',
      'lib/insforge-provider.tsx',
      'lib/realtime-token.ts',
      'lib/return-to.ts',
      'lib/template-problem.ts',
      'lib/token-failure.ts',
    ],
    kinde: ['app/api/auth/'],
    stytch: [
      'app/authenticate/',
      'app/login/',
      'app/stytch-provider.tsx',
      'lib/return-to.ts',
      'lib/session-minutes.ts',
      'lib/session.ts',
      'lib/stytch-address.ts',
      'lib/stytch-keys.ts',
      'lib/stytch.ts',
      'lib/use-hydrated.ts',
    ],
    workos: ['app/callback/', 'app/login/', 'app/sign-up/'],
  },
  leftOut: {
    clerk: [
      { path: 'app/actions.ts', why: 'the browser writes with its own InsForge client' },
      { path: 'app/sign-in-error/', why: "Clerk's form itself says why a sign-in failed" },
      { path: 'shared/insforge/run-action.ts', why: 'there are no Server Actions' },
      { path: 'shared/insforge/token.ts', why: 'Clerk signs the tokens, with its JWT template' },
    ],
    stytch: [
      {
        path: 'app/sign-in-error/',
        why: 'a sign-in that failed ends on /authenticate, which says why',
      },
    ],
  },
}
