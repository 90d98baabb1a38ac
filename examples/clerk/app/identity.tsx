import { BrowserIdentity } from './browser-identity'

/** In development, a panel that shows who InsForge takes the user for. */
export function Identity() {
  return process.env.NODE_ENV === 'development' ? <BrowserIdentity /> : null
}
