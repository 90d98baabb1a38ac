import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stage } from './test.ts'

const readLog = () => readFileSync(join(stage.scratch, 'app.log'), 'utf8')

/** Returns a function that gives what the app that all tests share has logged since this call. */
export function watchLog(): () => string {
  const { length } = readLog()
  return () => readLog().slice(length)
}
