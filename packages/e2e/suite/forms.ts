import type { SessionCookies } from '../src/providers/provider.ts'
import { actionId } from './actions.ts'
import { type Answer, ask } from './ask.ts'
import { type Fields, rightFields } from './own-todos.ts'
import { cookieHeader } from './session.ts'
import { stage } from './test.ts'

/** The fields of a form whose action remembers its last answer, as browsers send it without JavaScript. */
export const withState = (id: string, fields: Fields): Fields => ({
  $ACTION_REF_1: '',
  '$ACTION_1:0': JSON.stringify({ id, bound: '$@1' }),
  '$ACTION_1:1': '[null]',
  ...fields,
})

/** The same for an action that only gets the form's own fields. */
const withoutState = (id: string, fields: Fields): Fields => ({
  [`$ACTION_ID_${id}`]: '',
  ...fields,
})

/** Every action of the app, in both kinds of forms. */
export const forms = (todoId: string, user: string): [string, Fields][] =>
  Object.entries(rightFields(todoId, user)).flatMap(([name, fields]): [string, Fields][] => [
    [`${name}, with state`, withState(actionId(name), fields)],
    [`${name}, without state`, withoutState(actionId(name), fields)],
  ])

/** Posts a form to the page of the list. */
export function post(fields: Fields, headers: Fields, session?: SessionCookies): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const cookie = session && { cookie: cookieHeader(session) }
  return ask('/todos', { method: 'POST', headers: { ...headers, ...cookie }, body })
}

/** What a browser sends along from the app's own page. */
export const own = { origin: stage.appUrl }
