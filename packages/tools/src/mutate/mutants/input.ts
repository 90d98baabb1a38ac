import type { Mutant } from '../mutant.ts'

const returnTo = 'packages/shared/src/auth/return-to.ts'
const schema = 'packages/shared/src/todos/schema.ts'

/** Input from outside: forms, URLs, the environment. */
export const input: readonly Mutant[] = [
  {
    name: 'title: counted in UTF-16 units',
    means: 'A title of 101 emoji is rejected, though Postgres would accept it.',
    file: schema,
    find: '[...title].length <= TITLE_MAX',
    replace: 'title.length <= TITLE_MAX',
    check: { package: 'shared', file: 'test/schema.test.ts', test: 'titleSchema stores' },
  },
  {
    name: 'new todo: accepts every field',
    means: 'A handmade call of the Server Action can write columns that the form does not have.',
    file: schema,
    find: 'newTodoSchema = z.strictObject(',
    replace: 'newTodoSchema = z.looseObject(',
    check: { package: 'shared', file: 'test/schema.test.ts', test: 'has no user_id in a new todo' },
  },
  {
    name: 'return-to: without the // rule',
    means: 'A link to our sign-in page leads to another site after signing in.',
    file: returnTo,
    find: "origin === ORIGIN && !pathname.startsWith('//') ?",
    replace: 'origin === ORIGIN ?',
    check: { package: 'shared', file: 'test/return-to.test.ts', test: 'evil.example" home' },
  },
  {
    name: 'return-to: only the first character checked',
    means: 'A link to our sign-in page leads to another site after signing in.',
    file: returnTo,
    find: "if (!URL.canParse(value, ORIGIN)) return '/'",
    replace: 'if (URL.canParse(value, ORIGIN)) return value',
    check: { package: 'shared', file: 'test/return-to.test.ts', test: 'evil.example" home' },
  },
  {
    name: 'return-to: without a length limit',
    means: 'With a long return URL sign-in fails: the browser drops the cookie that holds it.',
    file: returnTo,
    find: "  if (path.length > LONGEST) return '/'\n",
    replace: '',
    check: {
      package: 'shared',
      file: 'test/return-to.test.ts',
      test: 'keeps what a cookie has room for, and no more',
    },
  },
  {
    name: 'environment: pasted values not checked',
    means: 'A secret that ends in a line break fails later, with an error that names no variable.',
    file: 'packages/shared/src/env/env.ts',
    find: '(checkPaste(value) ?? check?.(value))',
    replace: 'check?.(value)',
    check: { package: 'shared', file: 'test/env.test.ts', test: 'has quotes around it' },
  },
  {
    name: 'environment: the value in the message',
    means: 'A secret that is too short ends up in the log.',
    file: 'packages/shared/src/env/env.ts',
    find: '{ name, problem }) => `$',
    replace: '{ name, problem }) => source[name] + `$',
    check: { package: 'shared', file: 'test/env.test.ts', test: 'names what is wrong without' },
  },
]
