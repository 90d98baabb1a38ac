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
  {
    name: 'title: invisible characters are a title',
    means: 'A todo is stored that shows nothing and cannot be found again.',
    file: schema,
    find: 'VISIBLE.test(title)',
    replace: 'VISIBLE.test(title) || title.length > 0',
    check: inTodos('schema', 'which shows nothing'),
  },
  {
    name: 'title: U+0000 reaches Postgres',
    means: 'A pasted text is “not accepted”, with a “Try again” that cannot work.',
    file: schema,
    find: '!/\\0|\\p{Surrogate}/u.test(title)',
    replace: '!/\\p{Surrogate}/u.test(title)',
    check: inTodos('schema', 'which Postgres can’t store'),
  },
  {
    name: 'restore: any date',
    means:
      'One forged form stores a date that cannot be read back, and the whole list is an error.',
    file: schema,
    find: "Date.parse('0001-01-02') <= Date.parse(date) && Date.parse(date) <= Date.now() + day",
    replace: 'Date.parse(date) !== day',
    check: inTodos('schema', 'which can’t be read back'),
  },
  {
    name: 'forms: a refusal repeats the caller’s keys',
    means: 'Hundreds of kilobytes that a caller made up come back as a message.',
    file: 'packages/shared/starter/lib/validation.ts',
    find: "customError: () => failure('invalid').message",
    replace: 'customError: undefined',
    check: inLib('server-action', 'repeats none of the caller’s keys'),
  },
  {
    name: 'forms: as large as they like',
    means: 'Without an account, one request of 1 MB keeps the server busy for a second.',
    file: 'packages/shared/starter/next.config.ts',
    find: "bodySizeLimit: '16kb'",
    replace: "bodySizeLimit: '1mb'",
    sync: true,
    check: {
      example: 'workos',
      file: 'suite/actions-by-hand.spec.ts',
      test: 'a form of more than 16 kB is refused before it is read',
    },
  },
]
