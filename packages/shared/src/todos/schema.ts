import { z } from 'zod'

/** Characters (code points, as Postgres counts them) that a title may have. */
export const TITLE_MAX = 200

/** A title as it is stored: no spaces around it, not empty, at most `TITLE_MAX` characters. */
export const titleSchema = z
  .string({ error: 'Write what there is to do.' })
  .trim()
  .min(1, 'Write what there is to do.')
  .refine((title) => [...title].length <= TITLE_MAX, {
    error: `A title has at most ${TITLE_MAX} characters.`,
  })

const id = z.uuid()
const timestamp = z.iso.datetime({ offset: true })

/** One row of `todos`, without its owner: whoever may read it, owns it. */
export const todoSchema = z.object({
  id,
  title: z.string(),
  is_complete: z.boolean(),
  created_at: timestamp,
  updated_at: timestamp,
})
export type Todo = z.infer<typeof todoSchema>

/** The id is made where the draft is, so that a retry of the same draft meets its own row. */
export const newTodoSchema = z.strictObject({ id, title: titleSchema })
export type NewTodo = z.infer<typeof newTodoSchema>

/** What may be changed; the owner and the dates may not. */
export const todoChangeSchema = z
  .strictObject({ id, title: titleSchema.optional(), is_complete: z.boolean().optional() })
  .refine(({ title, is_complete }) => title !== undefined || is_complete !== undefined, {
    error: 'There is nothing to change.',
  })
export type TodoChange = z.infer<typeof todoChangeSchema>

export const todoIdSchema = z.strictObject({ id })
export type TodoId = z.infer<typeof todoIdSchema>

/** Which todos a list shows; anything else in the address means all of them. */
export const filterSchema = z.enum(['all', 'active', 'done']).catch('all')
export type Filter = z.infer<typeof filterSchema>

/** The last row of a page: the next one begins after it. */
export const cursorSchema = z.strictObject({ created_at: timestamp, id })
export type Cursor = z.infer<typeof cursorSchema>

/** One request for a page of the list. */
export const pageRequestSchema = z.strictObject({
  filter: z.enum(['all', 'active', 'done']),
  after: cursorSchema.optional(),
})
export type PageRequest = z.infer<typeof pageRequestSchema>

/** A page of the list, newest first; `next` is null on the last one. */
export type TodoPage = { todos: Todo[]; next: Cursor | null }
