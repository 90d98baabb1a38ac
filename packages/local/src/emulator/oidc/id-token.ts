import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { numericDate } from '../clock.ts'
import type { Tenant } from './tenant.ts'

/** The part of oidc-provider's ID token that has no public hook: see `extendIdTokens`. */
interface IdToken {
  readonly ctx: KoaContextWithOIDC
  set(name: string, value: unknown): void
  issue(options: { use: string; expiresAt?: number }): Promise<string>
}

/**
 * Lets ID tokens carry the vendor's claims, and live for as long as the settings say.
 *
 * oidc-provider has no hook for it, so its `issue` is wrapped. The version is pinned, and a test
 * tells when an update moves what is wrapped.
 */
export function extendIdTokens(provider: Provider, { vendor, state, now }: Tenant): void {
  const prototype: IdToken = idTokenPrototype(provider)
  const { issue } = prototype
  prototype.issue = function (options) {
    if (options.use !== 'idtoken') return issue.call(this, options)
    for (const [name, value] of Object.entries(vendor.idTokenClaims(this.ctx))) {
      this.set(name, value)
    }
    // 0 would count as none: a token without any life ended a second before it began.
    const lifetime = state.data.settings.idTokenSeconds || -1
    return issue.call(this, { ...options, expiresAt: numericDate(now()) + lifetime })
  }
}

/** Throws when oidc-provider has no ID token of the shape that is wrapped. */
function idTokenPrototype(provider: Provider): IdToken {
  const { IdToken }: { IdToken?: unknown } = provider
  if (typeof IdToken !== 'function' || typeof IdToken.prototype?.issue !== 'function') {
    throw new Error('oidc-provider has no IdToken.prototype.issue any more')
  }
  return IdToken.prototype
}
