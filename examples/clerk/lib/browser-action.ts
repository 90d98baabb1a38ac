'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useInsForge } from './insforge'
import type { InsForgeClient } from './insforge-client'
import type { Result } from './result'
import type * as z from './validation'
import { type FormAction, readForm } from './validation'

/**
 * Returns an action for forms that writes from the browser as the signed-in user. It validates the
 * form, checks that the user the page was rendered for is still signed in, writes, and reads again
 * what is kept under `key`, before it returns.
 */
export function useUserAction<Schema extends z.ZodObject, T>(
  key: string,
  schema: Schema,
  write: (client: InsForgeClient, input: z.output<Schema>) => Promise<Result<T>>,
): FormAction<T> {
  const { run } = useInsForge()
  const queries = useQueryClient()

  async function readAgain() {
    // A read under way may have begun before the write. What isn't on screen would flash later.
    await queries.cancelQueries({ queryKey: [key] })
    queries.removeQueries({ queryKey: [key], type: 'inactive' })
    await queries.invalidateQueries({ queryKey: [key] })
  }

  const { mutateAsync } = useMutation({
    // One after another: what was done first must arrive first.
    scope: { id: key },
    mutationFn: async (form: FormData): Promise<Result<T>> => {
      const { expectedUserId, input, sent } = readForm(schema, form)
      const result = await run(expectedUserId, async (client) =>
        input.ok ? write(client, input.data) : input,
      )
      // After the other failures the list is still as it was.
      if (result.ok || ['not_found', 'conflict'].includes(result.code)) await readAgain()
      return result.ok ? result : { ...result, sent }
    },
  })
  return (_previous, form) => mutateAsync(form)
}
