/** What one check found. A check that could not be made is never `ok`. */
export interface Finding {
  /** What was checked, such as a variable or a table. */
  name: string
  status: 'ok' | 'wrong' | 'not checked'
  /** A sentence: what is right or wrong, or why it was not checked. Never a secret or a row. */
  says: string
  /** A sentence: what to do next. */
  next?: string
}

export const ok = (name: string, says: string): Finding => ({ name, status: 'ok', says })

export const wrong = (name: string, says: string, next: string): Finding => ({
  ...{ name, status: 'wrong', says, next },
})

export const notChecked = (name: string, says: string, next?: string): Finding => ({
  ...{ name, status: 'not checked', says },
  ...(next !== undefined && { next }),
})

/** A user whom the doctor can act as. */
export interface Actor {
  id: string
  token: string
}

/** Whom the doctor can act as: two users, where it can sign for them, and what has the anon key's role. */
export interface Actors {
  users: [Actor, Actor?]
  anon?: string
}
