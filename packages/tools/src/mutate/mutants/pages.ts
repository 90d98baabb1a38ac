import { browser, type MutantTable, unit } from '../mutant.ts'

const guard = browser('workos', 'suite/guard.spec.ts')
const firstLoad = browser('workos', 'suite/first-load.spec.ts')
const development = browser('workos', 'suite/development.spec.ts')
const notReady = browser('workos', 'suite/not-ready.spec.ts')
const production = browser('workos', 'suite/requests.spec.ts')
const makeItYours = browser('workos', 'suite/make-it-yours.spec.ts')
const newcomer = browser('workos', 'suite/newcomer.spec.ts')
const proxy = unit('packages/shared', 'starter/test/lib/proxy.test.ts')
const rules = unit('packages/tools', 'test/rules.test.ts')
const accessibility = browser('workos', 'suite/accessibility.spec.ts')
const faults = browser('workos', 'suite/faults.spec.ts')
const slowNetwork = browser('workos', 'suite/slow-network.spec.ts')
const twoTabs = browser('workos', 'suite/two-tabs.spec.ts')
const todos = browser('workos', 'suite/todos.spec.ts')
const beforeHydration = browser('workos', 'suite/without-scripts.spec.ts')
const noJavascript = browser('workos', 'suite/without-scripts.spec.ts')
const navigation = browser('workos', 'suite/navigation.spec.ts')
const requests = browser('workos', 'suite/requests.spec.ts')
const translation = browser('workos', 'suite/translation.spec.ts')
const deployment = browser('workos', 'suite/deployment.spec.ts')
const manyRows = browser('workos', 'suite/many-rows.spec.ts')
const data = unit('packages/shared', 'test/data.test.ts')
const keyboard = browser('workos', 'suite/keyboard.spec.ts')

