export { hookInput } from './hooks.ts'
