import * as z from '@/lib/validation'
import { MOST, STEP } from './address'
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

/** The rows of a view, newest first, and how many there are on all of its pages. */
export interface TodoList {
  todos: Todo[]
  count: number
}

/** What a page shows of the list, as its address says it. What can't be read counts as absent. */
export const viewSchema = z.object({
  filter: z.enum(['all', 'active', 'done']).catch('all'),
  /** How many rows. */
  show: z.coerce
    .number()
    .catch(STEP)
    .transform((rows) => Math.min(MOST, Math.max(STEP, Math.round(rows / STEP) * STEP))),
  /** Only rows that are older than this one, the last of the page before. */
  before: z
    .string()
    .transform((text) => ({ created_at: text.split('_')[0], id: text.split('_')[1] }))
    .pipe(todoSchema.pick({ created_at: true, id: true }))
    .optional()
    .catch(undefined),
  /** The row that is being edited, without JavaScript. */
  edit: todoSchema.shape.id.optional().catch(undefined),
  /** Why the last write was refused, if the page had to be loaded anew. */
  notice: z.enum(['user_changed']).optional().catch(undefined),
})
export type View = z.infer<typeof viewSchema>
