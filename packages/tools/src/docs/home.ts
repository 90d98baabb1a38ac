/** Where this repository is on GitHub. OWNER until that is known: write it here, then `pnpm sync`. */
export const repositoryHome = 'OWNER/insforge-auth-starters'

/** `text` whose commands with degit or giget fetch from where the repository is. */
export function withHome(text: string): string {
  return text.replace(
    /((?:degit|giget)@\S+ (?:gh:|github:)?)[^\s/]+\/[^\s/]+(?=\/examples\/)/g,
    `$1${repositoryHome}`,
  )
}
