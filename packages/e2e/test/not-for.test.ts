import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { providers } from '@insforge-auth-starters/local'
import { expect, it } from 'vitest'
import { loadDriver } from '../src/providers/index.ts'

const folder = fileURLToPath(new URL('../', import.meta.url))
const isMissing = (file: string) => !existsSync(`${folder}${file}`)

it.each(providers.map(({ name }) => name))(
  'what is not for %s are files of the common suite, and is shown in files of its own',
  async (provider) => {
    const { notFor = {} } = (await loadDriver(provider)).pages
    expect(Object.keys(notFor).filter((file) => isMissing(`suite/${file}`))).toEqual([])
    const instead = Object.values(notFor).map((left) => left.instead)
    expect(instead.filter((file) => isMissing(`providers/${file}`))).toEqual([])
    expect(instead.filter((file) => !file.startsWith(`${provider}/`))).toEqual([])
  },
)
