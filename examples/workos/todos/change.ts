import type { Todo, View } from './schema'

/** Something that is being written, as the list shows it until the server has answered. */
export type Change =
  | { kind: 'create' | 'restore'; todo: Todo }
  | { kind: 'update'; todo: Pick<Todo, 'id'> & Partial<Todo> }
  | { kind: 'delete'; id: string }
  | { kind: 'deleteDone' }

/** Returns the rows of a view after a change. */
export function applyChange(rows: readonly Todo[], change: Change, view: View): Todo[] {
  return changed(rows, change, view).filter(
    ({ is_complete }) => view.filter === 'all' || is_complete === (view.filter === 'done'),
  )
}

function changed(rows: readonly Todo[], change: Change, { before }: View): readonly Todo[] {
  switch (change.kind) {
    case 'create':
      return before ? rows : [change.todo, ...rows]
    case 'restore': {
      const next = rows.findIndex(({ created_at }) => created_at < change.todo.created_at)
      return rows.toSpliced(next < 0 ? rows.length : next, 0, change.todo)
    }
    case 'update':
      return rows.map((row) => (row.id === change.todo.id ? { ...row, ...change.todo } : row))
    case 'delete':
      return rows.filter(({ id }) => id !== change.id)
    case 'deleteDone':
      return rows.filter(({ is_complete }) => !is_complete)
  }
}
