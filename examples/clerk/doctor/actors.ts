import { TEMPLATE } from '@/auth/template'
import { askClerk, refusalOf } from './clerk'
import { type Actors, type Finding, notChecked, wrong } from './finding'
import { field } from './request'

/**
 * Clerk signs the tokens, so there is one for a user of yours alone: for the time of one request
 * Clerk gives them a session.
 */
export async function findActors(user?: string): Promise<Actors | Finding> {
  if (user === undefined) {
    const says = 'Only Clerk can sign one, for a user of yours. Nothing is written as that user.'
    return notChecked('Token', says, 'Run: npm run doctor -- --user user_…')
  }
  const session = await askClerk('POST', 'sessions', { user_id: user })
  if (typeof session === 'string') return wrong('Token', session, 'Try again.')
  const id = field(session, 'id')
  if (id === '') {
    const says = `Clerk gives ${user} no session: ${refusalOf(session)}.`
    return notChecked('Token', says, 'It gives them in development instances only.')
  }
  const reply = await askClerk('POST', `sessions/${id}/tokens/${TEMPLATE}`)
  await askClerk('POST', `sessions/${id}/revoke`)
  if (typeof reply === 'string') return wrong('Token', reply, 'Try again.')
  const token = field(reply, 'jwt')
  if (token !== '') return { users: [{ id: user, token }] }
  return wrong('Token', `Clerk gives none: ${refusalOf(reply)}.`, 'See step 7 in README.md.')
}
