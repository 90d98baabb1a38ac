import { readMyRows } from '@/account/data'
import { getUser } from '@/auth/session'
import { createInsForgeClient } from '@/lib/insforge'

/** Every row of the user, as a file. */
export async function GET() {
  const user = await getUser()
  if (!user) return new Response('You’re signed out. Sign in again to continue.', { status: 401 })
  const rows = await readMyRows(await createInsForgeClient(user))
  if (!rows.ok) return new Response(rows.message, { status: 503 })
  return new Response(JSON.stringify(rows.data, null, 2), {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': 'attachment; filename="my-data.json"',
    },
  })
}
