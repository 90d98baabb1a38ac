import { describe, expect, it } from 'vitest'
import { findEnvProblems, insforgeUrl, readEnv, type Variable } from '@/lib/env'

const secret = '0'.repeat(64)
const secretVariable: Variable = {
  where: 'the dashboard',
  check: ({ length }) => (length < 32 ? 'is too short' : undefined),
}
const problem = (name: 'URL' | 'SECRET', value: string | undefined) =>
  findEnvProblems(name === 'URL' ? { URL: insforgeUrl } : { SECRET: secretVariable }, {
    [name]: value,
  })[0]?.problem

describe('findEnvProblems', () => {
  it.each([
    ['SECRET', undefined, 'is not set'],
    ['SECRET', '', 'is not set'],
    ['SECRET', `${secret}\n`, 'has spaces or a line break around it'],
    ['SECRET', ` ${secret}`, 'has spaces or a line break around it'],
    ['SECRET', `"${secret}"`, 'has quotes around it'],
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
    expect(problem(name, value)).toBe(expected)
  })

  it('says where to find the value', () => {
    expect(findEnvProblems({ URL: insforgeUrl }, {})[0]?.where).toBe(insforgeUrl.where)
  })
})

describe('readEnv', () => {
  it('gives the values', () => {
    expect(readEnv({ SECRET: secretVariable }, { SECRET: secret })).toEqual({ SECRET: secret })
  })

  it('names what is wrong without the value', () => {
    const read = () => readEnv({ SECRET: secretVariable, URL: insforgeUrl }, { SECRET: 'hunter2' })
    expect(read).toThrow('SECRET is too short; URL is not set')
    expect(read).not.toThrow('hunter2')
  })
})
