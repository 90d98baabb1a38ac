// Loaded with `node --require` into the app's process (and whatever it starts): every connection and
// every name lookup that would leave this machine is refused and written down.
const { appendFileSync } = require('node:fs')
const dgram = require('node:dgram')
const dns = require('node:dns')
const net = require('node:net')

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\]|::ffff:127(\.\d+){3})$/i

function refuse(trip, target) {
  appendFileSync(process.env.LOOPBACK_GUARD_LOG, `${JSON.stringify({ trip, target })}\n`)
  const error = new Error(`The loopback guard refused ${trip} ${target}`)
  return Object.assign(error, { code: 'ECONNREFUSED' })
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  const options = typeof first === 'object' ? first : { port: first, host: second }
  const host = typeof options.host === 'string' ? options.host : 'localhost'
  if (options.path || LOOPBACK.test(host)) return connect.apply(this, args)
  const error = refuse('connect', `${host}:${options.port}`)
  process.nextTick(() => this.destroy(error))
  return this
}

for (const name of ['connect', 'send']) {
  const original = dgram.Socket.prototype[name]
  dgram.Socket.prototype[name] = function (...args) {
    const host = args.find((arg) => typeof arg === 'string' && arg !== args[0])
    if (host === undefined || LOOPBACK.test(host)) return original.apply(this, args)
    throw refuse('udp', host)
  }
}

/** Both faces of every lookup: with a callback, and as a promise. */
for (const [api, answer] of [
  [dns, (error, callback) => process.nextTick(callback, error)],
  [dns.promises, (error) => Promise.reject(error)],
  [dns.Resolver.prototype, (error, callback) => process.nextTick(callback, error)],
  [dns.promises.Resolver.prototype, (error) => Promise.reject(error)],
]) {
  for (const name of Object.getOwnPropertyNames(api)) {
    if (!/^(lookup|resolve|reverse)/.test(name) || typeof api[name] !== 'function') continue
    const original = api[name]
    api[name] = function (target, ...rest) {
      if (LOOPBACK.test(target)) return original.call(this, target, ...rest)
      return answer(refuse('lookup', String(target)), rest.at(-1))
    }
  }
}
