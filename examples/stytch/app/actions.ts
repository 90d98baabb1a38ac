'use server'

import { z } from 'zod'
import { createInsForgeClient } from '@/lib/insforge'
import { runAction } from '@/shared/insforge/run-action'
import * as data from '@/shared/todos/data'
import { listTodos } from '@/shared/todos/list'
import {
  deletedTodoSchema,
  type NewTodo,
  newTodoSchema,
  type PageRequest,
  pageRequestSchema,
  type Todo,
  type TodoChange,
  type TodoId,
  todoChangeSchema,
  todoIdSchema,
} from '@/shared/todos/schema'

export async function list(input: PageRequest) {
  return runAction(createInsForgeClient, pageRequestSchema, input, listTodos)
}

export async function create(input: NewTodo) {
  return runAction(createInsForgeClient, newTodoSchema, input, data.createTodo)
}

export async function update(input: TodoChange) {
  return runAction(createInsForgeClient, todoChangeSchema, input, data.updateTodo)
}

export async function remove(input: TodoId) {
  return runAction(createInsForgeClient, todoIdSchema, input, data.deleteTodo)
}

export async function restore(input: Todo) {
  return runAction(createInsForgeClient, deletedTodoSchema, input, data.restoreTodo)
}

export async function clearDone() {
  return runAction(createInsForgeClient, z.undefined(), undefined, data.deleteDone)
}
