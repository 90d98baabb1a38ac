import * as z from '@/lib/validation'
import { titleProblem } from './title'

/** A title as it is stored. */
export const titleSchema = z
  .string({ error: 'Enter a title.' })
  .trim()
  .superRefine((title, context) => {
    const problem = titleProblem(title)
    if (problem) context.addIssue(problem)
  })

/** One row of `todos`, without its owner: the user who can read it owns it. */
export const todoSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  is_complete: z.boolean(),
  created_at: z.iso.datetime({ offset: true }),
})
export type Todo = z.infer<typeof todoSchema>

/** The form that deletes a todo. */
export const todoIdSchema = todoSchema.pick({ id: true }).strict()
export type TodoId = z.infer<typeof todoIdSchema>

/** The form that adds one. It brings the id, so that a retry meets its own row. */
export const newTodoSchema = todoIdSchema.extend({ title: titleSchema })

/** Completion is sent as a value and not as a flip: sent twice, it is still the same. */
const completion = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })

/** The form that changes one. The owner and the dates can't be changed. */
export const todoChangeSchema = newTodoSchema
  .extend({ is_complete: completion })
  .partial({ title: true, is_complete: true })
export type TodoChange = z.infer<typeof todoChangeSchema>

/** The form that restores a deleted one. Its date must be one that can be read back. */
export const deletedTodoSchema = newTodoSchema.extend({
  is_complete: completion,
  created_at: todoSchema.shape.created_at.refine((date) => {
    const day = 86_400_000
    return Date.parse('0001-01-02') <= Date.parse(date) && Date.parse(date) <= Date.now() + day
  }),
})

export const filterSchema = z.enum(['all', 'active', 'done'])
export type Filter = z.infer<typeof filterSchema>

/** The last row of a page: the next page begins after it. */
export type Cursor = Pick<Todo, 'id' | 'created_at'>

/** What a page shows of the list. */
export interface View {
  filter: Filter
  /** How many rows. */
  show: number
  /** Only rows that are older than this one. */
  before?: Cursor | undefined
  /** The row that is being edited, without JavaScript. */
  edit?: string | undefined
  /** Why the last write was refused, if the page had to be loaded anew. */
  notice?: 'user_changed' | undefined
}

/** The rows of a view, newest first, and how many there are on all of its pages. */
export interface TodoList {
  todos: Todo[]
  count: number
}
