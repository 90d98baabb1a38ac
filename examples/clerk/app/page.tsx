import { getUser, providerName, signInPath, signUpPath } from '@/auth/session'

/** Where signed-in users go. */
const home = { path: '/todos', text: 'Open your todos' }

const facts = [
  `${providerName} signs you in. This app’s server never sees a password.`,
  'InsForge stores your data. Postgres decides, row by row, who sees it.',
  'Each request carries a token that expires within minutes.',
]

/** The public landing page. Its links are plain: a prefetching one would start a sign-in. */
export default async function Page() {
  const user = await getUser()
  return (
    <main className="page pt-12">
      <h1 className="text-4xl">Your data, and only yours</h1>
      <p className="mt-4 text-lg text-muted">
        {`A starter with ${providerName} for sign-in and InsForge for data.`}
      </p>
      <div className="mt-8 flex flex-wrap gap-3">
        <a href={user ? home.path : signInPath(home.path)} className="button button-primary">
          {user ? home.text : 'Sign in'}
        </a>
        {!user && (
          <a href={signUpPath(home.path)} className="button">
            Sign up
          </a>
        )}
      </div>
      <ul className="mt-12 grid gap-4 *:rounded-lg *:bg-surface *:p-4 sm:grid-cols-3">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </main>
  )
}
