export { onlyWith } from './ask-provider.ts'
