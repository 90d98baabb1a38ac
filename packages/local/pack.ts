import { fileURLToPath } from 'node:url'
import { buildPackage, pack } from './build.ts'

// Prints the path of the archive, which any app can install.
const folder = fileURLToPath(new URL('dist', import.meta.url))
await buildPackage(folder)
console.log(await pack(folder, fileURLToPath(new URL('.', import.meta.url))))
