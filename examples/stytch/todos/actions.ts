'use server'

import { userAction } from '@/lib/server-action'
import * as data from './data'
import {
  deletedTodoSchema,
  newTodoSchema,
  nothingSchema,
  todoChangeSchema,
  todoIdSchema,
} from './schema'

export const createTodo = userAction('/todos', newTodoSchema, data.createTodo)
export const updateTodo = userAction('/todos', todoChangeSchema, data.updateTodo)
export const deleteTodo = userAction('/todos', todoIdSchema, data.deleteTodo)
export const restoreTodo = userAction('/todos', deletedTodoSchema, data.restoreTodo)
export const deleteDone = userAction('/todos', nothingSchema, data.deleteDone)
