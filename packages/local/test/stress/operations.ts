import { randomUUID } from 'node:crypto'
import { records, rpc } from '../insforge/client.ts'
import type { Content, Row } from './ledger.ts'
import type { Request } from './request.ts'
import type { User } from './user.ts'

/** One request of a user, and what has to come of it. */
export interface Operation {
  readonly request: Omit<Request, 'token'>
  /** The one right status. */
  readonly status: number
  /** Takes the body of that answer; says what is wrong with it. */
  readonly take: (body: unknown) => readonly string[]
  /** There is no answer: what was written may be there, now, later or never. */
  readonly miss?: () => void
}

const select = 'select=id,user_id,title,is_complete'
const todos = `${records}/todos?${select}`
const representation = 'return=representation'

/** Chooses what a user does next: half of it reads. */
export function nextOperation(user: User): Operation {
  const chance = user.random()
  const { settled } = user.ledger
  const own = user.pick(settled)
  if (chance < 0.1) return list(user)
  if (chance < 0.35) return read(user)
  if (chance < 0.4) return readForeign(user)
  if (chance < 0.45) return askWho(user)
  if (chance < 0.5) return forge(user)
  if (chance < 0.55) return writeForeign(user)
  if (!own || (chance < 0.75 && settled.length < 20)) return insert(user)
  return chance < 0.85 ? remove(user, ...own) : update(user, ...own)
}

function list({ ledger }: User): Operation {
  const take = (body: unknown) => ledger.checkAll(body as Row[])
  return { request: { method: 'GET', path: todos }, status: 200, take }
}

function read(user: User): Operation {
  const id = user.pick(user.ledger.ids) ?? randomUUID()
  const take = (body: unknown) => {
    const wrong = user.ledger.check(id, (body as Row[])[0] ?? null)
    return wrong === undefined ? [] : [wrong]
  }
  return { request: { method: 'GET', path: `${todos}&id=eq.${id}` }, status: 200, take }
}

function readForeign(user: User): Operation {
  const other = user.another()
  const filter = user.pick([`id=eq.${other.rowId}`, `user_id=eq.${other.id}`])
  return { request: { method: 'GET', path: `${todos}&${filter}` }, status: 200, take: mustBe([]) }
}

function askWho({ id }: User): Operation {
  const request = { method: 'POST', path: `${rpc}/requesting_user_id`, body: {} }
  return { request, status: 200, take: mustBe(id) }
}

function forge(user: User): Operation {
  const body = { title: user.nextTitle(), user_id: user.another().id }
  const take = (answer: unknown) => mustBe('42501')((answer as { code: unknown }).code)
  return { request: { method: 'POST', path: todos, body }, status: 403, take }
}

function writeForeign(user: User): Operation {
  const path = `${todos}&id=eq.${user.another().rowId}`
  const how =
    user.random() < 0.5
      ? { method: 'PATCH', body: { title: user.nextTitle() } }
      : { method: 'DELETE' }
  return { request: { ...how, path, prefer: representation }, status: 200, take: mustBe([]) }
}

function insert(user: User): Operation {
  const content = { title: user.nextTitle(), is_complete: user.random() < 0.5 }
  const id = randomUUID()
  return write(user, { method: 'POST', path: todos, body: { id, ...content } }, 201, id, content)
}

function update(user: User, id: string, before: Content): Operation {
  const change = user.pick([{ title: user.nextTitle() }, { is_complete: !before.is_complete }])
  const request = { method: 'PATCH', path: `${todos}&id=eq.${id}`, body: change }
  return write(user, request, 200, id, { ...before, ...change })
}

function remove(user: User, id: string, before: Content): Operation {
  const request = { method: 'DELETE', path: `${todos}&id=eq.${id}` }
  return write(user, request, 200, id, null, before)
}

/** A write of one's own row, that makes it `after`; the row is asked for, or not. */
function write(
  { id: user_id, ledger, random }: User,
  request: Omit<Request, 'token'>,
  status: number,
  id: string,
  after: Content | null,
  answered: Content | null = after,
): Operation {
  const isMinimal = random() < 0.3
  const isInsert = status === 201
  const expected = isMinimal ? (isInsert ? [] : undefined) : [{ id, user_id, ...answered }]
  return {
    request: { ...request, prefer: isMinimal ? 'return=minimal' : representation },
    status: isMinimal && !isInsert ? 204 : status,
    take(body) {
      ledger.acknowledge(id, after)
      return mustBe(expected)(body)
    },
    miss: () => ledger.doubt(id, after),
  }
}

/** Key by key in the order in which they are selected. */
const mustBe = (expected: unknown) => (found: unknown) =>
  JSON.stringify(found) === JSON.stringify(expected)
    ? []
    : [`answered ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`]
