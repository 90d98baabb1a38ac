import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyDiff, filesOf, follow, readRecipes } from '../src/recipes.ts'

const readme = `# A starter

## Make it yours

### Add a column

\`\`\`sh
echo new
\`\`\`

\`\`\`diff
--- a/todos/schema.ts
+++ b/todos/schema.ts
@@
   title: z.string(),
+  due_on: z.iso.date(),
\`\`\`

### Add a page

\`\`\`tsx app/notes/page.tsx
export default 1
\`\`\`

## Deploy

\`\`\`sh
rm -rf /
\`\`\`
`

const diff = (...lines: string[]) => ['--- a/f', '+++ b/f', '@@', ...lines, ''].join('\n')
let app: string

beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'recipes-'))
  writeFileSync(join(app, 'f'), 'one\ntwo\nthree\ntwo\n')
})

afterEach(() => rmSync(app, { recursive: true }))

it('reads the blocks of each recipe, and of no other chapter', () => {
  const recipes = readRecipes(readme)
  expect(Object.keys(recipes)).toEqual(['Add a column', 'Add a page'])
  expect(recipes['Add a column']?.map(({ language }) => language)).toEqual(['sh', 'diff'])
  expect(filesOf(Object.values(recipes).flat())).toEqual(['todos/schema.ts', 'app/notes/page.tsx'])
})

it('applies a diff by its lines', () => {
  applyDiff(app, diff(' one', '-two', '+2', ' three'))
  expect(readFileSync(join(app, 'f'), 'utf8')).toBe('one\n2\nthree\ntwo\n')
})

it.each([
  ['that are not there', diff('-four', '+4')],
  ['that are there twice', diff('-two', '+2')],
])('refuses a diff with lines %s', (_, text) => {
  expect(() => applyDiff(app, text)).toThrow('has these lines')
})

it('does what the blocks say, in their order', async () => {
  const typed: string[] = []
  mkdirSync(join(app, 'migrations'))
  writeFileSync(join(app, 'migrations/1_old.sql'), 'old')
  await follow(
    app,
    [
      { language: 'sh', path: undefined, text: 'make it' },
      { language: 'sql', path: undefined, text: 'select 1' },
      { language: 'ts', path: 'a/b.ts', text: 'new' },
    ],
    async (commands) => {
      typed.push(commands)
      writeFileSync(join(app, 'migrations/2_new.sql'), '')
    },
  )
  expect(typed).toEqual(['make it'])
  expect(readFileSync(join(app, 'migrations/1_old.sql'), 'utf8')).toBe('old')
  expect(readFileSync(join(app, 'migrations/2_new.sql'), 'utf8')).toBe('select 1')
  expect(readFileSync(join(app, 'a/b.ts'), 'utf8')).toBe('new')
})
