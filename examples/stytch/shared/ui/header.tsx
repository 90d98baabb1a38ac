import type { ReactNode } from 'react'
import type { User } from '../auth/user'

/** The app's name, whose sign-in it uses, who is signed in, and the way out. */
export function Header(props: { provider: string; user: User; signOut: ReactNode }) {
  const { provider, user, signOut } = props
  return (
    <header className="header">
      <div>
        <h1>Todos</h1>
        <p className="muted">{provider} signs you in, InsForge keeps the rows</p>
      </div>
      <div className="user-menu">
        <span className="user-name" title={user.email}>
          {user.name}
        </span>
        {signOut}
      </div>
    </header>
  )
}
