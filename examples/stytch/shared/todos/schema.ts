import { z } from 'zod'

// Without this, zod tries `eval` in the browser, which the Content-Security-Policy forbids and reports.
z.config({ jitless: true })

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
})
export type Todo = z.infer<typeof todoSchema>

/** The id is made where the draft is, so that a retry of the same draft meets its own row. */
export const newTodoSchema = z.strictObject({ id, title: titleSchema })
export type NewTodo = z.infer<typeof newTodoSchema>

/** A deleted todo, to be put back as it was. */
export const deletedTodoSchema = z.strictObject({
  id,
  title: titleSchema,
  is_complete: z.boolean(),
  created_at: timestamp,
})

/** What may be changed; the owner and the dates may not. */
export const todoChangeSchema = z.union(
  [
    z.strictObject({ id, is_complete: z.boolean() }),
    // `from` is the title that was on screen: a rename must not undo one made elsewhere unseen.
    z.strictObject({ id, title: titleSchema, from: z.string() }),
  ],
  { error: (issue) => firstSentence(issue.errors) },
)
export type TodoChange = z.infer<typeof todoChangeSchema>

/** A union tells what is wrong with each of its members; people are told about the title. */
function firstSentence(errors: unknown): string | undefined {
  const issues = z.array(z.array(z.object({ path: z.array(z.unknown()), message: z.string() })))
  const found = issues.safeParse(errors).data?.flat()
  return found?.find(({ path }) => path[0] === 'title')?.message
}

export const todoIdSchema = z.strictObject({ id })
export type TodoId = z.infer<typeof todoIdSchema>

const filter = z.enum(['all', 'active', 'done'])
export type Filter = z.infer<typeof filter>

/** Which todos a list shows; anything else in the address means all of them. */
export const filterSchema = filter.catch('all')

/** The last row of a page: the next one begins after it. */
export const cursorSchema = z.strictObject({ created_at: timestamp, id })
export type Cursor = z.infer<typeof cursorSchema>

/** One request for a page of the list. */
export const pageRequestSchema = z.strictObject({ filter, after: cursorSchema.optional() })
export type PageRequest = z.infer<typeof pageRequestSchema>

/** A page of the list, newest first; `next` is null on the last one. */
export type TodoPage = { todos: Todo[]; next: Cursor | null }

/** How many todos there are, on all pages. */
export type TodoCounts = { active: number; done: number }
