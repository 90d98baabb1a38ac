import { ada, bob } from './fixture.ts'

/** How a session stands before Postgres: its role, its claims, and who it is taken for. */
export interface Session {
  readonly name: string
  readonly role: 'authenticated' | 'anon' | 'authenticator'
  /** The setting as text; undefined leaves it unset. */
  readonly claims: string | undefined
  readonly is: 'bob' | 'nobody' | 'refused'
}

const authenticated = (name: string, is: Session['is'], claims?: object | string): Session => ({
  name,
  role: 'authenticated',
  claims: typeof claims === 'object' ? JSON.stringify(claims) : claims,
  is,
})

/** What is expired, forged or unsigned never gets here: the gateway refuses it before. */
export const sessions: readonly Session[] = [
  authenticated('Bob', 'bob', { sub: bob, role: 'authenticated' }),
  authenticated('Bob without a role in the claims', 'bob', { sub: bob }),
  authenticated('Bob with a wrong role in the claims', 'bob', { sub: bob, role: 'project_admin' }),
  authenticated('Bob with a forged user_id in the claims', 'bob', {
    sub: bob,
    user_id: ada,
    uid: ada,
  }),
  authenticated('nobody: no sub', 'nobody', { role: 'authenticated', user_id: ada }),
  authenticated('nobody: an empty sub', 'nobody', { sub: '' }),
  authenticated('nobody: sub null', 'nobody', { sub: null }),
  authenticated('nobody: empty claims', 'nobody', ''),
  authenticated('nobody: no claims', 'nobody'),
  { name: 'anonymous', role: 'anon', claims: '{"role":"anon"}', is: 'refused' },
  {
    name: 'anonymous with Ada’s sub',
    role: 'anon',
    claims: JSON.stringify({ sub: ada }),
    is: 'refused',
  },
  {
    name: 'PostgREST’s login, without a role',
    role: 'authenticator',
    claims: JSON.stringify({ sub: ada }),
    is: 'refused',
  },
]
