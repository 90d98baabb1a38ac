import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFolder } from '@insforge-auth-starters/local'
import { afterEach, expect, test } from 'vitest'
import { takeTurn } from '../src/turns.ts'

const folder = mkdtempSync(join(tmpdir(), 'turns-'))

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a turn begins when the one before has ended, and is ended by no other', async () => {
  const order: string[] = []
  const endFirst = await takeTurn(folder, 'first')
  const second = takeTurn(folder, 'second').then((end) => {
    order.push('second begins')
    return end
  })
  order.push('first ends')
  endFirst()
  const endSecond = await second
  endFirst()
  expect(() => lockFolder(folder, 'third')).toThrow('second')
  const third = takeTurn(folder, 'third').then((end) => {
    order.push('third begins')
    end()
  })
  order.push('second ends')
  endSecond()
  await third
  expect(order).toEqual(['first ends', 'second begins', 'second ends', 'third begins'])
})
