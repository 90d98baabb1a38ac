import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import type { SessionCookies } from '../src/driver.ts'
import { rowsOf, storeRows, userId } from './services.ts'
import { type Answer, ask, goodSession } from './session.ts'
import { stage } from './test.ts'

interface Manifest {
  node: Record<string, { filename: string; exportedName: string }>
}

const manifest = join(stage.appDir, '.next/server/server-reference-manifest.json')
const { node } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest
const actions = Object.entries(node).map(([id, { filename: file, exportedName: name }]) => {
  return { id, file, name }
})

/** The ids of some actions of the build, by their names or files. */
const idsBy = (key: 'name' | 'file', isMeant: (action: (typeof actions)[number]) => boolean) =>
  Object.fromEntries(actions.filter(isMeant).map((action) => [action[key], action.id])) as Readonly<
    Record<string, string>
  >

/** The ids of every Server Action of the build. */
export const actionIds = actions.map(({ id }) => id)

/** The ids of the app's own actions, by their names. */
export const ownActionIds = idsBy('name', ({ file }) => file === 'todos/actions.ts')

/** The ids of the actions inside of a component, by the file that it is in. */
export const componentActionIds = idsBy('file', ({ name }) => name === '$$RSC_SERVER_ACTION_0')

/** The ids of the actions that a package brought into the build, by their names there. */
export const packageActionIds = idsBy('name', ({ file }) => file.startsWith('node_modules/'))

/** The id of the one action in a file of the app. */
export function actionIdIn(file: string): string {
  const id = idsBy('file', (action) => action.file === file)[file]
  if (!id) throw new Error(`The build has no action in ${file}`)
  return id
}

/** True where the app's server asks InsForge, and not the browser. */
export const isServerRendered = Object.keys(ownActionIds).length > 0

/** The id of one of the app's own actions. */
export function actionId(name: string): string {
  const id = ownActionIds[name]
  if (!id) throw new Error(`The build has no action ${name} in todos/actions.ts`)
  return id
}

/** The fields of a form, or headers. */
export type Fields = Readonly<Record<string, string>>

/** What an action is called with: a form as its page sends it, any arguments, or any body. */
export type Call =
  | { readonly form: Fields }
  | { readonly args: readonly unknown[] }
  | { readonly body: string }

/** Calls a Server Action as a page would. */
export function call(
  id: string,
  what: Call,
  session?: SessionCookies,
  headers: Fields = {},
): Promise<Answer> {
  // A form brings a content type of its own.
  const type = 'form' in what ? {} : { 'content-type': 'text/plain;charset=UTF-8' }
  return ask('/todos', {
    method: 'POST',
    session,
    headers: { accept: 'text/x-component', ...type, 'next-action': id, ...headers },
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

/** What an action returns. */
export interface Returned {
  ok?: boolean
  code?: string
  message?: string
}

/** What the action returned, from the lines of React's format; undefined if it returned nothing. */
export function returned({ body }: Answer): Returned | undefined {
  const line = /^\w+:(\{"ok":.*\})$/m.exec(body)?.[1]
  return line === undefined ? undefined : (JSON.parse(line) as Returned)
}

/** Has an action add a todo, as the page of this user would. */
export const createByHand = async (session: SessionCookies, email: string, title?: string) =>
  createAs(session, await userId(email), title)

/** The same for the user with this id. */
export async function createAs(session: SessionCookies, expectedUserId: string, title = 'milk') {
  const form = { expectedUserId, id: crypto.randomUUID(), title }
  return returned(await call(actionId('createTodo'), { form }, session))
}

/** A user with an open todo and a done one, and how both are stored. */
export async function withTodos(context: BrowserContext) {
  const { email, good } = await goodSession(context)
  await storeRows(email, [
    { title: 'open', is_complete: false, created_at: '2026-01-01T00:00:00.000Z' },
    { title: 'done', is_complete: true, created_at: '2026-01-01T00:00:01.000Z' },
  ])
  const rows = await rowsOf(email)
  return { email, good, rows, id: String(rows[0]?.id), user: await userId(email) }
}

/** The fields of each action's form, for the todo `id`, on a page that was rendered for `user`. */
export const rightFields = (id: string, expectedUserId: string): [name: string, Fields][] => {
  const whole = { title: 'taken over', is_complete: 'true', created_at: '2026-01-01T00:00:00.000Z' }
  const fields: Record<string, Fields> = {
    createTodo: { id, title: 'taken over' },
    updateTodo: { id, is_complete: 'true' },
    deleteTodo: { id },
    restoreTodo: { id, ...whole },
    deleteDone: {},
  }
  return Object.entries(fields).map(([name, own]) => [name, { expectedUserId, ...own }])
}

/** The names of the app's actions. */
export const actionNames = rightFields('', '').map(([name]) => name)

/** The fields of a form whose action remembers its last answer, as browsers send it without JavaScript. */
export const withState = (id: string, fields: Fields): Fields => ({
  $ACTION_REF_1: '',
  '$ACTION_1:0': JSON.stringify({ id, bound: '$@1' }),
  '$ACTION_1:1': '[null]',
  ...fields,
})

/** Every action of the app, in both kinds of forms: with the last answer, and with its own fields alone. */
export const forms = (todoId: string, user: string): [string, Fields][] =>
  rightFields(todoId, user).flatMap(([name, fields]): [string, Fields][] => [
    [`${name}, with state`, withState(actionId(name), fields)],
    [`${name}, without state`, { [`$ACTION_ID_${actionId(name)}`]: '', ...fields }],
  ])

/** Posts a form to the page of the list. */
export function post(fields: Fields, headers: Fields, session?: SessionCookies): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return ask('/todos', { method: 'POST', headers, session, body })
}

/** What a browser sends along from the app's own page. */
export const own = { origin: stage.appUrl }

/** Origins that are not the app's, however much they look like it. */
export const foreignOrigins = [
  'https://evil.example',
  'null',
  'http://localhost:1',
  'http://localhost.evil.example',
]
