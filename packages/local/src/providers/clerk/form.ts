import type { Context } from 'hono'
import { type Fields, readFields } from '../../emulator/fields.ts'
import { NotEmulated } from '../../emulator/not-emulated.ts'
import { refusal } from './errors.ts'

/** The fields of the body. Throws when it cannot be read, and when it has a field that is not
 * known here: louder than leaving out what was asked for. */
export async function formOf(c: Context, known: readonly string[]): Promise<Fields> {
  const fields = await readFields(c.req)
  if (!fields) throw refusal(400, 'request_body_invalid', 'Request body invalid')
  const foreign = Object.keys(fields).filter((name) => !known.includes(name))
  if (foreign.length > 0) throw new NotEmulated(`${c.req.path} with ${foreign.join(', ')}`)
  return fields
}
