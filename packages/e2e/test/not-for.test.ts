import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { providers } from '@insforge-auth-starters/local'
import { describe, expect, it } from 'vitest'
import { providerPages } from '../src/providers/index.ts'

const suite = fileURLToPath(new URL('../suite/', import.meta.url))
const isMissing = (file: string) => !existsSync(`${suite}${file}`)

describe.each(providers.map(({ name }) => name))('what is not for %s', (provider) => {
  const left = Object.entries(providerPages({ provider }).notFor ?? {})

  it('are files of the common suite', () => {
    expect(left.map(([file]) => file).filter(isMissing)).toEqual([])
  })

  it('is shown in files of the provider’s own', () => {
    const instead = left.map(([, { instead }]) => instead)
    expect(instead.filter(isMissing)).toEqual([])
    expect(instead.filter((file) => !file.startsWith(`${provider}/`))).toEqual([])
  })
})
