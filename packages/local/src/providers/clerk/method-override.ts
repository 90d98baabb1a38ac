import type { Handler } from '../../emulator/listen.ts'

const methods: readonly string[] = ['PUT', 'PATCH', 'DELETE']

/**
 * Answers a POST with `_method` in its query as a request of that method. clerk-js sends all its
 * requests so: browsers ask no permission (CORS) before a GET or a POST.
 */
export function overrideMethod(app: Handler): Handler {
  return {
    async fetch(request, bindings) {
      const method = new URL(request.url).searchParams.get('_method') ?? ''
      if (request.method !== 'POST' || !methods.includes(method)) {
        return app.fetch(request, bindings)
      }
      const { url, headers } = request
      const body = await request.text()
      return app.fetch(new Request(url, { method, headers, body }), bindings)
    },
  }
}
