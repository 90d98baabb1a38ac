export { type Handler, listen } from '../runtime/listen.ts'
