import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@insforge-auth-starters/local/runtime'
import { linkTree } from '../app.ts'
import { plainEnvironment } from '../environment.ts'

const layout = `export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
`

const page = `import { connection } from 'next/server'

export default async function Page() {
  await connection()
  return <ul aria-label="Todos"><li>one</li></ul>
}
`

/** Writes and builds an app of one dynamic page that does nothing: what Next alone costs. */
export async function buildFloor(app: string, example: string): Promise<void> {
  mkdirSync(join(app, 'app'), { recursive: true })
  writeFileSync(join(app, 'package.json'), '{ "name": "floor", "type": "module" }\n')
  writeFileSync(join(app, '.env.example'), '')
  writeFileSync(join(app, 'app/layout.jsx'), layout)
  writeFileSync(join(app, 'app/page.jsx'), page)
  writeFileSync(
    join(app, 'app/icon.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" />\n',
  )
  linkTree(join(example, 'node_modules'), join(app, 'node_modules'))
  const next = join(app, 'node_modules/next/dist/bin/next')
  await run(process.execPath, [next, 'build'], { cwd: app, env: plainEnvironment() })
}
