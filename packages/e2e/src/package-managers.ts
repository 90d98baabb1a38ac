/** What may be in use in place of npm, as npm has it, and whether it puts packages where npm puts
 * them. */
export const packageManagers = [
  { name: 'pnpm', from: 'pnpm@12.21.0', likeNpm: false },
  { name: 'Yarn', from: '@yarnpkg/cli-dist@4.18.1', likeNpm: true },
  { name: 'Bun', from: 'bun@1.4.5', likeNpm: true },
]
