import type { Break } from '../break.ts'

const example = 'workos'
const shared = 'packages/shared/src/todos'

/** What people see of their todos. */
export const todos: readonly Break[] = [
  {
    name: 'todos: a text that could not be stored is gone',
    means: 'Whoever writes during an outage writes it again, from memory.',
    file: `${shared}/use-todos.ts`,
    find: 'if (!result.ok) setUnsent((all) => [...all, { ...draft, failure: result }])',
    replace: "tell(result, 'It was not stored.', () => add(draft))",
    sync: true,
    check: {
      example,
      file: 'suite/faults.spec.ts',
      test: 'while InsForge is dead every text stays',
      says: /“bread” is not stored yet/,
    },
  },
  {
    name: 'todos: React empties the form when a todo has been stored',
    means: 'Whoever has begun to write the next one by then loses what they have typed.',
    file: `${shared}/new-todo-form.tsx`,
    find: 'action={send} onReset={keep}',
    replace: 'action={send}',
    sync: true,
    check: {
      example,
      file: 'suite/slow-network.spec.ts',
      test: 'while a todo is being stored the next can be written',
      says: /two, half writ/,
    },
  },
  {
    name: 'todos: a change that failed is passed over in silence',
    means: 'A check that somebody set is off again later, and nobody said why.',
    file: `${shared}/use-todos.ts`,
    find: "actions.update({ id: todo.id, is_complete }), put)\n    if (!result.ok && result.code === 'not_found') settle(drop(todo))\n    tell(",
    replace:
      "actions.update({ id: todo.id, is_complete }), put)\n    if (!result.ok && result.code === 'not_found') settle(drop(todo))\n    if (result.ok) tell(",
    sync: true,
    check: {
      example,
      file: 'suite/two-tabs.spec.ts',
      test: 'completing what was cleared elsewhere is told',
    },
  },
  {
    name: 'todos: an outage is shown as an empty list',
    means: 'Whoever looks while the database is down believes that everything is gone.',
    file: `${shared}/todo-app.tsx`,
    find: '{loaded.ok ? <TodoListView todos={todos} /> : <LoadFailed failure={loaded} />}',
    replace: '{loaded ? <TodoListView todos={todos} /> : <LoadFailed failure={loaded} />}',
    sync: true,
    check: {
      example,
      file: 'suite/faults.spec.ts',
      test: 'while InsForge is dead every text stays',
      says: /could not be read/,
    },
  },
  {
    name: 'todos: undo makes a new todo',
    means: 'What is put back stands at the top, as if it had been written today.',
    file: `${shared}/use-todos.ts`,
    find: 'actions.restore(todo)',
    replace: 'actions.restore({ ...todo, created_at: new Date().toISOString() })',
    sync: true,
    check: {
      example,
      file: 'suite/todos.spec.ts',
      test: 'are put back by Undo as they were',
    },
  },
  {
    name: 'todos: each sending of a draft has an id of its own',
    means: 'An impatient second click stores a todo twice.',
    file: `${shared}/new-todo-form.tsx`,
    find: "const id = String(form.get('id'))",
    replace: 'const id: string = crypto.randomUUID()',
    sync: true,
    check: {
      example,
      file: 'suite/before-hydration.spec.ts',
      test: 'a todo can be added, and adding it twice stores it once',
    },
  },
  {
    name: 'todos: the check needs the page’s scripts',
    means: 'On a slow network the first clicks do nothing.',
    file: `${shared}/todo-item.tsx`,
    find: '<form action={() => todos.toggle(todo)}>',
    replace:
      '<form\n        onSubmit={(event) => {\n          event.preventDefault()\n          todos.toggle(todo)\n        }}\n      >',
    sync: true,
    check: {
      example,
      file: 'suite/before-hydration.spec.ts',
      test: 'a todo can be completed',
    },
  },
  {
    name: 'todos: the filter is not read from the address',
    means: 'A bookmark, a reload and the Back button show another list than they say.',
    file: `examples/${example}/app/page.tsx`,
    find: '(await searchParams).filter',
    replace: '(await searchParams).view',
    check: {
      example,
      file: 'suite/todos.spec.ts',
      test: 'are shown by the filter that the address names',
    },
  },
  {
    name: 'todos: a rename that met another one is not told',
    means: 'The text that somebody typed is thrown away, and the field closes as if all were well.',
    file: `${shared}/todo-editor.tsx`,
    find: 'if (result?.ok === false) {',
    replace: "if (result?.ok === false && result.code !== 'conflict') {",
    sync: true,
    check: {
      example,
      file: 'suite/two-tabs.spec.ts',
      test: 'a rename does not undo one made elsewhere unseen',
    },
  },
  {
    name: 'todos: a button without a name',
    means: 'Whoever listens to the page hears “button”, and deletes something to find out.',
    file: `${shared}/todo-item.tsx`,
    find: '          <span className="visually-hidden">Delete “{todo.title}”</span>\n',
    replace: '',
    sync: true,
    check: {
      example,
      file: 'suite/accessibility.spec.ts',
      test: 'no page and no state has a barrier',
      says: /button-name/,
    },
  },
  {
    name: 'todos: the focus is lost with what was deleted',
    means: 'Whoever works with the keyboard begins at the top of the page after every deletion.',
    file: `${shared}/undo-delete.tsx`,
    find: "    if (document.activeElement?.matches('body, .todos')) place.current?.focus()\n",
    replace: '',
    sync: true,
    check: {
      example,
      file: 'suite/keyboard.spec.ts',
      test: 'after a deletion the next stop is its undoing',
    },
  },
]
