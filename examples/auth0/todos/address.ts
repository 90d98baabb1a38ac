import { z } from '@/lib/validation'
import { type Cursor, type Filter, filterSchema, todoSchema, type View } from './schema'

export type SearchParams = Record<string, string | string[] | undefined>

/** Rows that a page begins with, and how many more "Show more" asks for. */
const STEP = 50
const MOST = 200

const viewSchema = z.object({
  filter: filterSchema.catch('all'),
  show: z.coerce
    .number()
    .catch(STEP)
    .transform((rows) => Math.min(MOST, Math.max(STEP, Math.round(rows / STEP) * STEP))),
  before: z
    .string()
    .transform((text) => ({ created_at: text.split('_')[0], id: text.split('_')[1] }))
    .pipe(todoSchema.pick({ created_at: true, id: true }))
    .optional()
    .catch(undefined),
  edit: todoSchema.shape.id.optional().catch(undefined),
  notice: z.enum(['user_changed']).optional().catch(undefined),
})

/** Reads the address of a list. What can't be read is as if it weren't there. */
export const readView = (params: SearchParams): View => viewSchema.parse(params)

/** A view as it stands in the address. */
export function paramsOf({ filter, show, before, edit }: View): URLSearchParams {
  return new URLSearchParams({
    ...(filter !== 'all' && { filter }),
    ...(show !== STEP && { show: String(show) }),
    ...(before && { before: `${before.created_at}_${before.id}` }),
    ...(edit && { edit }),
  })
}

/** The address that shows a view. */
export function addressOf(view: View): string {
  const params = paramsOf(view)
  return params.size > 0 ? `/todos?${params}` : '/todos'
}

/** The first page of a filter. */
export const firstPage = (filter: Filter): View => ({ filter, show: STEP })

/** The view with more rows, or with older ones once a page can't get any longer. */
export function nextView(
  { filter, show, before }: View,
  { todos, count }: { todos: Cursor[]; count: number },
): View | undefined {
  const last = todos.at(-1)
  if (count <= show || !last) return undefined
  if (show < MOST) return { filter, show: show + STEP, before }
  return { filter, show, before: { created_at: last.created_at, id: last.id } }
}
