import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exampleSections } from '../src/docs/sections.ts'
import { listExamples, repositoryRoot } from '../src/repository.ts'
import { requirements } from './completeness.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

describe.each(listExamples(repositoryRoot))('examples/%s has', (example) => {
  // As arrays: vitest quotes and shortens the values of objects in a title.
  test.each(requirements.map(({ what, gaps }) => [what, gaps] as const))('%s', (_, gaps) => {
    expect(gaps(repositoryRoot, example)).toEqual([])
  })
})

const readme = [
  '# One + InsForge starter',
  ...exampleSections.flatMap(({ title, parts = [] }) => [
    `## ${title}`,
    ...parts.map((part) => `### ${part}`),
  ]),
].join('\n\n')
const withPicture = `${readme}\n\n![The list](screenshots/light.png)\n`

const accent = (light: string) => `:root {\n  --accent: light-dark(${light}, #a5a3ff);\n}\n`

const source = { dependsOn: ['one#source'] }
const compared = '@insforge-auth-starters/e2e#test'
const turbo = { tasks: { 'e2e:one': source, 'e2e:all': source, [compared]: source } }
const matrix = (...examples: string[]) => ({
  jobs: { example: { strategy: { matrix: { example: examples } } } },
})

/** A repository with one complete example. */
const complete: Readonly<Record<string, unknown>> = {
  'examples/one/package.json': { name: 'one' },
  'examples/one/README.md': withPicture,
  'examples/one/auth/accent.css': accent('#5b5bd6'),
  'examples/one/e2e/provider.ts': '',
  'examples/one/e2e/todos.spec.ts': '',
  ...Object.fromEntries(
    ['dark', 'empty', 'error', 'light', 'phone'].map((name) => [
      `examples/one/screenshots/${name}.png`,
      'a picture',
    ]),
  ),
  'packages/shared/starter/app/globals.css':
    ':root {\n  --background: light-dark(#fafafa, #131316);\n  --surface: light-dark(#ffffff, #1c1c21);\n  --on-accent: light-dark(#ffffff, #16161d);\n}\n',
  'packages/e2e/package.json': { name: 'e2e', scripts: { 'e2e:one': 'run one' } },
  'turbo.json': turbo,
  '.github/workflows/ci.yml': matrix('one'),
  'README.md': '| provider | example |\n|---|---|\n| One | [`examples/one`](examples/one) |\n',
}

function gapsIn(root: string): string[] {
  return requirements.flatMap(({ gaps }) => gaps(root, 'one'))
}

test('a complete example has no gap', () => {
  expect(gapsIn(temporaryRepository(complete))).toEqual([])
})

describe('a gap is named with its place', () => {
  test.each([
    ['examples/one/e2e/todos.spec.ts', 'examples/one/e2e/todos.spec.ts is missing'],
    ['examples/one/screenshots/dark.png', 'examples/one/screenshots/dark.png is missing'],
  ])('when %s does not exist', (path, gap) => {
    const root = temporaryRepository(complete)
    rmSync(join(root, path))
    expect(gapsIn(root)).toEqual([gap])
  })

  const without = (section: string) => withPicture.replace(`## ${section}\n\n`, '')

  test.each([
    [
      'packages/e2e/package.json',
      { name: 'e2e' },
      ['packages/e2e/package.json has no script e2e:one'],
    ],
    [
      'turbo.json',
      { tasks: { 'e2e:all': source, [compared]: source } },
      ['turbo.json has no task e2e:one'],
    ],
    [
      'turbo.json',
      { tasks: { ...turbo.tasks, 'e2e:all': {} } },
      ['turbo.json: e2e:all does not depend on one#source'],
    ],
    [
      'turbo.json',
      { tasks: { ...turbo.tasks, [compared]: {} } },
      [`turbo.json: ${compared} does not depend on one#source`],
    ],
    [
      '.github/workflows/ci.yml',
      matrix('two'),
      ['.github/workflows/ci.yml: the matrix of the job example lacks one'],
    ],
    [
      'README.md',
      'See [`examples/one`](examples/one) |',
      ['README.md has no row in its table with [`examples/one`](examples/one) |'],
    ],
    [
      'examples/one/README.md',
      withPicture.replace('# One', '# The One'),
      ['examples/one/README.md does not begin with “# <provider> + InsForge starter”'],
    ],
    [
      'examples/one/README.md',
      without('Not verified'),
      ['examples/one/README.md has no section “Not verified”'],
    ],
    [
      'examples/one/README.md',
      without('Deploy').replace('## Test', '## Test\n\n## Deploy'),
      ['examples/one/README.md: “Test” is not one of the common sections, or out of order'],
    ],
    [
      'examples/one/README.md',
      withPicture
        .replace('### Add a column\n\n', '')
        .replace('## Deploy', '## Deploy\n\n### Add a column'),
      ['examples/one/README.md has no “Add a column” in “Make it yours”'],
    ],
    ['examples/one/README.md', readme, ['examples/one/README.md shows none of screenshots/']],
    [
      'examples/one/auth/accent.css',
      accent('#8888ff'),
      [
        'examples/one/auth/accent.css: --accent on --background, light, has a contrast of 2.87',
        'examples/one/auth/accent.css: --accent on --surface, light, has a contrast of 2.99',
        'examples/one/auth/accent.css: --on-accent on --accent, light, has a contrast of 2.99',
      ],
    ],
    [
      'examples/one/auth/accent.css',
      ':root {\n  --accent-color: light-dark(#5b5bd6, #a5a3ff);\n}\n',
      ['light', 'dark', 'light', 'dark', 'light', 'dark'].map(
        (scheme) => `examples/one/auth/accent.css has no --accent, ${scheme}`,
      ),
    ],
  ])('in %s: %j', (path, content, gaps) => {
    const root = temporaryRepository(complete)
    write(root, path, content)
    expect(gapsIn(root)).toEqual(gaps)
  })
})
