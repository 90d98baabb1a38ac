import type { Break } from '../break.ts'

const completeness = { package: 'tools', file: 'test/completeness.test.ts' }
const judge = { package: 'tools', file: 'test/judge.test.ts' }

/** What the repository's own tests, and what counts them, promise. */
export const proofs: readonly Break[] = [
  {
    name: 'turbo: a migration is no input of the tests',
    means: 'A policy is loosened, and the tests are green because they are not run again.',
    file: 'turbo.json',
    find: '"@insforge-auth-starters/shared#test": {\n      "dependsOn": ["^source"],\n      "inputs": ["$TURBO_DEFAULT$", "$TURBO_ROOT$/tsconfig.base.json", "$TURBO_ROOT$/sql/**"],',
    replace:
      '"@insforge-auth-starters/shared#test": {\n      "dependsOn": ["^source"],\n      "inputs": ["$TURBO_DEFAULT$", "$TURBO_ROOT$/tsconfig.base.json"],',
    check: {
      package: 'tools',
      file: 'test/turbo-hashes.test.ts',
      test: 'a migration changes the tests that run on the database',
    },
  },
  {
    name: 'report: a skipped test passes',
    means: 'A test that was switched off is counted as if it had proved something.',
    file: 'packages/tools/src/report/vitest-report.ts',
    find: ".filter((test) => test.status !== 'passed')",
    replace: ".filter((test) => test.status === 'failed')",
    check: {
      package: 'tools',
      file: 'test/judge.test.ts',
      test: 'counts a skipped test as failed',
    },
  },
  {
    name: 'turbo: an example is no input of its browser suite',
    means: 'A page is changed, and its suite is green because it is not run again.',
    file: 'turbo.json',
    find: '"e2e:workos": {\n      "dependsOn": [\n        "insforge-workos-starter#source",',
    replace: '"e2e:workos": {\n      "dependsOn": [',
    check: {
      package: 'tools',
      file: 'test/turbo-hashes.test.ts',
      test: 'in examples/workos app/page.tsx changes its own tasks, its browser suite and that of all',
    },
  },
  {
    name: 'report: a suite without a report passes',
    means: 'A suite that did not start counts as green.',
    file: 'packages/tools/src/report/judge.ts',
    find: 'if (!report) return {',
    replace: 'if (!report) return { passed: 0, failures: [] }\n  if (!report) return {',
    check: { ...judge, test: 'counts a missing report as a failure' },
  },
  {
    name: 'report: the minimums are not asked for',
    means: 'Half of the tests go missing in a merge, and everything is green.',
    file: 'packages/tools/src/report/judge.ts',
    find: 'tests < minimum',
    replace: 'tests < 0',
    check: { ...judge, test: 'counts fewer tests than the minimum as a failure' },
  },
  {
    name: 'report: a flaky test passes',
    means: 'A race in the app is hidden by a second try.',
    file: 'packages/tools/src/report/playwright-report.ts',
    find: "{ expected: 'passed', unexpected: 'failed' }",
    replace: "{ expected: 'passed', flaky: 'passed', unexpected: 'failed' }",
    check: { package: 'tools', file: 'test/reports.test.ts', test: 'takes flaky for a failure' },
  },
  {
    name: 'guard: not loaded',
    means: 'An app that calls home, or that needs the real cloud, passes as one that does not.',
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
    name: 'canaries: only plain text is searched',
    means: 'A secret that leaks inside of an encoded payload is not found.',
    file: 'packages/e2e/src/canaries/find-secrets.ts',
    find: "base64: insideBase64(bytes, 'base64').some((part) => text.includes(part)),",
    replace: 'base64: false,',
    check: {
      package: 'e2e',
      file: 'test/find-secrets.test.ts',
      test: 'finds a leak that was planted base64',
    },
  },
  {
    name: 'degit: what arrives is not compared',
    means: 'A file that export-ignore or a line ending keeps back is missing in every starter.',
    file: 'packages/e2e/src/ship/copy-out.ts',
    find: 'shipped !== arrived',
    replace: "shipped === ''",
    check: {
      package: 'e2e',
      file: 'test/copy-out.test.ts',
      test: 'fails when a file does not arrive as it is',
    },
  },
  {
    name: 'minimums: a suite without one',
    means: 'Its tests can go missing, and everything is green.',
    file: 'packages/tools/test-minimums.json',
    find: '  "kinde.smoke": 1,\n',
    replace: '',
    check: { ...completeness, test: 'examples/kinde has a least number of tests' },
  },
  {
    name: 'accent: too light',
    means: 'Links and buttons cannot be read in bright light, or by many people at all.',
    file: 'examples/workos/app/accent.css',
    find: 'light-dark(#5b5bd6,',
    replace: 'light-dark(#8f8fff,',
    check: { ...completeness, test: 'examples/workos has an accent that can be read' },
  },
  {
    name: 'together: a build of other files is served',
    means: 'All starters are visited as they were yesterday.',
    file: 'packages/e2e/src/app/kept-build.ts',
    find: "readFileSync(path, 'utf8') === files",
    replace: "files !== ''",
    check: {
      package: 'e2e',
      file: 'test/kept-build.test.ts',
      test: 'as long as the example is the same',
    },
  },
  {
    name: 'together: a shared cookie is overlooked',
    means: 'Signing in to one starter signs people out of another, and nobody notices.',
    file: 'packages/e2e/together/cookie-owners.ts',
    find: 'owners.size > 1',
    replace: 'owners.size > 2',
    check: { package: 'e2e', file: 'test/cookie-owners.test.ts', test: 'that two apps make' },
  },
]
