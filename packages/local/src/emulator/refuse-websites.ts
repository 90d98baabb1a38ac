import { createMiddleware } from 'hono/factory'

const ownHost = /^(127\.0\.0\.1|localhost)(:\d+)?$/

/**
 * Refuses what a web page of somebody else sends. Loopback alone does not keep a visited site
 * from calling the hooks: browsers say where a request comes from (`Sec-Fetch-Site`), and a name
 * that was rebound to 127.0.0.1 shows in `Host`.
 */
export const refuseWebsites = createMiddleware(async (c, next) => {
  const site = c.req.header('sec-fetch-site') ?? 'none'
  const isOwn = ownHost.test(c.req.header('host') ?? '') && ['none', 'same-origin'].includes(site)
  if (!isOwn) return c.json({ message: 'hooks are not for web pages' }, 403)
  return next()
})
