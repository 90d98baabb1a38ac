import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { providers } from '@insforge-auth-starters/local'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadDriver } from '../src/driver.ts'
import {
  listBefore,
  listLeftOut,
  listPlaces,
  listSpecs,
  REPRESENTATIVE,
  subjects,
} from '../src/selection.ts'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
const names = providers.map(({ name }) => name)

describe('the table of subjects', () => {
  it('has every spec of the common suite, and no other', () => {
    const common = listSpecs(repository).filter((spec) => !spec.includes('/'))
    expect(Object.keys(subjects).sort()).toEqual(common)
  })

  it('lets every spec run somewhere, and all of them on the representative', async () => {
    for (const { spec, where } of await listPlaces(repository, names)) {
      const place = spec.endsWith('.full.spec.ts') ? '--full' : 'test'
      expect(where, spec).toContain(place)
      if (place === 'test') expect(where[names.indexOf(REPRESENTATIVE)], spec).not.toBe('--full')
    }
  })

  it.each(names)('leaves out for %s what a spec of its own shows in its place', async (name) => {
    const isMissing = (file: string) => !existsSync(join(repository, 'packages/e2e', file))
    const { notFor = {} } = (await loadDriver(name)).pages
    expect(Object.keys(notFor).filter((file) => isMissing(`suite/${file}`))).toEqual([])
    const instead = Object.values(notFor).map((left) => left.instead)
    expect(instead.filter((file) => !file.startsWith(`${name}/`))).toEqual([])
    expect(instead.filter((file) => isMissing(`providers/${file}`))).toEqual([])
  })
})

describe('suites that run at the same time', () => {
  it('have one order, and the one that runs everything is the first', async () => {
    const before = new Map<string, string[]>()
    for (const name of names) before.set(name, await listBefore(repository, name, names))
    const placeOf = (name: string) => before.get(name)?.length ?? Number.NaN
    const order = names.toSorted((a, b) => placeOf(a) - placeOf(b))
    expect(order[0]).toBe(REPRESENTATIVE)
    for (const [place, name] of order.entries()) {
      expect(before.get(name), name).toEqual(order.slice(0, place))
    }
  })

  it('wait for none that is not among them', async () => {
    expect(await listBefore(repository, 'kinde', ['kinde', REPRESENTATIVE])).toEqual([
      REPRESENTATIVE,
    ])
    expect(await listBefore(repository, 'kinde', ['kinde'])).toEqual([])
    expect(await listBefore(repository, 'kinde', [])).toEqual([])
  })
})

describe('what is left out of an example', () => {
  const about = {
    'todos.spec.ts': ['app/page.tsx', 'shared/', '!shared/own.ts'],
    'session.spec.ts': ['app/page.tsx', 'lib/auth.ts'],
    'journey.spec.ts': 'all',
  } as const
  let root: string

  const path = (file: string) => join(root, 'examples', file)
  const write = (file: string, content: string) => {
    mkdirSync(dirname(path(file)), { recursive: true })
    writeFileSync(path(file), content)
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'selection-'))
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    for (const example of [REPRESENTATIVE, 'one']) {
      write(`${example}/lib/auth.ts`, `// ${example}`)
      write(`${example}/app/page.tsx`, 'the page')
      write(`${example}/shared/list.ts`, 'the list')
    }
  })

  afterEach(() => rmSync(root, { recursive: true }))

  it('is about files that are the same, whatever else differs', async () => {
    write('one/shared/own.ts', 'of this provider')
    expect(await listLeftOut(root, 'one', about)).toEqual(['todos.spec.ts'])
    expect(await listLeftOut(root, REPRESENTATIVE, about)).toEqual([])
  })

  it.each([
    ['a byte of it is another', () => write('one/shared/list.ts', 'the lisp')],
    ['it has one file more', () => write('one/shared/more.ts', '')],
    ['it lacks a file', () => rmSync(path('one/app/page.tsx'))],
    ['a file is elsewhere', () => renameSync(path('one/shared/list.ts'), path('one/list.ts'))],
  ])('comes back when %s', async (_, change) => {
    change()
    expect(await listLeftOut(root, 'one', about)).toEqual([])
  })

  it('cannot be about what the representative lacks', async () => {
    rmSync(path(`${REPRESENTATIVE}/shared`), { recursive: true })
    const lacks = 'todos.spec.ts is about shared/, which examples/workos lacks'
    await expect(listLeftOut(root, 'one', about)).rejects.toThrow(lacks)
  })
})
