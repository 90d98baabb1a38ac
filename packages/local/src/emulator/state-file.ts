export { openStateFile, type StateFile } from '../runtime/state-file.ts'
