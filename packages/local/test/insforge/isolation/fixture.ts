import { readFileSync } from 'node:fs'
import { type Instance, instancePerFile } from '../instance.ts'

export const ada = 'isolation|ada'
export const bob = 'isolation|bob'

/** Ada's todo, Bob's, and three notes: each on their own todo, and one of Bob's on Ada's. */
export const adasTodo = 'aaaaaaaa-0000-4000-8000-000000000001'
export const bobsTodo = 'bbbbbbbb-0000-4000-8000-000000000001'
/** What only Ada may ever be answered. */
export const adasWords = 'Ada’s words'

const seed = `
  delete from todo_notes;
  delete from todos;
  insert into todos (id, user_id, title) values
    ('${adasTodo}', '${ada}', '${adasWords}'), ('${bobsTodo}', '${bob}', 'Bob’s');
  insert into todo_notes (todo_id, user_id, body) values
    ('${adasTodo}', '${ada}', '${adasWords}, noted'),
    ('${bobsTodo}', '${bob}', 'on Bob’s'), ('${adasTodo}', '${bob}', 'on Ada’s')`

/** InsForge with a table that refers to todos, and functions. */
export function isolationPerFile(): Instance {
  const file = '20261102000000_create-todo-notes.sql'
  return instancePerFile({
    [file]: readFileSync(new URL('create-todo-notes.sql', import.meta.url), 'utf8'),
  })
}

/** Puts the rows there anew; gives those of Ada. */
export async function seeded({ database }: Instance): Promise<unknown> {
  await database.query(seed)
  return adasRows(database)
}

/** Everything that is Ada's, whatever it became. */
export async function adasRows(database: Instance['database']): Promise<unknown> {
  const { rows } = await database.query(
    `select to_jsonb(todos) as row from todos where user_id = $1 or id = $2
     union all select to_jsonb(todo_notes) from todo_notes where user_id = $1`,
    [ada, adasTodo],
  )
  return rows
}
