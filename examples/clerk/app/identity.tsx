import { env } from '@/lib/env'
import { BrowserIdentity } from './browser-identity'

/** In development, a panel that shows who InsForge takes the user for. */
export function Identity() {
  if (process.env.NODE_ENV !== 'development') return null
  return <BrowserIdentity insforgeUrl={env().NEXT_PUBLIC_INSFORGE_URL} />
}
