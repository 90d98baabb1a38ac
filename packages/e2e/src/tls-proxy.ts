import { createServer } from 'node:https'
import { createProxyServer, type ProxyServerOptions } from 'httpxy'
import { selfSigned } from './certificate.ts'
import { listen } from './listen.ts'

/** An instance behind the proxy. */
export interface Target {
  readonly url: string
  /** `kept` passes on the browser's `Host` alone; `forwarded` puts it into `X-Forwarded-*`. */
  readonly host: 'kept' | 'forwarded'
}

/** What ends TLS in front of instances. */
export interface TlsProxy {
  readonly url: string
  close(): unknown
}

/**
 * Ends TLS in front of several instances, as load balancers do: a request goes to the first that is
 * alive by `/api/health`.
 */
export async function startTlsProxy(targets: readonly Target[]): Promise<TlsProxy> {
  const proxy = createProxyServer()
  const server = createServer(selfSigned(), async (incoming, outgoing) => {
    for (const { url: target, host } of targets) {
      if (!(await isAlive(target))) continue
      const options: ProxyServerOptions =
        host === 'kept' ? { target } : { target, xfwd: true, changeOrigin: true }
      return proxy.web(incoming, outgoing, options)
    }
    outgoing.writeHead(502).end()
  })
  const { port } = new URL(await listen(server))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `https://localhost:${port}`, close }
}

async function isAlive(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) })
    return answer.ok && (await answer.text()) === '{"status":"ok"}'
  } catch {
    return false
  }
}
