/** The fields by which what is kept names whose it is: a session its user, a token its session. */
const ownerFields = ['userId', 'accountId', 'sessionId']

/** Takes out of every collection of the state what belongs to the owner of that id, and what belongs
 * to that in turn. */
export function forgetOwned(state: object, ownerId: string): void {
  const gone = new Set<unknown>([ownerId])
  for (let before = 0; before < gone.size; ) {
    before = gone.size
    for (const collection of Object.values(state)) {
      if (Array.isArray(collection)) keepOthers(collection, gone)
      else if (typeof collection === 'object') forgetEntries(collection ?? {}, gone)
    }
  }
}

const isOwned = (entry: unknown, gone: ReadonlySet<unknown>) =>
  ownerFields.some((field) => gone.has(Object(entry)[field]))

function keepOthers(list: unknown[], gone: Set<unknown>): void {
  const others = list.filter((entry) => !isOwned(entry, gone))
  if (others.length < list.length) list.splice(0, list.length, ...others)
}

/** Entries are known by their key, or by the id that oidc-provider gives them. */
function forgetEntries(entries: Record<string, unknown>, gone: Set<unknown>): void {
  for (const [key, entry] of Object.entries(entries)) {
    if (!gone.has(key) && !isOwned(entry, gone)) continue
    delete entries[key]
    gone.add(key)
    const { jti } = Object(entry)
    if (jti !== undefined) gone.add(jti)
  }
}
