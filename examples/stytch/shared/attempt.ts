import { type Failure, failure } from './result'

/** Runs a write or read from the browser; where the app itself cannot be reached, that is a result too. */
export async function attempt<T>(call: () => Promise<T>): Promise<T | Failure> {
  try {
    return await call()
  } catch {
    return failure('unavailable', 'The app cannot be reached. Try again in a moment.')
  }
}
