import { type Actor, type Finding, notChecked, ok, wrong } from './finding'
import { field, type Reply, request } from './request'

const URL_NEXT = 'NEXT_PUBLIC_INSFORGE_URL is in InsForge’s dashboard, under project settings.'

const SECRET_NEXT =
  'INSFORGE_JWT_SECRET is not this project’s. Run: npx @insforge/cli@0.2.8 secrets get JWT_SECRET'

/** Brings the database to where the folder `migrations/` is. */
export const MIGRATE = 'Run: npx @insforge/cli@0.2.8 db migrations up --all'

/** Seconds by which clocks may differ. A token of this app lives for five minutes. */
const CLOCK_TOLERANCE = 60

/** Where InsForge answers, without a slash at the end. */
export const insforgeAddress = () =>
  (process.env.NEXT_PUBLIC_INSFORGE_URL ?? '').replace(/\/+$/, '')

/** Asks InsForge for its version, and compares clocks. */
export async function checkInsForge(): Promise<Finding[]> {
  const url = insforgeAddress()
  const { host } = new URL(url)
  const reply = await request(`${url}/api/health`)
  if (typeof reply === 'string') return [wrong('InsForge', reply, URL_NEXT)]
  if (!/insforge/i.test(field(reply, 'service'))) {
    return [wrong('InsForge', `What answers at ${host} is not InsForge.`, URL_NEXT)]
  }
  return [
    ok('InsForge', `Version ${field(reply, 'version')} answers at ${host}.`),
    checkClock(reply),
  ]
}

function checkClock({ headers }: Reply): Finding {
  const theirs = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(theirs)) return notChecked('Clock', 'InsForge did not tell its time.')
  const seconds = Math.round((Date.now() - theirs) / 1000)
  if (Math.abs(seconds) <= CLOCK_TOLERANCE) return ok('Clock', 'It agrees with InsForge’s.')
  const where = seconds < 0 ? 'behind' : 'ahead of'
  const says = `It is ${Math.abs(seconds)} seconds ${where} InsForge’s.`
  return wrong('Clock', says, 'Let this machine set its clock from the network.')
}

/** Asks InsForge whom it takes the owner of a token for. */
export async function checkToken({ id, token }: Actor): Promise<Finding[]> {
  const reply = await request(`${insforgeAddress()}/api/database/rpc/requesting_user_id`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  })
  if (typeof reply === 'string') return [wrong('Token', reply, URL_NEXT)]
  const { status, body } = reply
  if (status === 401) return [wrong('Token', 'InsForge rejects this app’s tokens.', SECRET_NEXT)]
  if (status === 404) {
    return [wrong('Migrations', 'The function requesting_user_id is missing.', MIGRATE)]
  }
  if (body === id) return [ok('Token', `InsForge accepts it and knows its user, ${id}.`)]
  return [wrong('Token', `InsForge answers ${status} where the user’s id should be.`, MIGRATE)]
}
