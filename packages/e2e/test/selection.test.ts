import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { providers } from '@insforge-auth-starters/local'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listLeftOut, listPlaces, listSpecs, REPRESENTATIVE } from '../src/selection.ts'
import { subjects } from '../src/subjects.ts'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
const names = providers.map(({ name }) => name)

describe('the table of subjects', () => {
  it('has every spec of the common suite, and no other', () => {
    const common = listSpecs(repository).filter((spec) => !spec.includes('/'))
    expect(Object.keys(subjects).sort()).toEqual(common)
  })

  it('names nothing that the representative lacks', async () => {
    for (const name of names) await expect(listLeftOut(repository, name)).resolves.toBeDefined()
  })

  it('lets every spec run somewhere, and all of them on the representative', async () => {
    for (const { spec, where } of await listPlaces(repository, names)) {
      expect(where, spec).toContain('test')
      expect(where[names.indexOf(REPRESENTATIVE)], spec).not.toBe('--full')
    }
  })
})

describe('what is left out of an example', () => {
  const about = {
    'todos.spec.ts': ['app/page.tsx', 'shared/'],
    'session.spec.ts': ['app/page.tsx', 'lib/auth.ts'],
    'journey.spec.ts': 'all',
  } as const
  let root: string

  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, 'examples', path)), { recursive: true })
    writeFileSync(join(root, 'examples', path), content)
  }
  const leftOut = () => listLeftOut(root, 'one', about)

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selection-'))
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    for (const example of [REPRESENTATIVE, 'one']) {
      write(`${example}/package.json`, `{ "name": "${example}" }`)
      write(`${example}/lib/auth.ts`, `// ${example}`)
      write(`${example}/app/page.tsx`, 'the page')
      write(`${example}/shared/todos/list.ts`, 'the list')
    }
  })

  afterEach(() => rmSync(root, { recursive: true }))

  it('is about files that are the same, whatever else differs', async () => {
    expect(await leftOut()).toEqual(['todos.spec.ts'])
  })

  it('is nothing of the representative', async () => {
    expect(await listLeftOut(root, REPRESENTATIVE, about)).toEqual([])
  })

  it('is not about files that are left out by name', async () => {
    write('one/shared/own.ts', 'of this provider')
    expect(await leftOut()).toEqual([])
    const subjects = { 'todos.spec.ts': ['app/page.tsx', 'shared/', '!shared/own.ts'] }
    expect(await listLeftOut(root, 'one', subjects)).toEqual(['todos.spec.ts'])
  })

  it.each([
    ['a byte of it is another', () => write('one/shared/todos/list.ts', 'the lisp')],
    ['it has one file more', () => write('one/shared/todos/more.ts', '')],
    ['it lacks a file', () => rmSync(join(root, 'examples/one/app/page.tsx'))],
    [
      'a file of it is elsewhere',
      () => {
        rmSync(join(root, 'examples/one/shared/todos/list.ts'))
        write('one/shared/list.ts', 'the list')
      },
    ],
  ])('comes back when %s', async (_, change) => {
    change()
    expect(await leftOut()).toEqual([])
  })

  it('cannot be about what the representative lacks', async () => {
    rmSync(join(root, 'examples', REPRESENTATIVE, 'shared'), { recursive: true })
    await expect(leftOut()).rejects.toThrow(
      'todos.spec.ts is about shared/, which examples/workos lacks',
    )
  })
})
