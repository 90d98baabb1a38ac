import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStaleness } from '../src/mutate/apply.ts'
import { checkFile } from '../src/mutate/mutant.ts'
import { mutants } from '../src/mutate/mutants/index.ts'
import { repositoryRoot } from '../src/repository.ts'

test('every mutant finds the text it replaces, once', () => {
  const stale = mutants.flatMap((mutant) => {
    const why = findStaleness(repositoryRoot, mutant)
    return why === undefined ? [] : [`${mutant.name}: ${why}`]
  })
  expect(stale).toEqual([])
})

test('every mutant has a check that exists', () => {
  const files = mutants.map(({ check }) => checkFile(check))
  expect(files.filter((file) => !existsSync(join(repositoryRoot, file)))).toEqual([])
})

test('no two mutants have the same name', () => {
  const names = mutants.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
