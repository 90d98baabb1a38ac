import type { NextConfig } from 'next'

/** For every answer. The Content-Security-Policy differs from page to page and comes from proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

const config: NextConfig = {
  poweredByHeader: false,
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
  // Anyone can call an action. A title of 200 emoji needs 3 kB; the default is 1 MB.
  experimental: { serverActions: { bodySizeLimit: '16kb' } },
}

export default config
