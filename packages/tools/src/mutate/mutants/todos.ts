import type { Mutant } from '../mutant.ts'

const example = 'workos'
const shared = 'packages/shared/src/todos'

/** What users see of their todos. */
export const todos: readonly Mutant[] = [
  {
    name: 'todos: a text that could not be stored is gone',
    means: 'A user who writes during an outage has to write it again from memory.',
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
    name: 'todos: React resets the form after a todo is stored',
    means: 'A user who has started to type the next todo loses it.',
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
    name: 'todos: a failed change is not reported',
    means: 'A todo that was completed is open again later, and no message says why.',
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
    means: 'While the database is down, users believe that everything is gone.',
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
    name: 'todos: undo creates a new todo',
    means: 'A restored todo is at the top, as if it had been written today.',
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
    name: 'todos: each submit of a draft has its own id',
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
    name: 'todos: the filter is not read from the URL',
    means: 'A bookmark, a reload and the Back button show another list than they should.',
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
    name: 'todos: a conflicting rename is not reported',
    means: 'The typed text is thrown away, and the field closes as if all were well.',
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
    means: 'Users of a screen reader hear “button” and delete something to find out.',
    file: `${shared}/todo-item.tsx`,
    find: '          <span className="visually-hidden">Delete “{todo.title}”</span>\n',
    replace: '',
    sync: true,
    check: {
      example,
      file: 'suite/accessibility.spec.ts',
      test: 'axe finds no barrier, light or dark: a list with todos',
      says: /button-name/,
    },
  },
  {
    name: 'todos: the focus is lost after a deletion',
    means: 'Keyboard users start at the top of the page after every deletion.',
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
