import { z } from 'zod'
import { readPackageJson } from '../repository.ts'

/** The owner that the address of this repository has until it is known. */
export const placeholder = 'OWNER'

/** Where this repository is on GitHub, as `owner/name`: the `repository` of its package.json. */
export function readHome(root: string): string {
  const schema = z.object({ repository: z.templateLiteral(['github:', z.string()]) })
  return schema.parse(readPackageJson(root, '.')).repository.replace('github:', '')
}

/** `text` whose commands with degit or giget, and whose link to the starter's repository, lead to `home`. */
export function withHome(text: string, home: string): string {
  return text
    .replace(
      /((?:degit|giget)@\S+ (?:gh:|github:)?)[^\s/]+\/[^\s/]+(?=\/examples\/)/g,
      (_, command: string) => `${command}${home}`,
    )
    .replace(
      /(\[repository this starter comes from\]\()[^)]*/g,
      (_, link: string) => `${link}https://github.com/${home}`,
    )
}

/** How an example's README says to bring a later version's fixes into a copy of it. */
export function updateSection(home: string, example: string, version: string): string {
  const folder = `${home}/examples/${example}`
  return `This is version ${version} of the starter. Its [changelog](https://github.com/${home}/blob/main/examples/${example}/CHANGELOG.md) tells what later ones fix. To see what the newest one changes in \`lib/\`, \`auth/\` and \`proxy.ts\`:

\`\`\`sh
starter=$(mktemp -d)
npx degit@3.10.0 ${folder}#v${version} "$starter/before"
npx degit@3.10.0 ${folder} "$starter/after"
(cd "$starter" && for part in lib auth proxy.ts; do diff -ruN "before/$part" "after/$part"; done) | tee "$starter/update.diff"
\`\`\`

To take it over, in the folder of your app:

\`\`\`sh
patch -p1 < "$starter/update.diff"
\`\`\`

Where a change of your own is in the way, \`patch\` leaves its part in a \`*.rej\` file. Newer packages and other folders are not part of it; the changelog names them. Next time, start from the version that you took instead of ${version}.`
}
