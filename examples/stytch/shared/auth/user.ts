/** The signed-in user, the same in every starter. */
export interface User {
  /** The provider's id, and the owner of this user's rows. */
  id: string
  /** What to call them: a name, else their address, else their id. */
  name: string
  /** Only an address that the provider has verified. */
  email: string | undefined
}
