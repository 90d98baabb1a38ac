import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionCookies } from '../src/providers/provider.ts'
import { type Answer, ask } from './ask.ts'
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

const own = 'app/actions.ts '

/** The ids of the app's own actions, by their names. */
export const ownActionIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(actionIds)
    .filter(([name]) => name.startsWith(own))
    .map(([name, id]) => [name.slice(own.length), id]),
)

/** The id of one of the app's own actions. */
export function actionId(name: string): string {
  const id = ownActionIds[name]
  if (!id) throw new Error(`The build has no action ${name} in app/actions.ts`)
  return id
}

/** The ids of the actions that stand inside of a component, by the file that it is in. */
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

/** Calls a Server Action as a page would, with anything as its arguments, or as its body. */
export function call(
  id: string,
  what: { args: readonly unknown[] } | { body: string },
  { session, headers = {} }: { session?: SessionCookies; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return ask('/', {
    method: 'POST',
    headers: {
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': id,
      ...(session !== undefined && { cookie: cookieHeader(session) }),
      ...headers,
    },
    body: 'body' in what ? what.body : JSON.stringify(what.args),
  })
}

/** What the action returned, from the lines of React's format; undefined when it returned nothing. */
export function returned({ body }: Answer): { ok?: boolean; code?: string } | undefined {
  const line = /^\w+:(\{"ok":.*\})$/m.exec(body)?.[1]
  return line === undefined ? undefined : (JSON.parse(line) as { ok: boolean; code?: string })
}
