import { folders, pnpm } from './repository.ts'
import { runLocal } from './run-local.ts'

await runLocal(`${pnpm} local`, folders)
