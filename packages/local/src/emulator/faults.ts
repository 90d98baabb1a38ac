import { z } from 'zod'
import type { Fields } from './fields.ts'

const effects = ['delayMs', 'status', 'hangUp', 'redirectError', 'alterToken'] as const

/** What `POST /_emulate/faults` takes. */
export const faultSchema = z
  .strictObject({
    /** Which requests: every one where left out. `match` looks at query and body fields. */
    method: z.string().optional(),
    path: z.string().startsWith('/').optional(),
    match: z.record(z.string(), z.string()).optional(),
    /** How many requests; left out: every one until the faults are cleared. */
    times: z.int().positive().optional(),
    /** Waits first. Alone, the request is answered as usual afterwards. */
    delayMs: z.int().positive().optional(),
    /** Answers this instead, with `body` as JSON or nothing. */
    status: z.int().min(200).max(599).optional(),
    body: z.unknown().optional(),
    /** Cuts the connection without an answer. */
    hangUp: z.literal(true).optional(),
    /** Sends the browser back to the app with this error; only where an authorization is asked. */
    redirectError: z
      .strictObject({ error: z.string(), error_description: z.string().optional() })
      .optional(),
    /** Answers as usual, but with other claims in one token (null takes a claim out), which is
     * signed as it should be, or under the signature that it had; only where tokens are given. */
    alterToken: z
      .strictObject({
        token: z.enum(['id_token', 'access_token', 'session_jwt']).default('id_token'),
        claims: z.record(z.string(), z.unknown()),
        signature: z.enum(['good', 'old']).default('good'),
      })
      .optional(),
  })
  .refine((fault) => effects.some((effect) => fault[effect]), {
    error: 'a fault needs one of delayMs, status, hangUp, redirectError and alterToken',
  })

export type Fault = z.infer<typeof faultSchema>

/** The error that an authorization ends in, by the names of RFC 6749, section 4.1.2.1. */
export type RedirectError = NonNullable<Fault['redirectError']>

/** Other claims in a token that is given. */
export type TokenAlteration = NonNullable<Fault['alterToken']>

/** The faults that wait for a request. They are gone after a restart. */
export interface Faults {
  list(): readonly Fault[]
  add(fault: Fault): void
  clear(): void
  /** The oldest fault for this request, which is then used once; undefined for none. */
  take(method: string, path: string, fields: Fields): Fault | undefined
}

export function createFaults(): Faults {
  let faults: { fault: Fault; remaining: number }[] = []
  return {
    list: () =>
      faults.map(({ fault, remaining }) =>
        fault.times === undefined ? fault : { ...fault, times: remaining },
      ),
    add(fault) {
      faults.push({ fault, remaining: fault.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      faults = []
    },
    take(method, path, fields) {
      const found = faults.find(({ fault }) => isFor(fault, method, path, fields))
      if (!found) return undefined
      found.remaining -= 1
      faults = faults.filter(({ remaining }) => remaining > 0)
      return found.fault
    },
  }
}

function isFor(fault: Fault, method: string, path: string, fields: Fields): boolean {
  return (
    (fault.method ?? method) === method &&
    (fault.path ?? path) === path &&
    Object.entries(fault.match ?? {}).every(([name, value]) => fields[name] === value)
  )
}
