/** The wish to stop: Ctrl-C, `kill`, a closed terminal, or a parent that is gone. */
export interface StopRequests {
  /** Aborted at the first wish. */
  readonly signal: AbortSignal
  /** Resolves at the first wish with the signal that stands for it. */
  readonly first: Promise<NodeJS.Signals>
}

/** Takes the signals over from now on: whoever calls this stops in order and ends the process. */
export function watchStopRequests(): StopRequests {
  const controller = new AbortController()
  const first = new Promise<NodeJS.Signals>((resolve) => {
    const request = (signal: NodeJS.Signals) => {
      resolve(signal)
      controller.abort()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request)
    const parent = process.ppid
    const isOrphan = () => process.ppid !== parent && request('SIGHUP')
    setInterval(isOrphan, 1_000).unref()
  })
  return { signal: controller.signal, first }
}
