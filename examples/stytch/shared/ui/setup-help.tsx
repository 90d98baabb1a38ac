import type { EnvProblem } from '../env/env'

/**
 * Shown in place of the app when variables are missing. Names and places are for whoever runs the
 * app: in production visitors are told nothing but that it is not ready.
 */
export function SetupHelp({ problems }: { problems: EnvProblem[] }) {
  if (process.env.NODE_ENV === 'production') {
    return (
      <main className="page">
        <h1>This app is not ready yet</h1>
        <p>Its setup is incomplete. Whoever runs it finds the reason in the server’s log.</p>
      </main>
    )
  }
  return (
    <main className="page">
      <h1>Almost there</h1>
      <p>
        Set these variables in <code>.env.local</code> (see <code>.env.example</code>) and restart:
      </p>
      <dl className="setup">
        {problems.map(({ name, problem, where }) => (
          <div key={name}>
            <dt>
              <code>{name}</code> {problem}
            </dt>
            <dd>{where}</dd>
          </div>
        ))}
      </dl>
    </main>
  )
}
