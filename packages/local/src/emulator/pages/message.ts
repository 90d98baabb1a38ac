export { errorMessage } from './page.ts'
