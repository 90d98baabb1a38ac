/** The promise's own end, or a rejection when that takes longer than so many milliseconds. */
export function inTime<T>(promise: Promise<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`There was no answer in ${limit} ms`)), limit)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
