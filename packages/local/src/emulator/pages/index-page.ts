export { indexPage } from './page.ts'
