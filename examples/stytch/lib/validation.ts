import * as z from 'zod'
import { failure, type Result, success } from './result'

// Without `jitless`, zod tries `eval`, which the Content-Security-Policy forbids and reports. Zod's
// own messages would repeat what the caller sent.
z.config({ jitless: true, customError: () => failure('invalid').message })

// `import * as z` of these, and not `{ z }`: all of zod would be sent to browsers.
export * from 'zod'

/** An action for a form: Server Actions in most starters, the browser's own client in one. */
export type FormAction<T> = (previous: unknown, form: FormData) => Promise<Result<T>>

/** What a form holds. Anyone can call an action with anything, so nothing is taken on trust. */
export interface Submission<Input> {
  /** The user that the page was rendered for. Compare it with the session; never store it. */
  expectedUserId: string
  input: Result<Input>
  /** The fields that the schema knows, as they were sent. */
  sent: Record<string, string>
}

/** Reads and validates a form. An input that is refused has a sentence that says why. */
export function readForm<Schema extends z.ZodObject>(
  schema: Schema,
  form: unknown,
): Submission<z.output<Schema>> {
  const entries = form instanceof FormData ? [...form] : []
  // React adds fields of its own, which begin with $ACTION_.
  const own = entries.filter(([name]) => !name.startsWith('$ACTION_'))
  const { expectedUserId, ...fields } = Object.fromEntries(own)
  const { data, error } = schema.safeParse(fields)
  const isKnown = (field: [string, unknown]): field is [string, string] =>
    Object.hasOwn(schema.shape, field[0]) && typeof field[1] === 'string'
  return {
    expectedUserId: String(expectedUserId),
    input: data ? success(data) : failure('invalid', error?.issues[0]?.message),
    sent: Object.fromEntries(Object.entries(fields).filter(isKnown)),
  }
}
