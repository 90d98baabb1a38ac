import 'server-only'
import type { ContentSources } from '@/shared/security/content-security-policy'
import { frontendApiHost } from './env'

/**
 * What Clerk needs: its scripts talk to its Frontend API and keep their time in a worker that they
 * make themselves, and its components show people's pictures. InsForge is here because this app's
 * rows are read and written by the browser.
 */
export function contentSources(): ContentSources {
  const {
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: key = '',
    NEXT_PUBLIC_CLERK_PROXY_URL: proxyUrl,
    NEXT_PUBLIC_INSFORGE_URL: insforgeUrl,
  } = process.env
  const host = frontendApiHost(key)
  const clerk = proxyUrl ?? (host && `https://${host}`)
  return {
    connect: [clerk, insforgeUrl].flatMap((url) =>
      url && URL.canParse(url) ? [new URL(url).origin] : [],
    ),
    // Both are made by the field for a code: an empty one, and one for browsers without scripts.
    style: [
      "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
      "'sha256-KQDhUccuEkZUQDnfbVDeY+ev2LZ+73AQR7ro4JppAY8='",
    ],
    img: ['https://img.clerk.com', 'data:'],
    worker: ['blob:'],
  }
}
