const patterns = [
  // A tarball's address, whatever the registry.
  /\/-\/[\w.-]+\.tgz/,
  /registry\.(?:npmjs|yarnpkg|npmmirror)\./,
  /\/\/(?:registry|npm)\.[\w-]+\./,
]

/**
 * The lines of `text` that name a package registry, as `line: what was found`. A lockfile or a file
 * with one works only where that registry can be reached. `host` is one more to look for.
 */
export function findRegistryHosts(text: string, host?: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found =
      patterns.map((pattern) => pattern.exec(line)?.[0]).find((match) => match !== undefined) ??
      (host !== undefined && line.includes(host) ? 'the registry of this machine' : undefined)
    return found === undefined ? [] : [`${index + 1}: ${found}`]
  })
}
