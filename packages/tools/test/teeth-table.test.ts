import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../src/repository.ts'
import { findStaleness } from '../src/teeth/apply.ts'
import { checkFile } from '../src/teeth/break.ts'
import { breaks } from '../src/teeth/breaks/index.ts'
import { withTable } from '../src/teeth/table.ts'

test('every break still finds what it breaks, once', () => {
  const stale = breaks.flatMap((broken) => {
    const why = findStaleness(repositoryRoot, broken)
    return why === undefined ? [] : [`${broken.name}: ${why}`]
  })
  expect(stale).toEqual([])
})

test('every break has a check that exists', () => {
  const files = breaks.map(({ check }) => checkFile(check))
  expect(files.filter((file) => !existsSync(join(repositoryRoot, file)))).toEqual([])
})

test('no two breaks have one name', () => {
  const names = breaks.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('CONTRIBUTING has the table of them; mend it with: pnpm test:teeth --write-table', () => {
  const text = readFileSync(join(repositoryRoot, 'CONTRIBUTING.md'), 'utf8')
  expect(text).toBe(withTable(text, breaks))
})

describe('the table', () => {
  const row = { name: 'a | b', means: 'c', file: '', find: '', replace: '' }
  const check = { command: ['check.ts', '--all'], says: /x/ }
  const [begin, end] = [
    '<!-- breaks: written by pnpm test:teeth --write-table -->',
    '<!-- /breaks -->',
  ]

  test('replaces what stands between its markers and nothing else', () => {
    const text = `before\n${begin}\nold\n${end}\nafter`
    const written = withTable(text, [{ ...row, check }])
    expect(written.split('\n')).toEqual([
      'before',
      begin,
      '| break | what it would mean | noticed by |',
      '| --- | --- | --- |',
      '| a \\| b | c | check.ts --all |',
      end,
      'after',
    ])
    expect(withTable(written, [{ ...row, check }])).toBe(written)
  })

  test('has to have its markers', () => {
    expect(() => withTable('nothing', [])).toThrow('<!-- /breaks -->')
  })
})
