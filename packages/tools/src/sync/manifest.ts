/** A folder whose files every example carries, byte for byte; `to` is inside the example. */
export interface Source {
  readonly from: string
  readonly to: string
}

/** Something that one example does without. A path that ends in `/` covers everything below it. */
export interface LeftOut {
  readonly path: string
  readonly why: string
}

/** Which files the examples share, and where each comes from. Every other file is a provider's. */
export interface Manifest {
  readonly sources: readonly Source[]
  /** What every example supplies itself: the seam between the starter and its provider. */
  readonly providerFiles: readonly string[]
  /** Folders that hold nothing but copies, apart from `ownFiles`. */
  readonly copiedFolders: readonly string[]
  /** A provider's files inside of those folders, by example; `*` stands for all examples. */
  readonly ownFiles: Readonly<Record<string, readonly string[]>>
  /** By example. */
  readonly leftOut: Readonly<Record<string, readonly LeftOut[]>>
}

export const manifest: Manifest = {
  sources: [
    { from: 'packages/shared/starter', to: '' },
    { from: 'sql/migrations', to: 'migrations' },
    { from: 'sql/patterns', to: 'patterns' },
  ],
  providerFiles: [
    '.env.example',
    'README.md',
    'account/provider.ts',
    'auth/accent.css',
    'auth/components.tsx',
    'auth/env.ts',
    'auth/session.ts',
    'doctor/provider.ts',
    'e2e/provider.ts',
    'package-lock.json',
    'package.json',
    'proxy.ts',
    'screenshots/',
  ],
  copiedFolders: [
    '.github/',
    'account/',
    'app/account/',
    'app/api/health/',
    'app/api/webhooks/',
    'app/setup/',
    'app/todos/',
    'components/',
    'doctor/',
    'e2e/',
    'lib/',
    'migrations/',
    'patterns/',
    'test/',
    'todos/',
  ],
  ownFiles: {
    '*': [
      'account/provider.ts',
      'account/webhook.ts',
      'doctor/provider.ts',
      'e2e/provider.ts',
      'test/auth/',
    ],
    // Where Auth0's own documentation puts the client.
    auth0: ['lib/auth0.ts'],
    // The browser reads and writes: its client knows Clerk, and its actions are hooks.
    clerk: [
      'account/actions.ts',
      'account/delete-user-action.ts',
      'app/account/browser-account.tsx',
      'app/account/page.tsx',
      'app/api/webhooks/',
      'app/todos/',
      'doctor/actors.ts',
      'doctor/clerk.ts',
      'lib/browser-action.ts',
      'lib/insforge.ts',
      'test/lib/insforge.test.ts',
      'todos/actions.ts',
    ],
  },
  leftOut: {
    clerk: [
      { path: 'AGENTS.md', why: 'its rules are about the browser' },
      { path: 'account/actions.ts', why: 'the browser deletes the rows' },
      { path: 'app/account/export/', why: 'the browser reads the rows' },
      { path: 'app/account/page.tsx', why: 'the browser has the account' },
      { path: 'app/api/webhooks/', why: 'the admin key takes the place of a token' },
      { path: 'app/todos/page.tsx', why: 'the browser reads the list' },
      { path: 'doctor/actors.ts', why: 'Clerk signs the tokens' },
      { path: 'doctor/oauth.ts', why: 'Clerk is asked for its JWT template' },
      { path: 'lib/insforge.ts', why: 'Clerk signs the tokens, with its JWT template' },
      { path: 'lib/sign-in.ts', why: 'no route starts or ends a sign-in' },
      { path: 'test/lib/sign-in.test.ts', why: 'as lib/sign-in.ts' },
      { path: 'lib/return-to.ts', why: 'Clerk’s form checks the return URL' },
      { path: 'lib/server-action.ts', why: 'there are no Server Actions' },
      { path: 'test/lib/insforge.test.ts', why: 'as lib/insforge.ts' },
      { path: 'test/lib/return-to.test.ts', why: 'as lib/return-to.ts' },
      { path: 'test/lib/server-action.test.ts', why: 'as lib/server-action.ts' },
      { path: 'todos/actions.ts', why: 'the browser writes' },
    ],
    stytch: [
      { path: 'doctor/oauth.ts', why: 'Stytch has no OAuth endpoint for this app' },
      { path: 'lib/sign-in.ts', why: 'no route starts or ends a sign-in' },
      { path: 'test/lib/sign-in.test.ts', why: 'as lib/sign-in.ts' },
      { path: 'app/sign-in-error/', why: 'sign-ins fail in the form, or at app/authenticate' },
    ],
  },
}