/** What a page may do and reveal, and what users see of their todos. */
export const mutants: MutantTable = {
  'packages/shared/starter/lib/proxy.ts': {
    'page: no Content-Security-Policy': [
      'An injected script runs as the user.',
      '  response?.headers.set(HEADER, policy)\n →',
      guard('every page carries a policy with a nonce of its own'),
    ],
    'page: every nonce is the same': [
      'Anyone who has seen one page can write scripts that run on all of them.',
      "btoa(crypto.randomUUID()) → btoa('always the same')",
      guard('every page carries a policy with a nonce of its own', /Received: +1/),
    ],
    'page: a cache may keep answers': [
      'What stands between users and the app hands one user’s session to the next.',
      "  response?.headers.set('Cache-Control', 'no-store')\n →",
      guard('no answer to a user, and none that begins or ends a session, is kept'),
    ],
    'page: no Strict-Transport-Security': [
      'The first request of a visit goes by http, for anyone on the way to answer.',
      "address.startsWith('https:') → address.startsWith('never')",
      proxy('keeps browsers on https where the app is reached by it'),
    ],
    'page: this machine is kept on https': [
      'After one run with https, no other app on localhost can be opened for two years.',
      ' && !isLoopback(address)) → )',
      proxy('does not where the app is at https://localhost:3000'),
    ],
    'page: the SDK runs while a variable is missing': [
      'Visitors get an error that the SDK words, which can hold what is set.',
      'if (problems.length > 0) return → if (problems.length < 0) return',
      proxy('the provider is not asked about /login'),
    ],
    'page: an app that is not configured redirects to itself': [
      'On 127.0.0.1 or behind TLS an incomplete app answers with nothing, or with a 500.',
      'if (problems.length > 0) return setupPage(problems, nonce)',
      "if (problems.length > 0 && request.headers.get('host') === 'app.example') return NextResponse.rewrite('http://app.example/setup')\n    if (problems.length > 0) return setupPage(problems, nonce)",
      notReady('an app that listens on 127.0.0.1 alone answers that it is not ready, too'),
    ],
  },
  'packages/shared/starter/lib/security-policy.ts': {
    'page: inline scripts are allowed': [
      'A title or name that is not escaped somewhere is a script that runs as the user.',
      `\`'nonce-\${nonce}'\`, "'strict-dynamic'", ...evaluated`,
      '"\'unsafe-inline\'", ...evaluated',
      guard('stops a script that is not the app’s'),
    ],
    'page: style attributes are refused in production': [
      'An owner’s page looks right in development and broken once it is deployed.',
      "; ${FIXED}` → ; ${isDevelopment ? FIXED : FIXED.replace('unsafe-inline', 'none')}`",
      makeItYours('name, colors, a column, a table with its page, pages of one’s own'),
    ],
  },
  'packages/shared/starter/next.config.ts': {
    'page: the other security headers are dropped': [
      'Another site can show the app in a frame and make visitors click in it.',
      'headers: securityHeaders → headers: securityHeaders.slice(2)',
      guard('every page carries a policy with a nonce of its own', /x-frame-options/),
    ],
    'page: anyone can have images converted': [
      'Requests without an account keep the server busy, with images that the app does not have.',
      '  images: { unoptimized: true },\n →',
      guard('nothing answers for images that the app does not have'),
    ],
    'page: other sites may load what the app answers': [
      'A page of another site can have the answers of a signed-in user in its memory.',
      "  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },\n →",
      guard('every page carries a policy with a nonce of its own', /cross-origin-resource-policy/),
    ],
  },
  'packages/shared/starter/components/setup-page.ts': {
    'page: visitors are told which variable is missing': [
      'A deployment that lacks a secret tells everyone how it is built.',
      "=== 'production' → === 'test'",
      development('in production only the log names the variable that is missing'),
    ],
    'page: an app that is not configured answers 200': [
      'Monitoring and load balancers treat the app as healthy and send users to it.',
      '    status: 503,\n →',
      notReady('while a variable is missing, every address answers', /Expected: 503/),
    ],
    'page: a missing variable is not logged': [
      'In production nothing tells the owner which variable is missing.',
      'logCause(`${name} ${problem}.`, {}) → String(name + problem)',
      development('in production only the log names the variable that is missing', /is not set/),
    ],
  },
  'packages/shared/starter/app/todos/page.tsx': {
    'page: the development panel shows in production': [
      'Every visitor of a real app sees a panel that is meant for developers.',
      "process.env.NODE_ENV === 'development' && → process.env.NODE_ENV !== 'test' &&",
      production('nothing moves when the list arrives'),
    ],
    'todos: an outage is shown as an empty list': [
      'While the database is down, users believe that everything is gone.',
      '        list={list}\n',
      '        list={list.ok ? list : { ok: true, data: { todos: [], count: 0 } }}\n',
      faults('every text outlives the death of InsForge', /Couldn’t load/),
    ],
  },
  'packages/shared/starter/app/error.tsx': {
    'page: the error page cannot recover': [
      'After one failed read only a reload helps, although the button says otherwise.',
      ' onClick={() => location.reload()} →',
      makeItYours('name, colors, a column, a table with its page, pages of one’s own', /recovered/),
    ],
  },
  'examples/workos/auth/accent.css': {
    'accent: too light': [
      'Links and buttons are hard to read in bright light, and unreadable for many people.',
      'light-dark(#5b5bd6, → light-dark(#8f8fff,',
      rules('examples/workos has a readable accent color'),
    ],
  },
  'packages/shared/starter/app/layout.tsx': {
    'page: attributes of browser extensions are reported as errors': [
      'A newcomer’s first page shows “1 Issue”, because of an extension.',
      '<body suppressHydrationWarning> → <body>',
      newcomer('in a fresh clone one command runs the example'),
    ],
  },
  'packages/shared/starter/components/header.tsx': {
    'page: a long address wraps the header': [
      'Users with a long address see a header of two lines, and their phone scrolls sideways.',
      'className="truncate max-sm:sr-only" → className="whitespace-nowrap"',
      accessibility('an address of 60 characters is cut with an ellipsis at 320 px'),
    ],
  },
  'packages/shared/starter/todos/use-todos.ts': {
    'todos: a text that could not be stored is gone': [
      'A user who writes during an outage has to write it again from memory.',
      'setFailed((all) => [...all, { ...write, id, failure: result, retry }]) → void retry',
      faults('every text outlives the death of InsForge', /“bread” isn’t saved yet/),
    ],
    'todos: a failed change is not reported': [
      'A todo that was completed is open again later, and no message says why.',
      '        if (result.ok) return\n',
      '        if (result.ok || write.title === undefined) return\n',
      twoTabs('completing a todo that is gone is reported'),
    ],
    'todos: a failed rename is not reported': [
      'The typed text is thrown away, and the field closes as if all were well.',
      '        if (result.ok) return\n',
      "        if (result.ok || result.code === 'not_found') return\n",
      twoTabs('a rename of a todo that is gone is reported'),
    ],
    'todos: a todo that is added shows on every page': [
      'A new todo seems to be among old ones, and jumps away.',
      '  (!before || created_at <= before.created_at)',
      '  (!before || created_at !== before.created_at)',
      manyRows('a todo that is added on an older page is at the top of the newest'),
    ],
  },
  'packages/shared/starter/todos/forms.tsx': {
    'todos: React resets the form after a todo is stored': [
      'A user who has started to type the next todo loses it.',
      '        event.preventDefault()\n →',
      slowNetwork('while a todo is being stored the next can be written'),
    ],
    'todos: the check needs the page’s scripts': [
      'On a slow network the first clicks do nothing, and without JavaScript none does.',
      '      action={form.formAction}\n →',
      beforeHydration('a todo can be completed'),
    ],
  },
  'packages/shared/starter/todos/notices.tsx': {
    'todos: undo creates a new todo': [
      'A restored todo is at the top, as if it had been written today.',
      'Object.entries(todo) → Object.entries({ ...todo, created_at: new Date().toISOString() })',
      todos('are put back by Undo as they were'),
    ],
    'todos: the text is not kept over the reload': [
      'After a deployment, the text that was typed in an open tab is lost.',
      'location.hash = `draft= → location.hash = `lost=',
      deployment('a new todo is kept over the reload', /milk/),
    ],
    'todos: the focus is lost after a deletion': [
      'Keyboard users start at the top of the page after every deletion.',
      "if (document.activeElement?.matches('body, ul')) element?.focus() → void element",
      keyboard('after a deletion the next stop is its Undo button'),
    ],
  },
  'packages/shared/starter/todos/data.ts': {
    'todos: each submit of a draft has its own id': [
      'An impatient second click stores a todo twice.',
      'insert(todo) → insert({ ...todo, id: crypto.randomUUID() })',
      beforeHydration('a todo can be added, and adding it twice stores it once'),
    ],
    'todos: rows of one moment are skipped between pages': [
      'Todos that were imported together can never be seen.',
      `,and(created_at.eq.\${created_at},id.lt.\${id})`,
      '',
      data('gives every todo exactly once, by the links'),
    ],
  },
  'packages/shared/starter/todos/new-todo-form.tsx': {
    'todos: the next todo has the id of the one before': [
      'A second todo overwrites the first.',
      '    setId(crypto.randomUUID())\n →',
      todos('are shown by the filter that the address names'),
    ],
    'todos: without JavaScript a refused title is gone': [
      'A user without JavaScript has to write a title again that was one character too long.',
      '        defaultValue={refused?.sent?.title}\n →',
      noJavascript('a title that is refused comes back with its text'),
    ],
  },
  'packages/shared/starter/todos/todo-item.tsx': {
    'todos: the browser loads the schemas': [
      'Every first visit loads another 90 kB of scripts before anything can be clicked.',
      "import { titleProblem } from './title'\n",
      "import { titleSchema } from './schema'\nconst titleProblem = (title: string) => titleSchema.safeParse(title).error?.issues[0]?.message\n",
      firstLoad('the first view is one request, and few scripts'),
    ],
    'todos: without JavaScript the editor cannot be opened': [
      'A user without JavaScript cannot change a title.',
      'todos.view.edit === id && → todos.view.edit === title &&',
      noJavascript('todos are added, completed, renamed, deleted and restored'),
    ],
    'todos: a check without a name': [
      'Users of a screen reader hear “checkbox” and complete something to find out.',
      '        aria-labelledby={titleId}\n →',
      accessibility(
        'axe finds no barrier, light or dark: a list with todos',
        /button-name|aria-toggle-field-name/,
      ),
    ],
  },
  'packages/shared/starter/todos/schema.ts': {
    'todos: the filter is not read from the URL': [
      'A bookmark, a reload and the Back button show another list than they should.',
      "filter: z.enum(['all', 'active', 'done']).catch('all')",
      "filter: z.enum(['all', 'active', 'done']).catch('all').transform((): 'all' | 'active' | 'done' => 'all')",
      todos('are shown by the filter that the address names'),
    ],
    'todos: any number of rows is read at once': [
      'One address makes the server read and send a whole table.',
      'Math.min(MOST, Math.max(STEP, → Math.max(Math.min(STEP, MOST), Math.max(STEP,',
      manyRows('no address reads more than 200 rows, or none'),
    ],
  },
  'packages/shared/starter/todos/list-links.tsx': {
    'todos: a clicked filter does not show until the writes end': [
      'While a write is slow, a click on a filter seems to do nothing for seconds.',
      'onNavigate: () => setClicked({ to, from: address }) → onNavigate: () => undefined',
      navigation('a filter clicked during writes is chosen at once'),
    ],
    'todos: links read the list ahead of time': [
      'Every view costs the database several requests that no user asked for.',
      '      prefetch: false,\n →       prefetch: true,\n',
      requests('a view of 20 rows is one request to InsForge'),
    ],
  },
  'packages/shared/starter/todos/todo-app.tsx': {
    'todos: Back shows what the router kept': [
      'After Back, users see a list without what another tab has written.',
      "    addEventListener('popstate', refresh, { signal })\n →",
      navigation('Back and Forward show what the table holds'),
    ],
    'todos: texts of several parts go stale in a translated page': [
      'Users of the browser’s translation see wrong counts.',
      `{\`\${todos.count} \${todos.count === 1 ? 'todo' : 'todos'}\`}`,
      "{todos.count} {todos.count === 1 ? 'todo' : 'todos'}",
      translation('a page that the browser has translated goes on'),
    ],
  },
  'packages/shared/starter/lib/server-action.ts': {
    'todos: a write does not bring the new list': [
      'A todo that was just added is gone again a moment later.',
      'if (result.ok || [ → if (!result.ok && [',
      requests('a write is one write and one read, in one round trip to the app'),
    ],
  },
  'packages/shared/starter/lib/result.ts': {
    'todos: an action of an old build counts as an outage': [
      'After a deployment, open tabs offer “Try again”, which never works.',
      "error.name === 'UnrecognizedActionError' → error.name === 'NeverThrown'",
      deployment('a new todo is kept over the reload', /The app was updated/),
    ],
  },
}
