import { z } from '@/lib/validation'

/** Characters (code points, as Postgres counts them) that a title may have. */
export const TITLE_MAX = 200

/** A character that shows something: the same as in the table's check. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\uFFF9-\uFFFB]/u

/** A title as it is stored. */
export const titleSchema = z
  .string({ error: 'Enter a title.' })
  .trim()
  .refine((title) => VISIBLE.test(title), { error: 'Enter a title.' })
  .refine((title) => [...title].length <= TITLE_MAX, {
    error: `A title can have at most ${TITLE_MAX} characters.`,
  })
  // Postgres can store neither.
  .refine((title) => !/\0|\p{Surrogate}/u.test(title), {
    error: 'The title has a character that can’t be saved.',
  })

/** One row of `todos`, without its owner: the user who can read it owns it. */
export const todoSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  is_complete: z.boolean(),
  created_at: z.iso.datetime({ offset: true }),
})
export type Todo = z.infer<typeof todoSchema>

/** The columns that are read. */
export const COLUMNS = Object.keys(todoSchema.shape).join()

/** Names the row of a form. */
export const todoIdSchema = todoSchema.pick({ id: true }).strict()
export type TodoId = z.infer<typeof todoIdSchema>

/** The id is made before the write, so that a retry meets its own row. */
export const newTodoSchema = todoIdSchema.extend({ title: titleSchema })
export type NewTodo = z.infer<typeof newTodoSchema>

/** Completion is sent as a value and not as a flip: sent twice, it is still the same. */
const completion = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })

/** What can be changed; the owner and the dates can't. */
export const todoChangeSchema = newTodoSchema
  .extend({ is_complete: completion })
  .partial({ title: true, is_complete: true })
export type TodoChange = z.infer<typeof todoChangeSchema>

const DAY = 86_400_000

/** A deleted todo, to be restored as it was. The date must be one that can be read back. */
export const deletedTodoSchema = newTodoSchema.extend({
  is_complete: completion,
  created_at: todoSchema.shape.created_at.refine((date) => {
    const time = Date.parse(date)
    return time >= Date.parse('0001-01-02T00:00:00Z') && time <= Date.now() + DAY
  }),
})

/** A form without fields. */
export const nothingSchema = z.strictObject({})

/** The views of the list. */
export const filterSchema = z.enum(['all', 'active', 'done'])
export type Filter = z.infer<typeof filterSchema>

/** The last row of a page: the next page begins after it. */
export const cursorSchema = todoSchema.pick({ created_at: true, id: true })
export type Cursor = z.infer<typeof cursorSchema>

/** What a page shows. */
export interface View {
  filter: Filter
  /** How many rows. */
  show: number
  /** Only rows that are older than this one. */
  before?: Cursor | undefined
  /** The row that is being edited, for a page without JavaScript. */
  edit?: string | undefined
  /** Why the last write was refused, if the page had to be loaded anew. */
  notice?: 'user_changed' | undefined
}

/** Rows of a view, newest first, and how many there are of them in all. */
export interface TodoList {
  todos: Todo[]
  count: number
}
