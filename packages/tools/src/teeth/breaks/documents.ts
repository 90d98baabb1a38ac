import type { Break } from '../break.ts'

const readme = 'examples/workos/README.md'
const check = { package: 'tools', file: 'test/documents.test.ts' }
const completeness = { package: 'tools', file: 'test/completeness.test.ts' }

/** What the READMEs and the example's workflow promise. */
export const documents: readonly Break[] = [
  {
    name: 'README: a variable is called something else',
    means: 'Whoever follows the table sets a variable that the app does not read.',
    file: 'examples/workos/lib/env.ts',
    find: 'WORKOS_CLIENT_ID: {',
    replace: 'WORKOS_CLIENT: {',
    check: { ...check, test: 'its README has the table of lib/env.ts' },
  },
  {
    name: 'README: .env.example lacks a variable',
    means: 'Whoever fills it in has an app that is not ready.',
    file: 'examples/workos/.env.example',
    find: 'WORKOS_COOKIE_PASSWORD=\n',
    replace: '',
    check: { ...check, test: 'its .env.example sets the variables of lib/env.ts' },
  },
  {
    name: 'README: a link leads out of the example',
    means: 'Copied out alone, the page has a link to nowhere.',
    file: readme,
    find: '[Deploy](#deploy)',
    replace: '[Deploy](../../README.md)',
    check: { ...check, test: 'every link, anchor and image of every README leads somewhere' },
  },
  {
    name: 'README: a link leads to no heading',
    means: 'Whoever follows it stays where they are.',
    file: readme,
    find: '[Deploy](#deploy)',
    replace: '[Deploy](#deployment)',
    check: { ...check, test: 'every link, anchor and image of every README leads somewhere' },
  },
  {
    name: 'README: a section is called something else',
    means: 'Whoever knows one starter does not find their way in the next.',
    file: readme,
    find: '## Troubleshooting',
    replace: '## Problems',
    check: {
      ...completeness,
      test: 'examples/workos has a README with the sections that all have',
    },
  },
  {
    name: 'README: a command that nothing runs',
    means: 'Newcomers type a command that has stopped working.',
    file: 'README.md',
    find: '`pnpm e2e workos` does that',
    replace: '`pnpm try workos` does that',
    check: { package: 'tools', file: 'test/commands.test.ts', test: 'every command of README.md' },
  },
  {
    name: 'README: a starter is missing in the table',
    means: 'Nobody finds it.',
    file: 'README.md',
    find: '| Kinde | [`examples/kinde`](examples/kinde) |',
    replace: '| Kinde | its example |',
    check: { ...completeness, test: 'examples/kinde has a row in the table' },
  },
  {
    name: 'docs: the page of what changes is old',
    means: 'Whoever changes the provider by the page misses a file.',
    file: 'docs/changing-the-provider.md',
    find: '## Kinde and WorkOS',
    replace: '## WorkOS and Kinde',
    check: {
      command: ['packages/tools/src/cli/sync.ts', '--check'],
      says: /changing-the-provider\.md: what it says .* is out of date/,
    },
  },
  {
    name: 'diff: what only the other provider has is left out',
    means: 'Whoever changes the provider by the diff has an app without its sign-in page.',
    file: 'packages/tools/src/diff/compare.ts',
    find: '[...one.inside, ...other.inside]',
    replace: '[...one.inside]',
    check: {
      package: 'tools',
      file: 'test/diff.test.ts',
      test: 'has what differs, with its lines',
    },
  },
  {
    name: 'workflow: the smoke test fails without secrets',
    means: 'Whoever copies the starter out has a red check on the first push.',
    file: 'examples/workos/.github/workflows/ci.yml',
    find: '            exit 0\n',
    replace: '            exit 1\n',
    check: { package: 'tools', file: 'test/workflow.test.ts', test: 'says that it skips' },
  },
]
