import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkPassword, findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'

const secret = '0'.repeat(64)
const secretVariable: Variable = {
  where: 'the dashboard',
  check: ({ length }) => (length < 32 ? 'is too short' : undefined),
}
const variables = { URL: insforgeUrl, SECRET: secretVariable }

afterEach(() => vi.unstubAllEnvs())

describe('findEnvProblems', () => {
  it.each([
    ['SECRET', undefined, 'is not set'],
    ['SECRET', '', 'is not set'],
    ['SECRET', `${secret}\n`, 'has spaces or a line break around it'],
    ['SECRET', ` ${secret}`, 'has spaces or a line break around it'],
    ['SECRET', `"${secret}"`, 'has a quote at its beginning or end'],
    ['SECRET', `${secret}'`, 'has a quote at its beginning or end'],
    ['SECRET', `${secret}’x`, 'has curly quotes in it'],
    ['SECRET', `= ${secret}`, 'begins with an equals sign'],
    ['SECRET', `${secret}==`, undefined],
    ['SECRET', `JWT_SECRET = ${secret}`, 'has the name of a variable in front of it'],
    ['SECRET', `JWT_SECRET=${secret}`, 'has the name of a variable in front of it'],
    ['SECRET', 'short', 'is too short'],
    ['SECRET', secret, undefined],
    ['URL', 'my-project', 'is not a URL'],
    ['URL', 'ftp://db.example', 'does not begin with https://'],
    ['URL', 'https://db.example/api', 'has a path; leave it out'],
    ['URL', 'https://db.example/', undefined],
    ['URL', 'http://localhost:7130', undefined],
  ] as const)('%s=%j: %s', (name, value, expected) => {
    vi.stubEnv(name, value)
    expect(findEnvProblems({ [name]: variables[name] })[0]?.problem).toBe(expected)
  })

  it('says where to find the value', () => {
    vi.stubEnv('URL', undefined)
    expect(findEnvProblems({ URL: insforgeUrl })[0]?.where).toBe(insforgeUrl.where)
  })
})

describe('readEnv', () => {
  it('gives the values', () => {
    vi.stubEnv('SECRET', secret)
    expect(readEnv({ SECRET: secretVariable })).toEqual({ SECRET: secret })
  })

  it('names what is wrong without the value', () => {
    vi.stubEnv('SECRET', 'hunter2')
    vi.stubEnv('URL', undefined)
    const read = () => readEnv({ SECRET: secretVariable, URL: insforgeUrl })
    expect(read).toThrow('SECRET is too short; URL is not set')
    expect(read).not.toThrow('hunter2')
  })
})

describe('checkPassword', () => {
  it.each([
    ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', undefined],
    ['n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=', undefined],
    ['short', 'is shorter than 32 characters'],
    ['x'.repeat(32), 'is a placeholder that anyone can know'],
    ['complex_password_at_least_32_characters_long', 'is a placeholder that anyone can know'],
    [
      'use [openssl rand -hex 32] to generate a 32 bytes value',
      'is a placeholder that anyone can know',
    ],
    ['sk_test_9f86d081884c7d659a2feaa0c55ad015', 'is a key of another service'],
  ])('%s', (password, problem) => {
    expect(checkPassword(password)).toBe(problem)
  })
})
