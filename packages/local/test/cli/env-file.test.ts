import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fillEnvFile } from '../../src/cli/env-file.ts'
import { providers } from '../../src/index.ts'
import { perTest } from '../per.ts'
import { tempFolder } from '../temp.ts'

const folder = perTest(tempFolder, ({ remove }) => remove())
const file = () => join(folder.path, '.env.local')
const fill = (env: Record<string, string>, example: string, before?: string) => {
  writeFileSync(join(folder.path, '.env.example'), example)
  if (before !== undefined) writeFileSync(file(), before)
  return fillEnvFile(folder.path, env)
}
const text = () => readFileSync(file(), 'utf8')

/** The variables of the file as Next reads them, in a process of its own: it keeps them. */
function asNextReads(): unknown {
  const next = createRequire(import.meta.url).resolve('next/package.json')
  const script = `const require = process.getBuiltinModule('module').createRequire(process.argv[1])
    const { loadEnvConfig } = require('@next/env')
    console.log(JSON.stringify(loadEnvConfig(process.argv[2], true).parsedEnv))`
  const args = ['--input-type=module', '-e', script, next, folder.path]
  // Tests have no `.env.local` of their own, as Next has it.
  const env = { NODE_ENV: 'development' }
  return JSON.parse(execFileSync(process.execPath, args, { env, encoding: 'utf8' }))
}

describe('.env.local gets', () => {
  test.each(providers)('what the example of $title names, and Next reads it back', (provider) => {
    const example = new URL(`../../../../examples/${provider.name}/.env.example`, import.meta.url)
    const env = {
      NEXT_PUBLIC_INSFORGE_URL: 'http://127.0.0.1:7130',
      INSFORGE_JWT_SECRET: 'f'.repeat(64),
      INSFORGE_API_KEY: 'ik_all_rights',
      DATABASE_URL: 'postgres://postgres@127.0.0.1',
      ...provider.environment({
        emulatorUrl: `http://127.0.0.1:${provider.port}`,
        appUrl: 'http://localhost:3000',
        secrets: provider.createSecrets(),
        insforgeJwtSecret: '',
        stateDir: '',
      }),
    }
    const { DATABASE_URL, INSFORGE_API_KEY, INSFORGE_JWT_SECRET, ...others } = env
    expect(fill(env, readFileSync(fileURLToPath(example), 'utf8'))).toContain('added ')
    // Clerk's app signs no tokens but for its webhook, and gets the secret for that with the key.
    const own = provider.name === 'clerk' ? { INSFORGE_API_KEY } : { INSFORGE_JWT_SECRET }
    expect(asNextReads()).toEqual({ ...others, ...own })
  })

  test.each(['$HOME', 'a #b', "it's", 'a b', '\\$x', 'plain'])('%s as it is', (value) => {
    fill({ A: value }, 'A=')
    expect(asNextReads()).toEqual({ A: value })
  })
})

describe('.env.local keeps', () => {
  test('what has a value, and every other line', () => {
    const before = '# mine\nA=1\n\nexport B="two"\nC=\nOTHER=x'
    const said = fill({ A: '9', B: 'two', C: '3', D: '4' }, 'A=\nB=\nC=\n# D=', before)
    expect(text()).toBe('# mine\nA=1\n\nexport B="two"\nC=3\nOTHER=x\nD=4\n')
    expect(said).toMatch(/\.env\.local: added C, D\. Left as they are, with other values: A\.$/)
  })

  test('all of it the second time', () => {
    fill({ A: '1' }, 'A=')
    expect(fill({ A: '1' }, 'A=')).toMatch(/\.env\.local has every variable\.$/)
    expect(text()).toBe('A=1\n')
  })
})

test('an app that does not tell what it reads is said plainly', () => {
  expect(() => fillEnvFile(folder.path, {})).toThrow('.env.example is missing')
})
