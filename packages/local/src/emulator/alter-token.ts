export { alterToken } from './signing-keys.ts'
