import type { NextConfig } from 'next'

/** For every answer. The Content-Security-Policy differs from page to page and comes from proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

const config: NextConfig = {
  poweredByHeader: false,
  // The Dockerfile sets it. With it, `next start` would have nothing to start.
  ...(process.env.NEXT_OUTPUT === 'standalone' && { output: 'standalone' }),
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
  // This app has no image that Next's optimizer would serve, to anyone who asks.
  images: { unoptimized: true },
  experimental: {
    // Anyone can call an action. A title of 200 emoji needs 3 kB; the default is 1 MB.
    serverActions: { bodySizeLimit: '16kb' },
    // What of a body the proxy keeps in memory: it reads none. For an upload, raise both.
    proxyClientMaxBodySize: '256kb',
  },
}

export default config
