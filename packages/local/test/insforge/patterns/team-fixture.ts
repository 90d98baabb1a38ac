import { expect } from 'vitest'
import type { Instance } from '../instance.ts'
import { type Person, personIn } from './fixture.ts'

/** What the SDK answers where nothing is allowed, and where no row is. */
export const forbidden = { status: 403, error: { code: '42501' } }
export const nothing = { error: null, data: [] }
export const invalid = { status: 400, error: { code: 'INVIT' }, data: null }
export const needsOwner = { status: 400, error: { code: 'OWNER' } }

/** Two teams that have nothing to do with each other. */
export interface Teams {
  /** Ada owns it, Cleo is a member; each wrote a note. */
  readonly red: string
  readonly ada: Person
  readonly cleo: Person
  /** Bob owns it. */
  readonly blue: string
  readonly bob: Person
}

/** Makes both teams, of new users, through the functions that an app calls. */
export async function twoTeams(instance: Instance): Promise<Teams> {
  const [ada, cleo, bob] = [
    personIn(instance, 'ada'),
    personIn(instance, 'cleo'),
    personIn(instance, 'bob'),
  ]
  const red = await createTeam(ada, 'red')
  const blue = await createTeam(bob, 'blue')
  await join(ada, cleo, red)
  for (const [person, team_id] of [
    [ada, red],
    [cleo, red],
    [bob, blue],
  ] as const) {
    const body = `a note of ${person.id}`
    expect(await notes(person).insert({ team_id, body })).toMatchObject({ error: null })
  }
  return { red, ada, cleo, blue, bob }
}

/** Creates a team and gives its id. */
export async function createTeam({ database }: Person, name: string): Promise<string> {
  const { data, error } = await database.rpc('create_team', { name })
  expect(error).toBeNull()
  return data.id
}

/** Invites with these arguments and gives the secret. */
export async function invite(by: Person, team_id: string, more: object = {}): Promise<string> {
  const { data, error } = await by.database.rpc('invite_to_team', { team_id, ...more })
  expect(error).toBeNull()
  return data
}

/** Accepts as that user; gives the whole answer. */
export const accept = ({ database }: Person, secret: unknown) =>
  database.rpc('accept_invitation', { secret })

/** Makes a user a member of the team of another. */
export async function join(by: Person, who: Person, team: string, role = 'member'): Promise<void> {
  expect(await accept(who, await invite(by, team, { role }))).toMatchObject({ data: team })
}

export const teams = ({ database }: Person) => database.from('teams')
export const memberships = ({ database }: Person) => database.from('memberships')
export const invitations = ({ database }: Person) => database.from('invitations')
export const notes = ({ database }: Person) => database.from('team_notes')

/** Takes a membership away, as that user. */
export const remove = (by: Person, team: string, who: Person) =>
  memberships(by).delete().eq('team_id', team).eq('user_id', who.id).select()

/** Changes a role, as that user. */
export const setRole = (by: Person, team: string, who: Person, role: string) =>
  memberships(by).update({ role }).eq('team_id', team).eq('user_id', who.id).select()

/** All that a user can read: the number of teams, memberships, invitations, and notes. */
export async function seenBy(person: Person): Promise<readonly number[]> {
  const answers = await Promise.all([
    teams(person).select(),
    memberships(person).select(),
    invitations(person).select('id'),
    notes(person).select(),
  ])
  return answers.map(({ data, error }) => {
    expect(error).toBeNull()
    return data?.length ?? Number.NaN
  })
}

/** Everything in the four tables that is of these teams, as the superuser sees it. */
export async function storedIn({ database }: Instance, ...ids: string[]): Promise<unknown> {
  const { rows } = await database.query(
    `select to_jsonb(t) as row from teams t where id = any ($1)
     union all select to_jsonb(m) from memberships m where team_id = any ($1)
     union all select to_jsonb(i) from invitations i where team_id = any ($1)
     union all select to_jsonb(n) from team_notes n where team_id = any ($1)
     order by 1`,
    [ids],
  )
  return rows
}
