import type { Todo, View } from './schema'

/** Rows that a page begins with, and how many more "Show more" asks for. */
export const STEP = 50
export const MOST = 200

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
export const firstPage = (filter: View['filter']): View => ({ filter, show: STEP })

/** The view with more rows, or with older ones once a page can't get any longer. */
export function nextView(
  { filter, show, before }: View,
  { todos, count }: { todos: Pick<Todo, 'id' | 'created_at'>[]; count: number },
): View | undefined {
  const last = todos.at(-1)
  if (count <= show || !last) return undefined
  if (show < MOST) return { filter, show: show + STEP, before }
  return { filter, show, before: { created_at: last.created_at, id: last.id } }
}
