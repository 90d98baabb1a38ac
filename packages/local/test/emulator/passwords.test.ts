import { expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../src/emulator/accounts.ts'

it('a hash knows its password and no other', async () => {
  const hash = await hashPassword('correct horse')
  expect(hash).not.toContain('correct horse')
  expect(await isPassword('correct horse', hash)).toBe(true)
  expect(await isPassword('correct horse ', hash)).toBe(false)
})

it('the same password has another hash every time', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'))
})

it.each(['', '.', 'salt.', 'no separator'])('“%s” is the hash of nothing', async (hash) => {
  expect(await isPassword('', hash)).toBe(false)
})
