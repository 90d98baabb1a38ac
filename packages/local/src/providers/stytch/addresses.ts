import type { Project } from './project.ts'

/** The authorized domains of the dashboard: origins whose pages may call the browser's API. */
export function authorizedDomains({ appUrl, state }: Project): readonly string[] {
  return [new URL(appUrl).origin, ...state.data.settings.moreOrigins]
}

/** The redirect URLs of the dashboard, the default first; a link's has to be one of them exactly. */
export function redirectUrls(project: Project): readonly [string, ...string[]] {
  const { appUrl, state } = project
  const more = state.data.settings.moreOrigins.map((origin) => `${origin}/authenticate`)
  return [`${appUrl}/authenticate`, ...more]
}
