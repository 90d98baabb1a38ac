import * as z from '@/lib/validation'
import { MOST, STEP } from './address'
import { filterSchema, todoSchema, type View } from './schema'

export type SearchParams = Record<string, string | string[] | undefined>

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
