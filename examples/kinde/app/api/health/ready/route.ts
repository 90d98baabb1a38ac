import { readiness } from '@/lib/health'

/** Answers whether users can be sent here: 200, or 503 with what is missing. The log has the details. */
export async function GET() {
  const status = await readiness()
  return Response.json({ status }, { status: status === 'ok' ? 200 : 503 })
}
