type Kind = 'project' | 'secret' | 'public-token'

/**
 * What is wrong with a key, as the end of the sentence "NAME …". Stytch writes into each whether it
 * is of a project's test environment or of its live one; those of one app have to be of the same.
 *
 * @param projectId Tells the environment; without a good one, both are taken.
 */
export function checkKey(kind: Kind, key: string, projectId: string): string | undefined {
  const environment = /^project-(test|live)-/.exec(projectId)?.[1]
  const prefixes = (environment ? [environment] : ['test', 'live']).map((one) => `${kind}-${one}-`)
  if (prefixes.some((prefix) => key.startsWith(prefix))) return undefined
  const why = environment ? `, as the project's ID does with project-${environment}-` : ''
  return `does not begin with ${prefixes.join(' or ')}${why}`
}
