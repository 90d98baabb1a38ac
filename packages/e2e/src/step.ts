/** Says what takes time, and how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begin = performance.now()
  const result = await work()
  console.log(`${what} (${((performance.now() - begin) / 1000).toFixed(1)} s)`)
  return result
}
