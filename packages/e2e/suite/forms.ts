import type { SessionCookies } from '../src/providers/provider.ts'
import { actionId } from './actions.ts'
import { type Answer, ask } from './ask.ts'
import { rightArguments } from './own-todos.ts'
import { cookieHeader } from './session.ts'
import { stage } from './test.ts'

/** The fields of a form, or headers. */
export type Fields = Readonly<Record<string, string>>

/** The fields of React's form for an action with arguments, as a browser without JavaScript posts them. */
export const withArguments = (id: string, args: readonly unknown[]): Fields => ({
  $ACTION_REF_1: '',
  '$ACTION_1:0': JSON.stringify({ id, bound: '$@1' }),
  '$ACTION_1:1': JSON.stringify(args),
})

/** The same for an action that is given the form's own fields. */
const withFields = (id: string, fields: Fields): Fields => ({ [`$ACTION_ID_${id}`]: '', ...fields })

/** Every action of the app, in both kinds of forms. */
export const forms = (todoId: string): [string, Fields][] =>
  Object.entries(rightArguments(todoId)).flatMap(([name, args]): [string, Fields][] => [
    [`${name}, with arguments`, withArguments(actionId(name), args)],
    [`${name}, with fields`, withFields(actionId(name), { id: todoId, title: 'taken over' })],
  ])

/** Posts a form to the page of the list. */
export function post(fields: Fields, headers: Fields, session?: SessionCookies): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const cookie = session && { cookie: cookieHeader(session) }
  return ask('/', { method: 'POST', headers: { ...headers, ...cookie }, body })
}

/** What a browser sends along from the app's own page. */
export const own = { origin: stage.appUrl }
