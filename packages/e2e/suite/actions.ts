import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionCookies } from '../src/providers/provider.ts'
import { type Answer, ask } from './ask.ts'
import { userId } from './database.ts'
import type { Fields } from './own-todos.ts'
import { cookieHeader } from './session.ts'
import { stage } from './test.ts'

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>
}

/** Every Server Action of the build: its id by the file it is in and the name it has there. */
export const actionIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    (
      JSON.parse(
        readFileSync(join(stage.appDir, '.next/server/server-reference-manifest.json'), 'utf8'),
      ) as Manifest
    ).node,
  ).map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]),
)

const own = 'todos/actions.ts '

/** The ids of the app's own actions, by their names. */
export const ownActionIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(actionIds)
    .filter(([name]) => name.startsWith(own))
    .map(([name, id]) => [name.slice(own.length), id]),
)

/** The id of one of the app's own actions. */
export function actionId(name: string): string {
  const id = ownActionIds[name]
  if (!id) throw new Error(`The build has no action ${name} in todos/actions.ts`)
  return id
}

/** The ids of the actions inside of a component, by the file that it is in. */
export const componentActionIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(actionIds)
    .filter(([name]) => name.endsWith(' $$RSC_SERVER_ACTION_0'))
    .map(([name, id]) => [name.replace(/ .*/, ''), id]),
)

/** The ids of the actions that a package brought into the build, by their names there. */
export const packageActionIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(actionIds)
    .filter(([name]) => name.startsWith('node_modules/'))
    .map(([name, id]) => [name.replace(/.* /, ''), id]),
)

/** What an action is called with: a form as its page sends it, any arguments, or any body. */
export type Call =
  | { readonly form: Fields }
  | { readonly args: readonly unknown[] }
  | { readonly body: string }

/** Calls a Server Action as a page would. */
export function call(
  id: string,
  what: Call,
  { session, headers = {} }: { session?: SessionCookies; headers?: Fields } = {},
): Promise<Answer> {
  return ask('/todos', {
    method: 'POST',
    headers: {
      accept: 'text/x-component',
      // A form brings a content type of its own.
      ...(!('form' in what) && { 'content-type': 'text/plain;charset=UTF-8' }),
      'next-action': id,
      ...(session !== undefined && { cookie: cookieHeader(session) }),
      ...headers,
    },
    body: bodyOf(what),
  })
}

function bodyOf(what: Call): BodyInit {
  if ('body' in what) return what.body
  if ('args' in what) return JSON.stringify(what.args)
  // React's encoding of the arguments `(null, form)`: the form's fields are part 1.
  const body = new FormData()
  for (const [name, value] of Object.entries(what.form)) body.append(`_1_${name}`, value)
  body.append('0', '[null,"$K1"]')
  return body
}

/** What the action returned, from the lines of React's format; undefined if it returned nothing. */
export function returned({ body }: Answer): { ok?: boolean; code?: string } | undefined {
  const line = /^\w+:(\{"ok":.*\})$/m.exec(body)?.[1]
  return line === undefined ? undefined : (JSON.parse(line) as { ok: boolean; code?: string })
}

/** Has an action add a todo, as the page of this user would. */
export async function createByHand(
  session: SessionCookies,
  email: string,
  title = 'milk',
): Promise<Answer> {
  const form = { expectedUserId: await userId(email), id: crypto.randomUUID(), title }
  return call(actionId('createTodo'), { form }, { session })
}
