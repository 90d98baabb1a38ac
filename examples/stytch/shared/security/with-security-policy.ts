import { type NextMiddleware, NextRequest } from 'next/server'
import { type ContentSources, contentSecurityPolicy } from './content-security-policy'

type Answer = ReturnType<NextMiddleware>

const HEADER = 'Content-Security-Policy'

/**
 * Answers a request with a Content-Security-Policy of its own. Next reads the nonce from the header
 * of the *request* that reaches the page, so whatever `answer` does, it must pass the headers of the
 * request on that it is given.
 */
export async function withSecurityPolicy(
  request: NextRequest,
  sources: ContentSources,
  answer: (request: NextRequest) => Answer,
): Promise<Awaited<Answer>> {
  const nonce = btoa(crypto.randomUUID())
  const isDevelopment = process.env.NODE_ENV === 'development'
  const policy = contentSecurityPolicy(nonce, sources, isDevelopment)
  const headers = new Headers(request.headers)
  headers.set(HEADER, policy)
  const response = await answer(new NextRequest(request, { headers }))
  if (response) response.headers.set(HEADER, policy)
  return response
}
