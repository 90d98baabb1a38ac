import { expect, it } from 'vitest'
import { Provider } from '../../../src/emulator/oidc/library.ts'

// What `extendIdTokens` wraps is no part of oidc-provider's documented API. When an update moves it,
// look at `src/emulator/oidc/id-token.ts`.
it('oidc-provider signs ID tokens in IdToken.prototype.issue, with claims that set() adds', async () => {
  const provider = new Provider('http://localhost/')
  const { IdToken }: { IdToken?: unknown } = provider
  expect(typeof IdToken).toBe('function')
  if (typeof IdToken !== 'function') return
  expect(Object.getOwnPropertyNames(IdToken.prototype)).toEqual(
    expect.arrayContaining(['issue', 'set', 'payload']),
  )
  expect(`${IdToken.prototype.issue}`).toMatch(/issue\(\{ use, expiresAt = null \} = \{\}\)/)
})
