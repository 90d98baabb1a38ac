'use client'

import { useUserAction } from '@/lib/browser-action'
import * as z from '@/lib/validation'
import * as data from './data'
import { deletedTodoSchema, newTodoSchema, todoChangeSchema, todoIdSchema } from './schema'
import type { TodoActions } from './use-todos'

/** What TanStack Query keeps the lists under. */
export const TODOS = 'todos'

/** The writes of this browser. After each, the list is read again. */
export function useTodoActions(): TodoActions {
  return {
    createTodo: useUserAction(TODOS, newTodoSchema, data.createTodo),
    updateTodo: useUserAction(TODOS, todoChangeSchema, data.updateTodo),
    deleteTodo: useUserAction(TODOS, todoIdSchema, data.deleteTodo),
    restoreTodo: useUserAction(TODOS, deletedTodoSchema, data.createTodo),
    deleteDone: useUserAction(TODOS, z.strictObject({}), data.deleteDone),
  }
}
