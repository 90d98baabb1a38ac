import type { RunningApp } from '../together.ts'
import { type App, type AppOptions, startApp } from './app.ts'
import { exampleFolder } from './folders.ts'

/** Serves the examples of these apps. */
export async function startApps(
  apps: readonly RunningApp[],
  options: Pick<AppOptions, 'supervisedIn' | 'env' | 'signal'> & {
    readonly onProgress: (line: string) => void
    /** Gets what a person should see of their output. */
    readonly onLine: (line: string) => void
  },
): Promise<App> {
  return inTurn(apps, (app) => {
    const { name, title } = app.provider
    const others = apps.length > 1
    options.onProgress(others ? `Starting the app for ${title}` : 'Starting the app')
    return startApp({
      folder: exampleFolder(app.provider),
      port: Number(new URL(app.appUrl).port),
      supervisedIn: others ? `${options.supervisedIn}/${name}` : options.supervisedIn,
      env: { ...options.env, ...app.env },
      // Several compilers at once would have a small machine at its limit for a minute.
      startedWhen: others ? 'listening' : 'answering',
      onLine: (line) => options.onLine(others ? `${name}: ${line}` : line),
      signal: options.signal,
    })
  })
}

/** Starts one after the other, and all of them are one. What was started is stopped when one does not
 * start. */
export async function inTurn<T>(
  items: readonly T[],
  start: (item: T) => Promise<App>,
): Promise<App> {
  const started: App[] = []
  const stop = async () => {
    await Promise.all(started.map((app) => app.stop()))
  }
  try {
    for (const item of items) started.push(await start(item))
    return { failed: Promise.race(started.map(({ failed }) => failed)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
