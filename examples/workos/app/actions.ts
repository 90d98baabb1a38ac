'use server'

import { createInsForgeClient } from '@/lib/insforge'
import { runAction } from '@/shared/insforge/run-action'
import { createTodo, deleteTodo, listTodos, updateTodo } from '@/shared/todos/data'
import {
  type NewTodo,
  newTodoSchema,
  type PageRequest,
  pageRequestSchema,
  type TodoChange,
  type TodoId,
  todoChangeSchema,
  todoIdSchema,
} from '@/shared/todos/schema'

export async function list(input: PageRequest) {
  return runAction(createInsForgeClient, pageRequestSchema, input, listTodos)
}

export async function create(input: NewTodo) {
  return runAction(createInsForgeClient, newTodoSchema, input, createTodo)
}

export async function update(input: TodoChange) {
  return runAction(createInsForgeClient, todoChangeSchema, input, updateTodo)
}

export async function remove(input: TodoId) {
  return runAction(createInsForgeClient, todoIdSchema, input, deleteTodo)
}
