export { NotEmulated, notEmulated } from './problems.ts'
