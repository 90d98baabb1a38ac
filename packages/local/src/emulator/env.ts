import type { HttpBindings } from '@hono/node-server'
import type { RedirectError, TokenAlteration } from './faults.ts'

/** What a handler finds in its Hono context. */
export interface EmulatorEnv {
  Bindings: HttpBindings
  Variables: { redirectError?: RedirectError; alterToken?: TokenAlteration }
}
