import type { Mutant } from '../mutant.ts'

const returnTo = 'packages/shared/starter/lib/return-to.ts'
const schema = 'packages/shared/starter/todos/schema.ts'
const env = 'packages/shared/starter/lib/env.ts'

const inLib = (name: string, test: string) => ({
  package: 'shared',
  file: `starter/test/lib/${name}.test.ts`,
  test,
})

const inTodos = (name: string, test: string) => ({
  package: 'shared',
  file: `starter/test/todos/${name}.test.ts`,
  test,
})

/** Input from outside: forms, URLs, the environment. */
export const input: readonly Mutant[] = [
  {
    name: 'title: counted in UTF-16 units',
    means: 'A title of 101 emoji is rejected, though Postgres would accept it.',
    file: schema,
    find: '[...title].length <= 200',
    replace: 'title.length <= 200',
    check: inTodos('schema', 'titleSchema stores'),
  },
  {
    name: 'new todo: accepts every field',
    means: 'A handmade call of the Server Action can write columns that the form does not have.',
    file: schema,
    find: 'todoSchema.pick({ id: true }).strict()',
    replace: 'todoSchema.pick({ id: true }).loose()',
    check: inTodos('schema', 'has no user_id in a new todo'),
  },
  {
    name: 'return-to: without the // rule',
    means: 'A link to our sign-in page leads to another site after signing in.',
    file: returnTo,
    find: "origin === ORIGIN && !pathname.startsWith('//') ?",
    replace: 'origin === ORIGIN ?',
    check: inLib('return-to', 'evil.example" home'),
  },
  {
    name: 'return-to: only the first character checked',
    means: 'A link to our sign-in page leads to another site after signing in.',
    file: returnTo,
    find: "if (!URL.canParse(value, ORIGIN)) return '/'",
    replace: 'if (URL.canParse(value, ORIGIN)) return value',
    check: inLib('return-to', 'evil.example" home'),
  },
  {
    name: 'return-to: without a length limit',
    means: 'With a long return URL sign-in fails: the browser drops the cookie that holds it.',
    file: returnTo,
    find: "  if (path.length > MAX_LENGTH) return '/'\n",
    replace: '',
    check: inLib('return-to', 'keeps what a cookie has room for, and no more'),
  },
  {
    name: 'environment: pasted values not checked',
    means: 'A secret that ends in a line break fails later, with an error that names no variable.',
    file: env,
    find: '(checkPaste(value) ?? check?.(value))',
    replace: 'check?.(value)',
    check: inLib('env', 'has quotes around it'),
  },
  {
    name: 'environment: the value in the message',
    means: 'A secret that is too short ends up in the log.',
    file: env,
    find: '{ name, problem }) => `$',
    replace: '{ name, problem }) => source[name] + `$',
    check: inLib('env', 'names what is wrong without'),
  },
]
