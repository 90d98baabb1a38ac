import type { Mutant } from '../mutant.ts'

/** What the browser suite itself has to notice: leaks, missing files, shared cookies. */
export const harness: readonly Mutant[] = [
  {
    name: 'guard: not loaded',
    means: 'An app that calls home, or that needs the real cloud, passes the tests.',
    file: 'packages/e2e/src/guard/guard.ts',
    find: 'NODE_OPTIONS: ',
    replace: "NODE_OPTIONS: '',\n    LEFT_OUT: ",
    check: {
      package: 'e2e',
      file: 'test/guard.test.ts',
      test: 'refuses and writes down a lookup that leaves the machine',
    },
  },
  {
    name: 'secret-leak check: only plain text is searched',
    means: 'A secret that leaks inside an encoded payload is not found.',
    file: 'packages/e2e/src/find-secrets.ts',
    find: "base64: insideBase64(bytes, 'base64').some((part) => text.includes(part)),",
    replace: 'base64: false,',
    check: {
      package: 'e2e',
      file: 'test/find-secrets.test.ts',
      test: 'finds a leak that was planted base64',
    },
  },
  {
    name: 'degit: the copied files are not compared',
    means: 'A file that export-ignore or a line ending keeps back is missing in every starter.',
    file: 'packages/e2e/src/ship.ts',
    find: 'shipped !== arrived',
    replace: "shipped === ''",
    check: {
      package: 'e2e',
      file: 'test/copy-out.test.ts',
      test: 'fails when a file does not arrive as it is',
    },
  },
  {
    name: 'together: a shared cookie is overlooked',
    means: 'Signing in to one starter signs users out of another, and no test notices.',
    file: 'packages/e2e/together/cookie-owners.ts',
    find: 'owners.size > 1',
    replace: 'owners.size > 2',
    check: { package: 'e2e', file: 'test/cookie-owners.test.ts', test: 'that two apps make' },
  },
]
