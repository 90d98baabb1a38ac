import { SignOut } from '@/auth/components'
import { getUser } from '@/auth/session'
import { AppError } from '@/lib/result'

/** The top of every page: the app's name, and the user menu if a user is signed in. */
export async function Header({ name }: { name: string }) {
  // The page itself reports that the provider can't be reached.
  const user = await getUser().catch(nullIfAppError)
  return (
    <header className="mx-auto flex max-w-2xl items-center justify-between gap-2 px-4 py-4">
      {/* A plain link: navigations wait for pending writes, and this one must not. */}
      <a
        href="/"
        className="flex min-h-11 items-center gap-2 font-semibold whitespace-nowrap text-inherit"
      >
        <span className="size-6 rounded-md bg-accent" aria-hidden="true" />
        {/* A phone has room for the menu or the name. */}
        <span className={user ? 'max-sm:sr-only' : undefined}>{name}</span>
      </a>
      {user && (
        <div className="flex min-w-0 items-center gap-3 max-sm:gap-0">
          <a
            href="/account"
            className="flex min-h-11 min-w-11 items-center justify-center gap-3 text-inherit no-underline"
          >
            <span className="sr-only">Your account:</span>
            <span
              className="grid size-8 shrink-0 place-items-center rounded-full bg-surface"
              aria-hidden
            >
              {[...user.name][0]?.toUpperCase()}
            </span>
            <span className="truncate max-sm:sr-only" title={user.email} translate="no">
              {user.name}
            </span>
          </a>
          <SignOut />
        </div>
      )}
    </header>
  )
}

function nullIfAppError(error: unknown) {
  if (error instanceof AppError) return null
  throw error
}
