import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openStateFile } from '../../src/runtime/state-file.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'state-file-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

it('starts with what it is given and writes nothing until something changes', () => {
  const dir = folder()
  expect(openStateFile(join(dir, 'state.json'), { count: 0 }).data).toEqual({ count: 0 })
  expect(readdirSync(dir)).toEqual([])
})

it('has every change on disk when it returns, and nothing beside it', () => {
  const dir = folder()
  const path = join(dir, 'state.json')
  const state = openStateFile(path, { count: 0 })
  expect(state.change((data) => ++data.count)).toBe(1)
  expect(openStateFile(path, { count: 0 }).data).toEqual({ count: 1 })
  expect(readdirSync(dir)).toEqual(['state.json'])
})

it('leaves what it is given as it was', () => {
  const initial = { count: 0 }
  openStateFile(join(folder(), 'state.json'), initial).change((data) => ++data.count)
  expect(initial).toEqual({ count: 0 })
})

it('writes nothing when the change throws', () => {
  const dir = folder()
  const state = openStateFile(join(dir, 'state.json'), {})
  expect(() =>
    state.change(() => {
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(readdirSync(dir)).toEqual([])
})

it('throws when the folder cannot be read', () => {
  expect(() => openStateFile(folder(), {})).toThrow('EISDIR')
})
