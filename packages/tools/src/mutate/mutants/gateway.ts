import { type MutantTable, unit } from '../mutant.ts'

const json = unit('packages/local', 'test/insforge/http/json.test.ts')
const query = unit('packages/local', 'test/insforge/http/query.test.ts')
const paths = unit('packages/local', 'test/insforge/http/paths.test.ts')
const etag = unit('packages/local', 'test/insforge/http/etag.test.ts')
const bodies = unit('packages/local', 'test/insforge/http/bodies.test.ts')
const upstream = unit('packages/local', 'test/insforge/upstream.test.ts')

/** How the gateway answers: an app that works here must work with InsForge. */
export const mutants: MutantTable = {
  'packages/local/src/insforge/gateway/query.ts': {
    'gateway: a key that comes twice is passed on twice': [
      'An app with two .or() filters works here and is a 400 with InsForge.',
      '=> pairs(key.trim(), value)) → => Array.isArray(value) ? value.map((each) => [key, each]) : pairs(key, value))',
      query('a key that is not a column, twice or'),
    ],
  },
  'packages/local/src/insforge/gateway/target.ts': {
    'gateway: a schema that comes twice is taken': [
      'A request goes to one schema here, and is rejected by InsForge.',
      "typeof asked !== 'string' || named === '' → named === ''",
      query('a key that is not a column, twice schema=public&schema=public'),
    ],
  },
  'packages/local/src/insforge/gateway/route.ts': {
    'gateway: what follows the name is ignored': [
      'An app that calls a function by a wrong path works here and gets a 404 from InsForge.',
      "}/?$`, 'i') → }(/.*)?$`, 'i')",
      paths('a path that is not there /api/database/records/todos/more'),
    ],
    'gateway: paths match in their own case only': [
      'An app that works with InsForge gets a 404 here.',
      "/?$`, 'i') → /?$`)",
      paths('a path in other words /API/DATABASE/RECORDS/todos'),
    ],
  },
  'packages/local/src/insforge/gateway/data.ts': {
    'gateway: rows are passed on as they came': [
      'What PostgREST writes differs from what InsForge sends, such as numbers that JavaScript rounds.',
      'return text && JSON.parse(text) → return text && JSON.parse(text) && text',
      json('rows are serialized anew a list'),
    ],
    'gateway: a form becomes JSON': [
      'A form that InsForge saves is rejected here.',
      'return isForm ? → return type === body ?',
      bodies('a body that is read a form'),
    ],
  },
  'packages/local/src/insforge/gateway/answer.ts': {
    'gateway: ETag never matches': [
      'What a browser does with its copy of an answer is seen with InsForge for the first time.',
      'isRead && fresh(asked, { etag }) → isRead && fresh({}, { etag })',
      etag('a client that names it gets 304 for a GET'),
    ],
    'gateway: a copy is enough for a refusal': [
      'A client is told that nothing changed where InsForge tells it what is wrong.',
      "['GET', 'HEAD'].includes(method) && status < 300 → ['GET', 'HEAD'].includes(method)",
      etag('every answer has one a refusal'),
    ],
  },
  'packages/local/src/insforge/gateway/upstream.ts': {
    'gateway: half an answer passes for a whole one': [
      'A list that was cut off looks complete.',
      'resolve({ answer: { status, headers, text: undefined }, sent }) → resolve({ answer: { status, headers, text }, sent })',
      upstream('answers once PostgREST has answered in full'),
    ],
    'gateway: a write is repeated that may have arrived': [
      'What was sent once is stored twice.',
      'cutOff.has(code) && harmless.has(options.method) → cutOff.has(code)',
      upstream('that cuts the connection is asked again for a read only'),
    ],
  },
}
