'use server'

import { userAction } from '@/lib/server-action'
import * as z from '@/lib/validation'
import * as data from './data'
import { deletedTodoSchema, newTodoSchema, todoChangeSchema, todoIdSchema } from './schema'

export const createTodo = userAction('/todos', newTodoSchema, data.createTodo)
export const updateTodo = userAction('/todos', todoChangeSchema, data.updateTodo)
export const deleteTodo = userAction('/todos', todoIdSchema, data.deleteTodo)
export const restoreTodo = userAction('/todos', deletedTodoSchema, data.createTodo)
export const deleteDone = userAction('/todos', z.strictObject({}), data.deleteDone)
