import { expect, test } from 'vitest'
import { providersTable } from '../src/docs/generated.ts'
import { temporaryRepository } from './temporary-repository.ts'

test('who signs is told by what the client of an example imports, not by what is there', () => {
  const root = temporaryRepository({
    'examples/one/package.json': {},
    'examples/one/README.md': '# One + InsForge starter',
    'examples/one/lib/insforge-token.ts': 'export {}',
    'examples/one/lib/insforge.ts': "import { sign } from './insforge-token'",
    'examples/two/package.json': {},
    'examples/two/README.md': '# Two + InsForge starter',
    'examples/two/lib/insforge-token.ts': 'export {}',
    'examples/two/lib/insforge.ts': "import { getToken } from '@/auth/token'",
  })
  expect(providersTable(root).split('\n').slice(2)).toEqual([
    expect.stringMatching(/^\| One .*the app's server/),
    expect.stringMatching(/^\| Two .*\| Two; the browser calls InsForge itself \|$/),
  ])
})
