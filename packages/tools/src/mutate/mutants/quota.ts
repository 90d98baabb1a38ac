import type { Mutant } from '../mutant.ts'

const file = 'sql/patterns/quota.sql'
const limit = { package: 'local', file: 'test/insforge/patterns/quota.test.ts' }

/** How many rows of a table one user can have. */
export const quota: readonly Mutant[] = [
  {
    name: 'quota: no lock',
    means: 'A user who sends many requests at once stores more rows than allowed.',
    file,
    find: "  perform pg_advisory_xact_lock(hashtextextended(tg_relid || ' ' || caller, 0));\n",
    replace: '',
    check: { ...limit, test: 'a second insert waits for the first' },
  },
  {
    name: 'quota: one lock for all users',
    means: 'All users wait for each other whenever one of them adds a row.',
    file,
    find: "tg_relid || ' ' || caller",
    replace: 'tg_relid::text',
    check: { ...limit, test: 'a user does not wait for another' },
  },
  {
    name: 'quota: never reached',
    means: 'A user can fill the database.',
    file,
    find: 'using caller, most + 1;',
    replace: 'using caller, most;',
    check: { ...limit, test: 'a user at the limit can insert nothing more' },
  },
  {
    name: 'quota: one row too few',
    means: 'A user can store one row less than promised.',
    file,
    find: 'if has > most then',
    replace: 'if has >= most then',
    check: { ...limit, test: 'of parallel inserts as many succeed' },
  },
  {
    name: 'quota: of all users together',
    means: 'One user with many rows keeps all others from adding any.',
    file,
    find: 'where user_id = $1 limit $2',
    replace: 'where $1 is not null limit $2',
    check: { ...limit, test: 'a user at the limit does not limit another' },
  },
  {
    name: 'quota: limits the admin key',
    means: 'A server with the admin key, or a migration, cannot add rows.',
    file,
    find: '  if caller is null then return null; end if;\n',
    replace: "  if caller is null then raise exception using errcode = 'QUOTA'; end if;\n",
    check: { ...limit, test: 'the admin key is not limited' },
  },
  {
    name: "quota: without the owner's rights",
    means: 'A user gets around the limit with rows that they can no longer read.',
    file,
    find: 'language plpgsql security definer',
    replace: 'language plpgsql',
    check: { ...limit, test: 'rows that a user can no longer read count' },
  },
]
