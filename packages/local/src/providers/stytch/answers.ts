import type { Context } from 'hono'
import { createRequestId } from './errors.ts'

const withStatus = (body: object) => ({
  status_code: 200,
  request_id: createRequestId(),
  ...body,
})

/** Answers a server. */
export function answer(c: Context, body: object = {}): Response {
  return c.json(withStatus(body))
}

/** Answers the browser's SDK, which looks for everything but errors inside `data`. */
export function answerSdk(c: Context, body: object = {}): Response {
  return c.json({ data: withStatus(body) })
}
