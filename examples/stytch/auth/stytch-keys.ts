type Kind = 'project' | 'secret' | 'public-token'

/**
 * What is wrong with a key, as the end of the sentence "NAME …". Each key names its environment, test
 * or live, and the keys of one app must be of the same.
 *
 * @param projectId Decides which environment. If it is no help, both are accepted.
 */
export function checkKey(kind: Kind, key: string, projectId: string): string | undefined {
  const environment = /^project-(test|live)-/.exec(projectId)?.[1]
  const prefixes = (environment ? [environment] : ['test', 'live']).map((one) => `${kind}-${one}-`)
  if (prefixes.some((prefix) => key.startsWith(prefix))) return undefined
  const why = environment ? `, as the project's ID does with project-${environment}-` : ''
  return `does not begin with ${prefixes.join(' or ')}${why}`
}
