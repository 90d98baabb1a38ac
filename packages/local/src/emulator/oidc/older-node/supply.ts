import * as crypto from 'node:crypto'
import { register } from 'node:module'

/**
 * Supplies what oidc-provider needs and the first releases of Node 20 lack: `URL.parse` and
 * `crypto.hash`. To be called before it is imported; does nothing on a Node that has both.
 */
export function supplyOlderNode(): void {
  if (!('parse' in URL)) {
    Object.defineProperty(URL, 'parse', {
      value: (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null),
    })
  }
  // The names that a module of Node's exports cannot be added to.
  if (!('hash' in crypto)) register('./hooks.mjs', import.meta.url)
}
