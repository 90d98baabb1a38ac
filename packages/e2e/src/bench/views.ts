import { Agent, get } from 'node:http'

/** A page, and with which session it is asked for. */
export interface Viewed {
  url: string
  cookie: string
}

/** How long each view took, in milliseconds, and how many were answered in a second. */
interface Views {
  times: number[]
  perSecond: number
}

/** Asks for a page again and again, as many at once as there are connections, without a browser. */
export async function view(page: Viewed, connections: number, amount: number): Promise<Views> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let left = amount
  async function visit() {
    while (left-- > 0) times.push(await ask(page, agent))
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, visit))
  const perSecond = (amount / (performance.now() - began)) * 1000
  agent.destroy()
  return { times, perSecond }
}

function ask({ url, cookie }: Viewed, agent: Agent): Promise<number> {
  const began = performance.now()
  // What a browser sends that opens a page.
  const headers = { cookie, 'accept-encoding': 'gzip', 'sec-fetch-dest': 'document' }
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answers ${answer.statusCode}`))
      answer.once('end', () => resolve(performance.now() - began)).once('error', reject)
      answer.resume()
    })
    request.once('error', reject)
  })
}
