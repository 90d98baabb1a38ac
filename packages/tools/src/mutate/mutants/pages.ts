import type { Mutant } from '../mutant.ts'

const example = 'workos'
const shared = 'packages/shared/src'

/** What a page of an example may do and reveal, and whether it is readable. */
export const pages: readonly Mutant[] = [
  {
    name: 'page: no Content-Security-Policy',
    means: 'An injected script runs as the user.',
    file: `${shared}/security/with-security-policy.ts`,
    find: '  if (response) response.headers.set(HEADER, policy)\n',
    replace: '',
    sync: true,
    check: {
      example,
      file: 'suite/guard.spec.ts',
      test: 'every page carries a policy with a nonce of its own',
    },
  },
  {
    name: 'page: every nonce is the same',
    means: 'Anyone who has seen one page can write scripts that run on all of them.',
    file: `${shared}/security/with-security-policy.ts`,
    find: 'btoa(crypto.randomUUID())',
    replace: "btoa('always the same')",
    sync: true,
    check: {
      example,
      file: 'suite/guard.spec.ts',
      test: 'every page carries a policy with a nonce of its own',
      says: /Expected: 3/,
    },
  },
  {
    name: 'page: inline scripts are allowed',
    means: 'A title or name that is not escaped somewhere is a script that runs as the user.',
    file: `${shared}/security/content-security-policy.ts`,
    find: `      \`'nonce-\${nonce}'\`,\n      "'strict-dynamic'",\n`,
    replace: '      "\'unsafe-inline\'",\n',
    sync: true,
    check: {
      example,
      file: 'suite/guard.spec.ts',
      test: 'stops a script that is not the app’s',
    },
  },
  {
    name: 'page: the other security headers are dropped',
    means: 'Another site can show the app in a frame and make visitors click in it.',
    file: `examples/${example}/next.config.ts`,
    find: 'headers: securityHeaders',
    replace: 'headers: securityHeaders.slice(2)',
    check: {
      example,
      file: 'suite/guard.spec.ts',
      test: 'every page carries a policy with a nonce of its own',
      says: /x-frame-options/,
    },
  },
  {
    name: 'page: visitors are told which variable is missing',
    means: 'A deployment that lacks a secret tells everyone how it is built.',
    file: `${shared}/ui/setup-help.tsx`,
    find: "=== 'production'",
    replace: "=== 'test'",
    sync: true,
    check: {
      example,
      file: 'suite/development.spec.ts',
      test: 'in production visitors are told nothing but that it is not ready',
    },
  },
  {
    name: 'page: an app that is not configured answers 200',
    means: 'Monitoring and load balancers treat the app as healthy and send users to it.',
    file: `examples/${example}/shared/env/not-ready.ts`,
    find: ', status: 503',
    replace: '',
    check: {
      example,
      file: 'suite/not-ready.spec.ts',
      test: 'as long as a variable is missing, every address answers',
      says: /Expected: 503/,
    },
  },
  {
    name: 'page: the development panel shows in production',
    means: 'Every visitor of a real app sees a panel that is meant for developers.',
    file: `examples/${example}/app/identity.tsx`,
    find: "!== 'development') return null",
    replace: "=== 'test') return null",
    check: {
      example,
      file: 'suite/production.spec.ts',
      test: 'nobody is shown the development panel',
    },
  },
  {
    name: 'page: the error page cannot recover',
    means: 'After one failed read only a reload helps, although the button says otherwise.',
    file: `examples/${example}/app/error.tsx`,
    find: '      router.refresh()\n',
    replace: '',
    check: {
      example,
      file: 'suite/faults.spec.ts',
      test: 'what nobody foresaw ends on a page with a way on, which works',
    },
  },
  {
    name: 'accent: too light',
    means: 'Links and buttons are hard to read in bright light, and unreadable for many people.',
    file: 'examples/workos/app/accent.css',
    find: 'light-dark(#5b5bd6,',
    replace: 'light-dark(#8f8fff,',
    check: {
      package: 'tools',
      file: 'test/completeness.test.ts',
      test: 'examples/workos has a readable accent color',
    },
  },
]
