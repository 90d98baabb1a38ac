import { failure, type Result } from './result'

/** Runs a write or read from the browser; where the app itself cannot be reached, that is a result too. */
export async function attempt<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call()
  } catch {
    return failure(
      'unavailable',
      'The app cannot be reached. Nothing was lost: try again in a moment.',
    )
  }
}
