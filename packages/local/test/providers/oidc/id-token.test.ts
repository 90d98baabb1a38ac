import { readFileSync } from 'node:fs'
import { decodeJwt } from 'jose'
import type { Client } from 'oidc-provider'
import { expect, it } from 'vitest'
import { Provider } from '../../../src/emulator/oidc/library.ts'
import { createSigningKey } from '../../../src/emulator/signing-keys.ts'

interface IdToken {
  scope: string
  set(name: string, value: unknown): void
  issue(options: { use: string; expiresAt: number }): Promise<string>
}
type IdTokenClass = new (available: object, options: { client: Client }) => IdToken

// What `extendIdTokens` wraps is no part of oidc-provider's documented API. After an update, look
// whether `IdToken.prototype.issue` is still what is told here, then change the version.
it('oidc-provider is of the version whose ID tokens are extended', () => {
  const packageJson = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  expect(JSON.parse(packageJson).dependencies['oidc-provider']).toBe('9.13.3')
})

it('oidc-provider signs what set() was told, until expiresAt, in IdToken.prototype.issue', async () => {
  const { kid, privateJwk } = await createSigningKey()
  const nothing = async () => undefined
  const find = { find: nothing, findByUid: nothing, findByUserCode: nothing }
  const write = { upsert: nothing, consume: nothing, destroy: nothing, revokeByGrantId: nothing }
  const provider = new Provider('http://localhost/', {
    adapter: () => ({ ...find, ...write }),
    clients: [{ client_id: 'app', client_secret: 's', redirect_uris: ['http://localhost/back'] }],
    jwks: { keys: [{ ...privateJwk, kid, alg: 'RS256', use: 'sig' }] },
    features: { devInteractions: { enabled: false } },
  })
  const { IdToken } = provider as unknown as { IdToken: IdTokenClass }
  const client = await provider.Client.find('app')
  if (!client) throw new Error('there is no client')
  expect(Object.getOwnPropertyNames(IdToken.prototype)).toContain('issue')

  const token = new IdToken({ sub: 'somebody' }, { client })
  token.scope = 'openid'
  token.set('https://app.example/plan', 'pro')
  const expiresAt = Math.floor(Date.now() / 1000) + 77
  expect(decodeJwt(await token.issue({ use: 'idtoken', expiresAt }))).toMatchObject({
    sub: 'somebody',
    aud: 'app',
    iss: 'http://localhost/',
    exp: expiresAt,
    'https://app.example/plan': 'pro',
  })
})
