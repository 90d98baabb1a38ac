import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { command, copyExample } from './copy.ts'

/** Tests that the commands of an example's README lose nothing that `.env.local` has. */
export function testEnvLocal(example: string) {
  test('loses nothing of .env.local, whether InsForge’s CLI or the README comes first', async () => {
    const gatewayUrl = 'https://abc.us-east.insforge.app'
    const project = { gatewayUrl, env: { INSFORGE_API_KEY: 'ik_1', INSFORGE_ANON_KEY: 'anon_1' } }
    const create = command(example, ' create')
    const add = command(example, '.env.example')

    const later = copyExample(example, project)
    await later.type(create)
    await later.type(add)
    const names = Object.keys(parseEnv(later.read('.env.example')))
    const values = parseEnv(later.read('.env.local'))
    expect(values).toMatchObject({ NEXT_PUBLIC_INSFORGE_URL: gatewayUrl })
    expect(Object.keys(values)).toEqual(expect.arrayContaining(names))

    const sooner = copyExample(example, project)
    await sooner.type(add)
    const untouched = sooner.read('.env.local')
    expect(parseEnv(untouched)).toEqual(parseEnv(sooner.read('.env.example')))
    expect(await sooner.type(create)).toContain('.env.local already exists')
    expect(sooner.read('.env.local')).toBe(untouched)
  })

  test('adds to .env.local only what it lacks, run as often as one likes', async () => {
    const { folder, type, read } = copyExample(example)
    const add = command(example, '.env.example')
    await type(add)
    const names = Object.keys(parseEnv(read('.env.example')))
    const filled = Object.fromEntries(names.map((name) => [name, `of ${name}`]))
    const lines = names.map((name, index) => `${name}${index ? '=' : ' = '}${filled[name]}`)
    // Without a line break at its end, and without one of the variables.
    writeFileSync(join(folder, '.env.local'), lines.slice(0, -1).join('\n'))
    for (const _ of [1, 2]) await type(add)
    const last = names.at(-1) ?? ''
    const added = { [last]: parseEnv(read('.env.example'))[last] }
    expect(parseEnv(read('.env.local'))).toEqual({ ...filled, ...added })
  })
}
